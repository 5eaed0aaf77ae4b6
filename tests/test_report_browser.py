"""The report in a real browser: pressing, filtering, walking by keyboard, on a desk and on a phone.

Needs Playwright and a Chromium; without them these tests are skipped, or fail where the environment
variable EXTRACTOR_REQUIRE_BROWSER is 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from command import CHECKOUT, invoke
from report_runs import ARABIC, HOSTILE, PANEL, sample_records, write_large_run, write_run
from test_readme import blocks, commands

from extractor.report import write_report

try:
    from playwright.sync_api import Browser, Page, expect, sync_playwright
except ImportError:  # pragma: no cover
    sync_playwright = None  # type: ignore[assignment]

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PICTURE = CHECKOUT / "docs" / "pictures" / "report.png"
PICTURE_SIZE = {"width": 1200, "height": 760}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}

Open = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    missing = "playwright is not installed" if sync_playwright is None else None
    if not Path(CHROMIUM).exists():
        missing = missing or f"no Chromium at {CHROMIUM}"
    if missing:
        if os.environ.get("EXTRACTOR_REQUIRE_BROWSER") == "1":
            pytest.fail(f"a browser is required: {missing}")
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    run = write_run(folder / "spring")
    write_report(run, folder / "whole.html")
    write_report(run, folder / "snippets.html", snippets=True)
    return folder


@pytest.fixture
def open_page(browser: Browser, reports: Path) -> Iterator[Open]:
    """Opens a report; afterwards nothing may have been logged, thrown, fetched or run by an article."""
    troubles: list[str] = []
    opened: list[Page] = []

    def open_(name: str = "whole.html", at: str = "", **context: Any) -> Page:
        page = browser.new_context(offline=True, **context).new_page()
        page.set_default_timeout(5000)
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or troubles.append(r.url))
        page.on("dialog", lambda dialog: troubles.append(dialog.message))
        page.goto((reports / name).as_uri() + at)
        opened.append(page)
        return page

    yield open_
    for page in opened:
        assert page.evaluate("window.pwned") is None
        page.context.close()
    assert troubles == []


def rows(page: Page) -> list[str]:
    return page.locator("#rows tr td:first-child a").all_inner_texts()


def value(page: Page, pointer: str) -> Any:
    return page.locator(f"button[data-pointer='{pointer}']")


def lit(page: Page) -> str:
    return "".join(page.locator("#article .lit").all_text_contents())


def lit_sentence(page: Page) -> str:
    return "".join(page.locator("#article .lit-sentence").all_text_contents())


def test_flags_come_first_then_low_confidence_then_the_rest(open_page: Open) -> None:
    page = open_page()
    names = rows(page)
    assert names[0] == "Chair, Northgate" and names[1] == "رئاسة النقابة"
    assert len(names) == 5
    expect(page.locator("#rows tr").first).to_contain_text("Shares do not fit")
    assert page.locator("#rows tr").first.locator("svg rect.bar").count() >= 3


def test_search_and_filters_narrow_the_table(open_page: Open) -> None:
    page = open_page()
    page.fill("#search", "QUILL panel")
    assert rows(page) == ["Treasurer"]
    expect(page.locator("#count")).to_have_text("1 of 5 contests")
    page.fill("#search", "ليلى")
    assert rows(page) == ["رئاسة النقابة"]
    page.fill("#search", "nobody of this name")
    assert rows(page) == []
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#rows tr")).to_have_count(5)
    page.select_option("#filter-kind", "leadership")
    assert rows(page) == ["رئاسة النقابة"]
    page.get_by_role("button", name="Clear").click()
    page.select_option("#filter-status", "provisional")
    assert rows(page) == ["Eastmere council"]
    page.locator("#nav-low").click()
    assert rows(page) == ["رئاسة النقابة"]
    page.locator("#nav-flagged").click()
    assert rows(page) == ["Chair, Northgate"]
    page.locator("#nav-contests").click()
    expect(page.locator("#rows tr")).to_have_count(5)
    page.get_by_role("button", name="Result", exact=True).click()
    assert rows(page)[0] == "Chair, Northgate" and rows(page)[1] == "رئاسة النقابة"
    expect(page.locator("th[data-sort=votes]")).to_have_attribute("aria-sort", "descending")


def test_pressing_a_value_lights_up_its_sentence(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Chair, Northgate").click()
    value(page, "/candidacies/0/votes").click()
    assert lit(page) == "1,204"
    assert lit_sentence(page) == (
        "Open Door-backed Nia Holt took the chair of the appeals panel in Northgate with 1,204 votes "
        "(61.2 per cent)."
    )
    expect(value(page, "/candidacies/0/votes")).to_have_attribute("aria-pressed", "true")
    inspector = page.locator("#inspector")
    expect(inspector).to_contain_text("Votes of Nia Holt: 1,204")
    expect(inspector).to_contain_text("won_place")
    value(page, "/candidacies/2/votes").click()  # a range: its evidence is for votes_max
    assert lit(page) == "200"
    page.keyboard.press("Escape")
    assert lit(page) == "" and lit_sentence(page) == ""
    expect(inspector).to_be_hidden()


def test_a_value_with_two_pieces_of_evidence_shows_one_after_the_other(open_page: Open) -> None:
    page = open_page(at="#contest/chair")
    party = value(page, "/candidacies/0/affiliations/0")
    party.click()
    expect(page.locator("#inspector")).to_contain_text("1 of 2")
    assert "took the chair" in lit_sentence(page)
    party.click()
    expect(page.locator("#inspector")).to_contain_text("2 of 2")
    assert lit_sentence(page) == PANEL.title
    page.keyboard.press("n")
    expect(page.locator("#inspector")).to_contain_text("1 of 2")


@pytest.mark.parametrize("contest", ["chair", "arabic"])
def test_every_mention_lights_exactly_its_code_points(open_page: Open, contest: str) -> None:
    """Emoji stand before the mentions: UTF-16 counts would be off by one for each."""
    page = open_page(at=f"#contest/{contest}")
    record = next(r for r in sample_records() if r.id == contest)
    page.evaluate("document.querySelector('#facts button[data-pointer]').focus()")
    shown = page.evaluate(
        """() => reading.marked.mentions.filter((mention) => mention.own).map((mention) => {
             reading.lightMention(mention);
             const lit = [...document.querySelectorAll('#article .lit')].map((node) => node.textContent);
             return [mention.start, mention.end, lit.join('')];
           })"""
    )
    assert shown == sorted(([e.start, e.end, e.text] for e in record.evidence), key=lambda m: (m[0], -m[1]))


def test_text_from_right_to_left_runs_from_right_to_left(open_page: Open) -> None:
    page = open_page(at="#contest/arabic")
    value(page, "/candidacies/1/votes").click()
    assert lit(page) == "430"
    assert lit_sentence(page) == ARABIC.text[ARABIC.text.index("أما") :]
    line = page.locator("#article .line").last
    assert line.evaluate("node => getComputedStyle(node).direction") == "rtl"
    first, last = line.locator("mark").first.bounding_box(), line.locator("mark").nth(1).bounding_box()
    assert first and last and first["x"] > last["x"]


def test_overlapping_mentions_are_underlined_apart_and_can_each_be_reached(open_page: Open) -> None:
    page = open_page(at="#contest/chair")
    chair = page.locator("#article mark", has_text="chair").first  # in "took the chair" in the whole claim
    lines = chair.evaluate("node => node.style.backgroundPosition.split(',').map((part) => part.trim())")
    assert len(lines) == len(set(lines)) == 3
    seen = []
    for _ in range(3):
        chair.click()
        seen.append(lit(page))
    assert seen == ["chair", "took the chair", "Open Door-backed Nia Holt took the chair"]
    page.locator("#article mark", has_text="Ida Quill").click()
    expect(page.locator("#inspector")).to_contain_text("for Treasurer")
    page.locator("#inspector").get_by_role("link", name="Treasurer").click()
    expect(page.locator("#facts h2")).to_have_text("Treasurer")


def test_all_of_it_works_by_keyboard(open_page: Open) -> None:
    page = open_page()
    keys = page.keyboard
    keys.press("/")
    keys.type("panel")
    expect(page.locator("#rows tr")).to_have_count(2)
    keys.press("ArrowDown")
    expect(page.locator("#rows a").first).to_be_focused()
    keys.press("j")
    expect(page.locator("#rows a").nth(1)).to_be_focused()
    keys.press("k")
    keys.press("Enter")
    expect(page.locator("#facts h2")).to_have_text("Chair, Northgate")
    expect(page.locator("#facts h2")).to_be_focused()
    keys.press("Tab")  # the first value
    expect(value(page, "/committee")).to_be_focused()
    keys.press("Enter")
    assert lit(page) == "appeals panel"
    page.locator("#article mark[tabindex='0']").focus()
    keys.press("ArrowRight")
    assert lit(page) == "Open Door" and "Nia Holt" in lit_sentence(page)
    keys.press("Enter")
    assert lit(page) == "Open Door-backed Nia Holt took the chair"
    keys.press("ArrowRight")
    keys.press("ArrowRight")
    assert lit(page) == "took the chair"
    keys.press("j")
    expect(page.locator("#facts h2")).to_have_text("Treasurer")
    keys.press("Escape")
    expect(page.locator("#rows a").nth(1)).to_be_focused()
    expect(page.locator("#search")).to_have_value("panel")
    keys.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_back_goes_back_and_addresses_can_be_kept(open_page: Open) -> None:
    page = open_page(at="#contest/council")
    expect(page.locator("#facts h2")).to_have_text("Eastmere council")
    assert page.locator("svg.seats").first.locator("rect").count() == 24
    assert page.locator("svg.seats").first.locator("rect.bar").count() == 14
    page.locator("#back").click()
    page.get_by_role("link", name="mayor").click()
    expect(page.locator("#facts")).to_contain_text("Mallory")
    page.go_back()
    expect(page.locator("#rows tr")).to_have_count(5)


def test_hostile_content_is_shown_as_text(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="mayor").click()
    value(page, "/candidacies/0/candidate").click()
    assert lit(page) == "Mallory <b>Holt</b>"
    lines = page.locator("#article .line").all_text_contents()
    assert lines[0] == HOSTILE.title
    assert "</script><script>window.pwned = 2</script><svg onload='window.pwned=3'>" in lines[2]
    assert "␀null␇bell \ufffdlone & &lt; " in lines[2]
    assert lines[3] == "W" * 10_000
    assert page.locator("#article script, #article img, #article svg, #article b, #article a").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_ledger_tells_of_failures(open_page: Open) -> None:
    page = open_page()
    expect(page.locator("#nav-inputs")).to_have_text("3 of 9 inputs failed")
    page.locator("#nav-inputs").click()
    reasons = page.locator("#failures summary")
    expect(reasons).to_have_count(2)
    expect(reasons.first).to_contain_text("2not UTF-8 <b>text</b>")
    reasons.first.click()
    expect(page.locator("#failures details ul").first).to_contain_text("news/torn.html")
    expect(page.locator("#input-rows tr").first).to_contain_text("failed")
    page.select_option("#input-status", "skipped")
    expect(page.locator("#input-rows tr")).to_have_count(1)
    page.select_option("#input-status", "no_result")
    page.get_by_role("link", name="Rain").click()
    expect(page.locator("#facts h2")).to_have_text("No contest found here")
    expect(page.locator("#article")).to_contain_text("It rained on the harbour")


def test_snippets_light_up_like_the_whole(open_page: Open) -> None:
    page = open_page("snippets.html", "#contest/arabic")
    value(page, "/candidacies/0/votes").click()
    assert lit(page) == "512"
    page.goto(page.url.replace("arabic", "chair"))
    value(page, "/candidacies/0/share").click()
    assert lit(page) == "61.2 per cent"
    assert "biscuits" not in page.locator("#article").inner_text()
    expect(page.locator("#article")).to_contain_text("Only the sentences that the values come from.")


def test_a_phone_shows_cards_and_quotes_the_sentence_at_its_foot(open_page: Open) -> None:
    page = open_page(**PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Filters and order").tap()
    page.select_option("#filter-kind", "leadership")
    assert rows(page) == ["رئاسة النقابة"]
    page.goto(page.url.split("#")[0] + "#contest/chair")
    value(page, "/candidacies/1/votes").tap()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    quote = page.locator("#inspector blockquote")
    expect(quote).to_be_in_viewport()
    expect(quote).to_have_text("Sam Orr received 763 votes, or 38.8 per cent.")
    page.locator("#show-in-text").tap()
    expect(page.locator("#article .lit")).to_be_in_viewport()


def luminance(colour: str) -> float:
    red, green, blue = (int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_light_and_dark(open_page: Open, scheme: str) -> None:
    page = open_page(at="#contest/chair", color_scheme=scheme)
    style = "node => [getComputedStyle(node).color, getComputedStyle(document.body).backgroundColor]"
    for selector in ("#facts h2", "#article .line >> nth=2", "#facts dt >> nth=0", ".notice >> nth=0"):
        ink, paper = page.locator(selector).evaluate(style)
        dark, bright = sorted((luminance(ink), luminance(paper)))
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, selector
        assert (luminance(paper) < 0.1) == (scheme == "dark")
    page.locator("#theme").click()  # light, whatever the system says
    assert luminance(page.locator("body").evaluate(style)[1]) > 0.8


def test_two_thousand_articles_open_and_answer_quickly(
    open_page: Open, reports: Path, tmp_path: Path
) -> None:
    summary = write_report(write_large_run(tmp_path / "large"), reports / "large.html")
    assert (summary.contests, summary.articles, summary.mismatches) == (6000, 2000, 0)
    begun = time.monotonic()
    page = open_page("large.html")
    expect(page.locator("#rows tr").first).to_contain_text("0.60 low")
    assert time.monotonic() - begun < 10
    assert page.locator("#rows tr").count() < 500  # the rest is drawn when it is scrolled to
    page.locator("#more").scroll_into_view_if_needed()
    expect(page.locator("#rows tr").nth(150)).to_be_attached()
    begun = time.monotonic()
    page.fill("#search", "ward 1999-2")
    expect(page.locator("#rows tr")).to_have_count(1)
    page.locator("#rows a").click()
    value(page, "/candidacies/0/votes").click()
    assert lit(page) == "2899"
    assert time.monotonic() - begun < 10


def test_the_readme_shows_the_report_of_its_example(browser: Browser, tmp_path: Path) -> None:
    """EXTRACTOR_UPDATE_SNAPSHOTS=1 takes the picture anew. Fonts differ from machine to machine, so only its
    size is compared; that the page shows the example's figure and lights up its row is asserted."""
    typed = [command for block in blocks("console") for command, _ in commands(block)]
    subprocess.run(next(c for c in typed if c.startswith("printf")), shell=True, cwd=tmp_path, check=True)
    for start in ("extractor run nec.txt", "extractor report outputs/nec"):
        command = next(c for c in typed if c.startswith(start))
        assert invoke(*command.split()[1:], cwd=tmp_path).returncode == 0
    page = browser.new_context(offline=True, viewport=PICTURE_SIZE).new_page()
    page.goto((tmp_path / "outputs" / "nec.html").as_uri())
    page.locator("#rows a").first.click()
    value(page, "/candidacies/0/votes").click()
    assert lit(page) == "21,204"
    assert lit_sentence(page).startswith("Nia Holt (Grassroots Voice) ")
    picture = page.screenshot(animations="disabled")
    page.context.close()
    if os.environ.get("EXTRACTOR_UPDATE_SNAPSHOTS") == "1":
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_bytes(picture)
    assert PICTURE.read_bytes()[:24] == picture[:24]  # the head of a PNG holds its width and height
    assert PICTURE.relative_to(CHECKOUT).as_posix() in (CHECKOUT / "README.md").read_text("utf-8")
