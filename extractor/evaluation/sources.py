"""Reads what an evaluation compares: gold documents, records, and the texts of articles."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import jsonlines

from extractor.article import Article
from extractor.errors import ArticleError, ExtractorError, RecordError
from extractor.evaluation.scoring import Facts

__all__ = ["Texts", "digest_gold", "document_of", "half_of", "read_gold", "read_records"]


def read_gold(folder: Path) -> dict[str, Facts]:
    """The gold documents below a folder, by name (the file name without `.json`).

    Raises:
        ExtractorError: there are none, or one is not a gold document.
    """
    gold: dict[str, Facts] = {}
    for path in _gold_files(folder):
        try:
            document = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise ExtractorError(f"{path}: not JSON ({error}); mend the file") from error
        contests = document.get("contests") if isinstance(document, dict) else None
        if not isinstance(contests, list):
            raise ExtractorError(
                f'{path}: a gold document is {{"genre": ..., "contests": [...]}}; move other files out'
            )
        for candidacy in (c for contest in contests for c in contest.get("candidacies", [])):
            if not candidacy.get("name") and not candidacy.get("affiliations"):
                raise ExtractorError(f"{path}: a candidacy needs a name or an affiliation, has {candidacy!r}")
        if path.stem in gold:
            raise ExtractorError(f"{path}: a second gold document of this name; rename or remove one")
        gold[path.stem] = document
    if not gold:
        raise ExtractorError(f"no gold documents in {folder}; name the folder that holds the *.json files")
    return gold


def digest_gold(folder: Path) -> str:
    """A sha256 over the names and bytes of the gold files: two equal digests mean the same gold."""
    digest = hashlib.sha256()
    for path in _gold_files(folder):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()}\t{content}\n".encode())
    return digest.hexdigest()


def _gold_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.json"))


def read_records(path: Path) -> list[Facts]:
    """The records of a JSONL file, as plain objects: a record of an older schema can be scored too.

    Raises:
        RecordError: the file cannot be read, or a line is not a record.
    """
    records = []
    for number, record in _read_lines(path, RecordError):
        if not isinstance(record.get("article"), dict):
            raise RecordError(
                f"{path}:{number}: not a record, it has no article; pass the extractor's records.jsonl"
            )
        records.append(record)
    return records


def _read_lines(path: Path, problem: type[ExtractorError]) -> Iterator[tuple[int, Facts]]:
    try:
        with path.open(encoding="utf-8-sig") as lines, jsonlines.Reader(lines, loads=json.loads) as reader:
            yield from enumerate(reader.iter(type=dict, skip_empty=True), start=1)
    except jsonlines.InvalidLineError as error:
        raise problem(f"{path}:{error.lineno}: not a JSON object; write the file again") from error
    except (OSError, UnicodeDecodeError) as error:
        raise problem(f"{path}: cannot be read ({error}); give a JSON Lines file in UTF-8") from error


def document_of(record: Facts) -> str:
    """The name of the gold document that a record belongs to: the stem of its article's source.

    Example:
        >>> document_of({"article": {"source": "dev/uk-local--ward-results.txt"}})
        'uk-local--ward-results'
    """
    article = record["article"]
    source = article.get("source") or article.get("id")
    name = PurePosixPath(str(source).replace("\\", "/")).name
    return re.sub(r"\.(txt|md|html?|json)$", "", name)


def half_of(document: str) -> str:
    """The half of the split that a document is in, by the sha256 of its article's file name.

    Rules are written while reading one half; the other tells what they are worth on articles that nobody
    read. The split stays when documents are added.

    Example:
        >>> half_of("uk-local--ward-results")
        'even'
    """
    digest = hashlib.sha256(f"{document}.txt".encode()).hexdigest()
    return "odd" if int(digest, 16) % 2 else "even"


class Texts:
    """The texts of articles, as their records' `sha256` names them.

    `articles` is an articles.jsonl (lines with `text`, and `title` where it is not in the text), or a
    folder of source files; None looks for the files that the records name. A text counts only where its
    digest is the record's: a file that was converted or edited is not at hand.
    """

    def __init__(self, articles: Path | None = None) -> None:
        self._by_digest: dict[str, str] = {}
        self._files: dict[str, list[Path]] | None = None
        self._tried: set[tuple[Path, str | None]] = set()
        if articles is None:
            return
        if articles.is_dir():
            self._files = {}
            for path in sorted(articles.rglob("*")):
                if path.is_file():
                    self._files.setdefault(path.name, []).append(path)
        else:
            for _, row in _read_lines(articles, ArticleError):
                self._keep(_readings(row.get("text") or row.get("body") or "", row.get("title")))

    def __call__(self, record: Facts) -> str | None:
        """The text of a record's article, None where it is not at hand."""
        article = record["article"]
        digest = article.get("sha256")
        if digest not in self._by_digest:
            for path in self._candidates(article):
                attempt = (path, article.get("title"))
                if attempt not in self._tried and path.is_file():
                    text = path.read_bytes().decode("utf-8", "replace")
                    self._keep(_readings(text, article.get("title")))
                self._tried.add(attempt)
        return self._by_digest.get(str(digest))

    def _candidates(self, article: dict[str, Any]) -> list[Path]:
        source = str(article.get("source") or "")
        if not source or "://" in source or "\0" in source:
            return []
        if self._files is None:
            return [Path(source)]
        return self._files.get(PurePosixPath(source.replace("\\", "/")).name, [])

    def _keep(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._by_digest[Article(text=text).sha256] = text


def _readings(text: str, title: str | None) -> list[str]:
    """The ways in which a stored text can be the article's: as it is, without its mark, with its title."""
    plain = text.removeprefix("\ufeff")
    unix = plain.replace("\r\n", "\n").replace("\r", "\n")
    bodies = list(dict.fromkeys([text, plain, unix, unix.strip()]))
    return bodies + [Article.compose(title, body).text for body in bodies if title]
