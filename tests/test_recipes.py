"""The recipes cannot go stale: the Python blocks of each are run as one program, and so are its commands.

Commands that install or fetch something, or that do not end by themselves, are not run.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from command import CHECKOUT, environment, run_command

RECIPES = CHECKOUT / "docs" / "recipes"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
NEEDS = {"service": ["fastapi", "pebble"], "scrapy": ["scrapy"], "trafilatura": ["trafilatura"]}
PAGE = """<html lang="en"><head><title>Holt wins Moor Ward</title>
<link rel="canonical" href="https://bugle.example/holt">
<meta property="og:site_name" content="The Bugle"><meta name="author" content="Ida Cole">
<meta property="article:published_time" content="2024-05-03"></head>
<body><article><h1>Holt wins Moor Ward</h1>
<p>Nia Holt won the Moor Ward by-election with 1,204 votes. Sam Orr received 987 votes.</p>
<p>The count in the sports hall ended after midnight, when both of them thanked the tellers.</p>
</article></body></html>"""
EXPORTED = {
    "authors": ["Ida Cole"],
    "date_download": "2024-05-04 08:00:00",
    "date_modify": "None",
    "date_publish": "2024-05-03 09:30:00",
    "description": "None",
    "filename": "https%3A%2F%2Fbugle.example%2Fholt.json",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": "Nia Holt won the Moor Ward by-election with 1,204 votes. Sam Orr received 987 votes.",
    "source_domain": "bugle.example",
    "text": None,
    "title": "Holt wins Moor Ward",
    "title_page": None,
    "title_rss": None,
    "url": "https://bugle.example/holt",
}


@pytest.mark.parametrize("recipe", sorted(RECIPES.glob("*.md")), ids=lambda path: path.stem)
def test_python_blocks(recipe: Path, tmp_path: Path) -> None:
    for name in NEEDS.get(recipe.stem, []):
        pytest.importorskip(name, reason=f"the recipe needs {name}")
    blocks = BLOCK.findall(recipe.read_text("utf-8"))
    if not blocks:
        pytest.skip("no Python in it")
    (tmp_path / "recipe.py").write_text("\n".join(blocks), "utf-8")
    done = subprocess.run(
        [sys.executable, "recipe.py"],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip(), "a recipe shows something"


def check_run(folder: Path, name: str) -> None:
    """What `extractor run` makes of an export is a record of that address, day and publisher."""
    done = run_command("run", name, "-o", "results", cwd=folder)
    assert done.returncode == 0 and "1 input: 1 ok with 1 record," in done.stderr, done.stderr
    (record,) = map(json.loads, (folder / "results" / "records.jsonl").read_text("utf-8").splitlines())
    (article,) = map(json.loads, (folder / "results" / "articles.jsonl").read_text("utf-8").splitlines())
    assert record["article"]["id"] == "https://bugle.example/holt"
    assert record["article"]["published"] == "2024-05-03"
    assert record["article"]["publisher"] == "bugle.example"
    assert record["article"]["title"] == "Holt wins Moor Ward"
    assert article["author"] == "Ida Cole" and article["text"].startswith("Holt wins Moor Ward")
    assert record["evidence"]
    for each in record["evidence"]:
        assert article["text"][each["start"] : each["end"]] == each["text"]


def test_a_folder_of_news_please(tmp_path: Path) -> None:
    folder = tmp_path / "crawl" / "2024" / "bugle.example"
    folder.mkdir(parents=True)
    (folder / "holt.json").write_text(json.dumps(EXPORTED), "utf-8")
    check_run(tmp_path, "crawl")


def test_a_folder_of_trafilatura(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura", reason="the recipe needs trafilatura")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "holt.html").write_text(PAGE, "utf-8")
    command = "--json --with-metadata --input-dir pages --output-dir exports"
    assert command in (RECIPES / "trafilatura.md").read_text("utf-8")
    subprocess.run(
        [sys.executable, "-m", "trafilatura.cli", *command.split()], cwd=tmp_path, check=True, timeout=120
    )
    check_run(tmp_path, "exports")
