import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from extractor.errors import ArticleError
from extractor.inputs import article_from_html, read_inputs
from extractor.inputs.pages import decode_html

HEAD = """<html lang="en-GB"><head><title>Holt wins | The Bugle</title>
<meta property="og:title" content="Holt wins"><meta property="og:site_name" content="The Bugle">
<meta property="article:published_time" content="2024-05-03T10:00:00Z"><meta name="author" content="Ida Cole">
<link rel="canonical" href="https://bugle.example/holt"></head><body><nav><a href="/">Home page</a></nav>"""
STORY = """
<article><h1>Holt wins</h1><p>Nia Holt won the harbour seat with 1,204 votes &amp; a lead of 12.</p>
<p>Sam Orr came second with 1,192 votes after a count that went on until the morning.</p>
<table><tr><th>Name</th><th>Votes</th></tr><tr><td>Nia Holt</td><td>1,204</td></tr></table></article>"""


def nest(depth):
    return f"{HEAD}{'<div>' * depth}{STORY}{'</div>' * depth}</body></html>"


@pytest.fixture(autouse=True)
def _needs_the_extra():
    pytest.importorskip("trafilatura")


def test_a_page_gives_its_article_its_table_and_what_it_says_about_itself(tmp_path):
    path = tmp_path / "holt.html"
    path.write_text(nest(2))
    (item,) = read_inputs([path])
    article = item.article
    assert article.text.startswith(
        "Holt wins\nNia Holt won the harbour seat with 1,204 votes & a lead of 12.\n"
    )
    assert "| Nia Holt | 1,204 |" in article.text
    assert "Home page" not in article.text
    assert article.title == "Holt wins"
    assert article.published == date(2024, 5, 3)
    assert (article.author, article.publisher, article.language) == ("Ida Cole", "The Bugle", "en-GB")
    assert article.source == item.source == str(path)
    assert article.id == "https://bugle.example/holt"


@pytest.mark.parametrize("depth", [254, 300, 2000, 5000, 100_000])
def test_depth_loses_no_page(tmp_path, depth):
    path = tmp_path / "a.html"
    path.write_text(nest(depth))
    (item,) = read_inputs([path])
    assert "Nia Holt won the harbour seat with 1,204 votes & a lead of 12." in item.article.text
    assert item.article.title == "Holt wins"
    assert "1,204" in item.article.text.splitlines()[-1]


def test_a_page_in_which_no_article_is_found_gives_its_visible_text(tmp_path):
    path = tmp_path / "a.htm"
    path.write_text(
        "<title>Short</title><style>p {}</style><script>var a = '<p>no</p>';</script>"
        "<p>Nia <b>Holt</b> won.<br>Sam Orr lost.<noscript>Turn it on</noscript>"
    )
    (item,) = read_inputs([path])
    for sentence in ("Nia Holt won.", "Sam Orr lost."):
        assert sentence in item.article.text
    for noise in ("var", "{}", "Turn"):
        assert noise not in item.article.text


def test_plain_text_in_a_page_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("Nia Holt won.\n\nSam Orr lost, 3 < 4.\n")
    (item,) = read_inputs([path])
    assert item.article.text == "Nia Holt won.\n\nSam Orr lost, 3 < 4.\n"


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (b"", ("skipped", "empty")),
        (b" \n", ("skipped", "only white space")),
        (b"<html><body><script>1</script></body></html>", ("skipped", "the page shows no text")),
        (b"<html></html>", ("skipped", "the page shows no text")),
        (b"%PDF-1.7", ("failed", "binary: looks like a PDF")),
    ],
)
def test_a_page_without_text_says_so(tmp_path, page, problem):
    path = tmp_path / "a.html"
    path.write_bytes(page)
    (item,) = read_inputs([path])
    assert item.problem == problem


@pytest.mark.parametrize(
    ("page", "charset", "text"),
    [
        ("<p>Peña “won”".encode(), None, "<p>Peña “won”"),
        ("<p>Peña “won”".encode(), "iso-8859-1", "<p>Peña “won”"),
        ("<p>Peña “won”".encode("cp1252"), "iso-8859-1", "<p>Peña “won”"),
        ("<p>Peña “won”".encode("cp1252"), "no-such-charset", "<p>Peña “won”"),
        ("<p>Peña “won”".encode("cp1252"), "hex", "<p>Peña “won”"),
        ("<p>Peña “won”".encode("cp1252"), "utf-16", "<p>Peña “won”"),
        ("<p>Peña “won”".encode("utf-16"), None, "<p>Peña “won”"),
        (
            "<meta charset='windows-1250'><p>Łódź".encode("cp1250"),
            None,
            "<meta charset='windows-1250'><p>Łódź",
        ),
    ],
)
def test_the_charset_of_a_page(page, charset, text):
    assert decode_html(page, charset) == text


def test_mojibake_is_mended_and_quotes_are_left():
    page = (
        "<html><body><p>" + "Ana Peña “won” it. ".encode().decode("cp1252", "replace") + "</p></body></html>"
    )
    page = page.replace("\ufffd", "\x9d")
    assert "Ana Peña “won” it." in article_from_html(page).text


def test_offsets_can_be_made_because_the_text_is_writable():
    article = article_from_html("<p>Nia \ud800 Holt\x00 &#0; won.</p>")
    article.text.encode("utf-8")
    assert "\x00" not in article.text


def test_without_the_extra_the_message_says_what_to_install(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(nest(1))
    code = (
        "import sys; sys.modules['trafilatura'] = None\n"
        "from extractor.inputs import read_inputs\n"
        f"print([item.problem for item in read_inputs([{str(path)!r}])])"
    )
    root = Path(__file__).resolve().parents[1]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert "failed" in run.stdout
    assert 'pip install "extractor[html]"' in run.stdout


def test_reading_plain_text_imports_neither_spacy_nor_an_extra(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Holt won.")
    code = (
        "import sys\nfrom extractor.inputs import read_inputs\n"
        f"assert all(item.article for item in read_inputs([{str(path)!r}]))\n"
        "print(sorted({'spacy', 'trafilatura', 'lxml', 'ftfy', 'warcio'} & set(sys.modules)))"
    )
    root = Path(__file__).resolve().parents[1]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert run.stdout.strip() == "[]"


def test_a_binary_page_raises():
    with pytest.raises(ArticleError, match="binary"):
        article_from_html(b"\x89PNG\r\n\x1a\n")
