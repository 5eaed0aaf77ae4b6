"""The gate: no article with a record may be stopped."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.gate import ElectionGate
from extractor.packs.loading import load_packs

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
PACKS = load_packs()
GATE = ElectionGate(PACKS)
BY_EXPRESSIONS = ElectionGate(PACKS, "re")

PASS = [
    "Nia Holt was elected chair of the board.",
    "NIA HOLT RE-ELECTED",
    "Holt (Ind) 1,204 votes; Orr (Lab) 1,100.",
    "“Ballots” were counted twice.",
    "Holt wins the Ashcombe by‑election",
    "She ousted Sam Orr to take the seat.",
    "Results of the executive: Nia Holt, unopposed.",
    "Nia Holt beat Sam Orr in the mayoral contest.",
    "Holt takes the lead; she beat Orr in the race for mayor by 12 points.",
    "The members chose Nia Holt as their secretary.",
    "élections: Holt élue; the vote\u00adcount; votes",
    "post-election talks",
]  # fmt: skip
STOP = [
    "",
    "Rain is expected in Ashcombe on Friday.",
    "Selected electric devotees, avoted and electional.",
    "Ashcombe Rovers beat Pennick Town 3-1 in the cup.",
    "The firm won a contract worth £3m.",
    "\ud800 lone surrogate",
]


@pytest.mark.parametrize("text", PASS)
def test_passes_what_may_report_a_result(text: str) -> None:
    assert GATE.passes(text)
    assert BY_EXPRESSIONS.passes(text)


@pytest.mark.parametrize("text", STOP)
def test_stops_other_news(text: str) -> None:
    assert not GATE.passes(text)
    assert not BY_EXPRESSIONS.passes(text)


CUES = sorted({word for group in PACKS.cues.values() for word in group})
WORDS = st.sampled_from([*CUES, "x", "é", "-", "’", "İ", "\ud800"])


@given(st.lists(WORDS, max_size=8), st.sampled_from(["", " ", "-", "a", "1", "_", "é", "\n"]))
def test_both_engines_decide_alike(words: list[str], joint: str) -> None:
    text = joint.join(words)
    assert GATE.passes(text) == BY_EXPRESSIONS.passes(text)


def required(gold: Path, articles: Path) -> Iterator[tuple[str, bool, str]]:
    """Name, whether a record is required, text."""
    for path in sorted(gold.glob("*.json")):
        contests = json.loads(path.read_text("utf-8"))["contests"]
        source = articles / f"{path.stem}.txt"
        yield path.stem, any(not c.get("optional") for c in contests), source.read_text("utf-8")


def test_loses_no_article_of_the_corpus() -> None:
    documents = list(required(CORPUS / "gold", CORPUS / "articles"))
    assert sum(needed for _, needed, _ in documents) > 50
    assert [name for name, needed, text in documents if needed and not GATE.passes(text)] == []


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seeds", "dev", "negatives"])
def test_loses_no_article_of_the_gold(shared: Path, folder: str) -> None:
    documents = list(required(shared / "gold" / folder, shared / "articles" / folder))
    assert documents
    assert [name for name, needed, text in documents if needed and not GATE.passes(text)] == []


@pytest.mark.shared
def test_stops_a_good_part_of_other_news(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shares = {}
    for name, pattern in (("negatives", "negatives/*.txt"), ("unlabelled neg-", "unlabelled/neg-*.txt")):
        texts = [path.read_text("utf-8") for path in (shared / "articles").glob(pattern)]
        shares[name] = sum(not GATE.passes(text) for text in texts) / len(texts)
    with capsys.disabled():
        print("\ngated out:", ", ".join(f"{name} {share:.0%}" for name, share in shares.items()))
    assert shares["unlabelled neg-"] > 0.3
