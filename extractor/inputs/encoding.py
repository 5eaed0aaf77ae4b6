"""Bytes to text: a byte-order mark, the NULs of UTF-16, UTF-8, nearly UTF-8, Windows-1252, in this order.

The order is fixed and nothing is learned from the language, so that one file always gives one text. A
detector that weighs characters is wrong exactly where it matters: one bad byte in a page of UTF-8 makes
it choose a code page that turns every curly quote and every accent of a name into two other letters.
"""

from __future__ import annotations

import codecs
import re

from extractor.errors import ArticleError

__all__ = ["decode", "replace_unwritable", "wide_encoding"]

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# UTF-32 comes first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP, DOCX, ODT or EPUB"),
    (b"\x1f\x8b", "gzip: its name must end in .gz to be read"),
    (b"\x28\xb5\x2f\xfd", "Zstandard: its name must end in .zst to be read"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_ODD_CHARACTERS = re.compile("[\x00-\x08\x0e-\x19\x1c-\x1f\x7f\ud800-\udfff\ue000-\uf8ff\ufffd\uffff]")


def decode(data: bytes) -> str:
    r"""Turn the bytes of one text into a string, in the order that this module's docstring gives.

    A byte that fits nothing becomes U+FFFD, and so does a stray NUL; a byte-order mark is dropped. Line
    ends stay as they are.

    Raises:
        ArticleError: the bytes are no text ("binary ..."), or in an encoding that is not known.

    Example:
        >>> decode(b"Pe\xc3\xb1a won \xff 12")
        'Peña won � 12'
        >>> decode("Peña".encode("cp1252"))
        'Peña'
    """
    _refuse_known_formats(data)
    wide = wide_encoding(data)
    if wide:
        text = data.decode(wide, "replace").removeprefix("\ufeff").rstrip("\x00")
        if len(_ODD_CHARACTERS.findall(text)) > 2 + len(text) * 0.03:
            raise ArticleError(f"binary: begins like {wide.upper()} but is no text")
        return replace_unwritable(text)
    # A file that was cut off while it was written often ends in a block of NULs.
    data = data.removeprefix(codecs.BOM_UTF8).rstrip(b"\x00")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > 2 + len(data) * 0.03:
        raise ArticleError(f"binary: {controls:,} of {len(data):,} bytes are control characters")
    return replace_unwritable(_decode_narrow(data))


def wide_encoding(data: bytes) -> str | None:
    """Name the UTF-16 or UTF-32 that the bytes are in, by their mark or by where their NULs are; else None.

    Example:
        >>> wide_encoding("Holt won".encode("utf-16-be"))
        'utf-16-be'
        >>> wide_encoding(b"Holt won") is None
        True
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:4096]
    pairs = len(sample) // 2
    if not pairs or b"\x00" not in sample:
        return None
    first, second = sample[0 : pairs * 2 : 2].count(0), sample[1 : pairs * 2 : 2].count(0)
    # Text in a Latin script has a NUL in nearly every pair, always on the same side.
    if second > pairs * 0.5 and first < pairs * 0.05:
        return "utf-16-le"
    if first > pairs * 0.5 and second < pairs * 0.05:
        return "utf-16-be"
    return None


def replace_unwritable(text: str) -> str:
    """Put U+FFFD for what no UTF-8 file or database takes: lone surrogates and NUL; the length stays.

    Example:
        >>> replace_unwritable("Holt\\ud83d won")
        'Holt� won'
    """
    try:
        text.encode()  # far faster than the expression, which finds nothing in nearly every text
    except UnicodeEncodeError:
        return _UNWRITABLE.sub(REPLACEMENT, text)
    return text.replace("\x00", REPLACEMENT)


def _refuse_known_formats(data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"binary: looks like {name}")


def _decode_narrow(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        cut_short = error.reason == "unexpected end of data"
    text = data.decode("utf-8", "replace")
    bad = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode())
    high = sum(1 for character in text if character > "\x7f") - bad
    if cut_short or high >= bad:
        return text
    if len(data) >= 32 and len(data) - len(data.translate(None, bytes(range(128, 256)))) > len(data) * 0.4:
        raise ArticleError("unknown encoding: neither UTF-8 nor UTF-16 nor Windows-1252; convert it to UTF-8")
    return data.decode("cp1252", "replace")
