"""The Scrapy pipeline in real crawls: pages served on this machine, a spider in a process of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from command import environment

from extractor.article import Article

pytest.importorskip("scrapy", reason='crawls need the extra "scrapy"')

PAGE = "<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
PAGES = {
    "holt.html": (
        "Holt wins Moor Ward",
        "<p>Nia Holt won the Moor Ward by-election with 1,204 votes. 🗳</p><p>Sam Orr received 987 votes.</p>",
    ),
    "rain.html": ("Rain", "<p>Rain fell on the moor for most of the day, and the fair was called off.</p>"),
    "empty.html": ("Empty", ""),
    "german.html": (
        "Wahl",
        "<p>Die Wahl wurde von der Partei gewonnen, und das ist nicht das Ende der Geschichte.</p>"
        "<p>Sie sagte, dass der Rat am Abend mit den anderen in der Stadt über das Ergebnis spricht.</p>",
    ),
}
SPIDER = """
import dataclasses, scrapy

@dataclasses.dataclass
class Page:
    headline: str
    words: str
    link: str
    election_records: list = dataclasses.field(default_factory=list)
    checked_text: str = ""

@dataclasses.dataclass
class Bare:
    text: str

class Pages(scrapy.Spider):
    name = "pages"

    async def start(self):
        for name in {names!r}:
            yield scrapy.Request({base!r} + name)

    def parse(self, response):
        title = response.css("h1::text").get()
        words = "\\n\\n".join(response.css("p::text").getall())
        yield {item}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on this machine."""
    folder = tmp_path_factory.mktemp("pages")
    for name, (title, body) in PAGES.items():
        page = PAGE.format(title=title, body=body).replace("<head>", '<head><meta charset="utf-8">')
        (folder / name).write_text(page, "utf-8")

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def crawl(
    folder: Path, base: str, item: str, *settings: str, names: tuple[str, ...] = tuple(PAGES)
) -> tuple[list[dict[str, Any]], str]:
    """The items that a crawl wrote, and its log."""
    (folder / "pages.py").write_text(
        SPIDER.replace("{names!r}", repr(list(names))).replace("{base!r}", repr(base)).replace("{item}", item)
    )
    chosen = ('ITEM_PIPELINES={"extractor.scrapy.ElectionResultsPipeline": 300}', *settings)
    command = [sys.executable, "-m", "scrapy", "runspider", "pages.py", "-O", "items.jsonl"]
    for setting in (*chosen, "ROBOTSTXT_OBEY=False", "TELNETCONSOLE_ENABLED=False"):
        command += ["-s", setting]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    lines = (folder / "items.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines], done.stderr


def stat(log: str, name: str) -> int:
    found = re.search(rf"'election/{name}': (\d+)", log)
    return int(found[1]) if found else 0


def test_a_crawl_gives_records_whose_offsets_fit(tmp_path: Path, base: str) -> None:
    item = '{"title": title, "text": words, "url": response.url}'
    items, log = crawl(tmp_path, base, item)
    found = {each["title"]: each for each in items}
    assert set(found) == {title for title, _ in PAGES.values()}, "no item is lost"
    holt = found["Holt wins Moor Ward"]
    (record,) = holt["election_records"]
    assert record["article"]["id"] == base + "holt.html"
    assert [(each["candidate"]["name"], each["votes"]) for each in record["candidacies"]] == [
        ("Nia Holt", 1204),
        ("Sam Orr", 987),
    ]
    text = Article.compose(holt["title"], holt["text"]).text
    assert record["evidence"]
    assert all(text[each["start"] : each["end"]] == each["text"] for each in record["evidence"])
    assert found["Rain"]["election_records"] == []
    assert stat(log, "ok") == 1 and stat(log, "no_result") == 1 and stat(log, "records") == 1
    assert stat(log, "skipped") == 2 and stat(log, "failed") == 0
    assert "no text" not in log.replace("no text under", "") and "looks like de" in log


def test_a_dataclass_and_fields_of_other_names(tmp_path: Path, base: str) -> None:
    items, log = crawl(
        tmp_path,
        base,
        "Page(headline=title, words=words, link=response.url)",
        "ELECTION_TEXT_FIELD=words",
        "ELECTION_TITLE_FIELD=headline",
        "ELECTION_URL_FIELD=link",
        "ELECTION_ARTICLE_FIELD=checked_text",
        "ELECTION_WITHOUT=us,canada",
        names=("holt.html",),
    )
    (item,) = items
    (record,) = item["election_records"]
    assert record["article"]["id"] == item["link"]
    assert item["checked_text"] == f"{item['headline']}\n\n{item['words']}"
    assert all(
        item["checked_text"][each["start"] : each["end"]] == each["text"] for each in record["evidence"]
    )
    packs = [name.split()[0] for name in record["provenance"]["packs"]]
    assert "english" in packs and not {"us", "canada"}.intersection(packs)
    assert "Deprecat" not in log


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ("Bare(text=words)", "Bare does not support field: election_records; add it to the class"),
        ('{"text": words, "more": [words] * 3, "3": None, "url": 7}', ""),
    ],
)
def test_what_cannot_take_records_is_handed_on_and_told(
    tmp_path: Path, base: str, item: str, reason: str
) -> None:
    items, log = crawl(tmp_path, base, item, names=("holt.html", "rain.html"))
    assert len(items) == 2
    assert stat(log, "failed") == (2 if reason else 0)
    assert reason in log


def test_a_pack_that_is_not_there_stops_the_crawl_before_it_begins(tmp_path: Path, base: str) -> None:
    items: list[Any] = []
    with pytest.raises((AssertionError, FileNotFoundError)) as caught:
        items, _ = crawl(tmp_path, base, '{"text": words}', "ELECTION_PATTERNS=no-such-pack")
    assert not items
    assert "no-such-pack" in str(caught.value) or not (tmp_path / "items.jsonl").exists()


def test_without_a_crawl() -> None:
    """As a unit test of a spider would: any crawler-like object of Scrapy's own."""
    from scrapy import Spider
    from scrapy.utils.test import get_crawler

    from extractor.scrapy import ElectionResultsPipeline

    crawler = get_crawler(Spider, {"ELECTION_TEXT_FIELD": "words"})
    pipeline = ElectionResultsPipeline.from_crawler(crawler)
    pipeline.open_spider()
    item = {"words": "Nia Holt was elected chair.", "text": "Sam Orr was elected chair."}
    assert pipeline.process_item(item) is item
    assert item["election_records"][0]["candidacies"][0]["candidate"]["name"] == "Nia Holt"
    missing = {"text": "Sam Orr was elected chair."}
    assert pipeline.process_item(missing) is missing and "election_records" not in missing
    for odd in (None, 7, {"words": b"\x00\xff"}, {"words": "x" * 10_000}, {"words": "Holt\ud800 won."}):
        assert pipeline.process_item(odd) is odd
