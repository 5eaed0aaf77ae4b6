"""Hand-made runs for the report's tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extractor.article import Article
from extractor.records import Affiliation, Candidacy, Candidate, Evidence, Record, Ref, SlateResult, VoteDate

PANEL = Article.compose(
    "Open Door sweeps the tenants' panel 🗳️",
    "🎉🎉 The count ended late on Tuesday. Open Door-backed Nia Holt took the chair of the appeals panel in "
    "Northgate with 1,204 votes (61.2 per cent). Sam Orr received 763 votes, or 38.8 per cent.\n\n"
    "The hall was warm. Nobody mentioned the biscuits. Between 100 and 200 votes went to Ed Vane. "
    "In the same hall Ida Quill became treasurer of the panel.",
    given_id="panel",
    source="https://news.example/panel",
    publisher="The Northgate Bell",
    language="en",
)
ARABIC = Article.compose(
    "فوز ليلى حداد برئاسة النقابة 🎉",
    "انتهى الفرز مساء الأحد 🗳️. حصلت ليلى حداد على 512 صوتا وفازت برئاسة النقابة. "
    "أما سامر قاسم فنال 430 صوتا.",
    given_id="arabic",
    source="news/arabic.txt",
    language="ar",
)
HOSTILE = Article.compose(
    "<script>window.pwned = 1</script> wins",
    "</script><script>window.pwned = 2</script><svg onload='window.pwned=3'>"
    "<img src=x onerror=window.pwned=4>"
    "<!-- \u2028 \u202eright\u202c \x00null\x07bell \ud800lone & &lt; Mallory <b>Holt</b> "
    "was elected mayor.\n" + "W" * 10_000,
    given_id="hostile<\"'&>",
    source="javascript:window.pwned=5",
)
COUNCIL = Article.compose(
    "Council turns",
    "Harbour First won 14 of the 24 seats on Eastmere council on Thursday, a net gain of 5. "
    "Meadow List kept 10.",
    given_id="council",
    source="news/council.txt",
)
QUIET = Article.compose("Rain", "It rained on the harbour and nobody was elected.", given_id="quiet")


def cite(article: Article, field: str, words: str, *, after: str = "", rule: str = "won_place") -> Evidence:
    """Evidence for the first `words` after `after`."""
    start = article.text.index(words, article.text.index(after) + len(after) if after else 0)
    return Evidence(field=field, start=start, end=start + len(words), text=words, rule=rule, basis="stated")


def stood(name: str, party: str | None = None, **more: Any) -> Candidacy:
    parties = [Affiliation(id=party.lower(), name=party, relation="backed_by")] if party else []
    return Candidacy(candidate=Candidate(id=name.lower(), name=name), affiliations=parties, **more)


def sample_records() -> list[Record]:
    name = "/candidacies/{}/candidate/name".format
    chair = Record(
        id="chair",
        article=PANEL.ref(),
        kind="election",
        organisation=Ref(id="tenants", name="Northgate Tenants' Union"),
        committee=Ref(id="panel", name="Appeals Panel"),
        position=Ref(id="chair", name="chair"),
        constituency=Ref(id="northgate", name="Northgate"),
        date=VoteDate(value="2024-05-14", precision="day", text="Tuesday"),
        candidacies=[
            stood("Nia Holt", "Open Door", outcome="elected", votes=1204, share=61.2),
            stood("Sam Orr", outcome="not_elected", votes=763, share=38.8),
            stood("Ed Vane", votes_min=100, votes_max=200),
        ],
        flags=["share_mismatch"],
        confidence=0.91,
        evidence=[
            cite(PANEL, "/candidacies/0", "Open Door-backed Nia Holt took the chair", rule="slate_wins"),
            cite(PANEL, name(0), "Nia Holt", rule="slate_wins"),
            cite(PANEL, "/candidacies/0/affiliations/0", "Open Door", after="Tuesday", rule="slate_wins"),
            cite(PANEL, "/candidacies/0/affiliations/0", "Open Door", rule="headline"),
            cite(PANEL, "/candidacies/0/outcome", "took the chair", rule="slate_wins"),
            cite(PANEL, "/candidacies/0/votes", "1,204"),
            cite(PANEL, "/candidacies/0/share", "61.2 per cent"),
            cite(PANEL, "/position", "chair"),
            cite(PANEL, "/committee", "appeals panel"),
            cite(PANEL, "/constituency/name", "Northgate"),
            cite(PANEL, name(1), "Sam Orr"),
            cite(PANEL, "/candidacies/1/votes", "763"),
            cite(PANEL, "/candidacies/1/share", "38.8 per cent"),
            cite(PANEL, name(2), "Ed Vane"),
            cite(PANEL, "/candidacies/2/votes_max", "200"),
        ],
    )
    treasurer = Record(
        id="treasurer",
        article=PANEL.ref(),
        kind="election",
        committee=Ref(id="panel", name="Appeals Panel"),
        position=Ref(id="treasurer", name="treasurer"),
        candidacies=[stood("Ida Quill", outcome="elected")],
        confidence=0.97,
        evidence=[cite(PANEL, name(0), "Ida Quill"), cite(PANEL, "/position", "treasurer")],
    )
    arabic = Record(
        id="arabic",
        article=ARABIC.ref(),
        kind="leadership",
        position=Ref(id="head", name="رئاسة النقابة"),
        candidacies=[
            stood("ليلى حداد", outcome="elected", votes=512),
            stood("سامر قاسم", outcome="not_elected", votes=430),
        ],
        confidence=0.4,
        evidence=[
            cite(ARABIC, name(0), "ليلى حداد", after="حصلت"),
            cite(ARABIC, "/candidacies/0/votes", "512"),
            cite(ARABIC, name(1), "سامر قاسم"),
            cite(ARABIC, "/candidacies/1/votes", "430"),
            cite(ARABIC, "/position", "برئاسة النقابة", after="وفازت"),
        ],
    )
    hostile = Record(
        id="</script><b>/%",
        article=HOSTILE.ref(),
        kind="election",
        position=Ref(id="mayor", name="<img src=x onerror=window.pwned=6>mayor"),
        candidacies=[stood("Mallory <b>Holt</b>", outcome="elected")],
        evidence=[cite(HOSTILE, name(0), "Mallory <b>Holt</b>"), cite(HOSTILE, "/position", "mayor")],
    )
    council = Record(
        id="council",
        article=COUNCIL.ref(),
        kind="election",
        committee=Ref(id="eastmere", name="Eastmere council"),
        seats=24,
        status="provisional",
        slates=[
            SlateResult(slate=Ref(id="hf", name="Harbour First"), seats_won=14, seats_change=5, share=52.5),
            SlateResult(slate=Ref(id="ml", name="Meadow List"), seats_won=10),
        ],
        evidence=[
            cite(COUNCIL, "/slates/0/slate", "Harbour First"),
            cite(COUNCIL, "/slates/0/seats_won", "14"),
            cite(COUNCIL, "/seats", "24 seats"),
        ],
    )
    return [treasurer, arabic, council, hostile, chair]


TORN = "not UTF-8 <b>text</b>"
LEDGER = [
    {"source": PANEL.source, "id": "panel", "status": "ok", "reason": None, "records": 2},
    {"source": ARABIC.source, "id": "arabic", "status": "ok", "reason": None, "records": 1},
    {"source": HOSTILE.source, "id": HOSTILE.id, "status": "ok", "reason": None, "records": 1},
    {"source": COUNCIL.source, "id": "council", "status": "ok", "reason": None, "records": 1},
    {"source": "news/quiet.txt", "id": "quiet", "status": "no_result", "reason": None, "records": 0},
    {
        "source": "news/torn.html",
        "id": None,
        "status": "failed",
        "reason": "not UTF-8 <b>text</b>",
        "records": 0,
    },
    {
        "source": "news/half.html",
        "id": None,
        "status": "failed",
        "reason": "not UTF-8 <b>text</b>",
        "records": 0,
    },
    {"source": "news/huge.txt", "id": None, "status": "failed", "reason": "longer than 5,000,000 characters"},
    {
        "source": "news/copy.txt",
        "id": "copy",
        "status": "skipped",
        "reason": "same text as panel",
        "records": 0,
    },
]


def article_line(article: Article) -> dict[str, Any]:
    return {**article.ref().model_dump(), "text": article.text}


def write_lines(path: Path, lines: list[Any]) -> None:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def write_run(folder: Path) -> Path:
    """The sample run: five contests, five articles, nine inputs of which three failed."""
    folder.mkdir(parents=True, exist_ok=True)
    write_lines(folder / "records.jsonl", [json.loads(r.model_dump_json()) for r in sample_records()])
    write_lines(
        folder / "articles.jsonl", [article_line(a) for a in (PANEL, ARABIC, HOSTILE, COUNCIL, QUIET)]
    )
    write_lines(folder / "ledger.jsonl", LEDGER)
    return folder


def write_large_run(folder: Path, articles: int = 2000) -> Path:
    """A run of many articles of about 5,000 characters, three contests in each; one in fifty is doubtful."""
    folder.mkdir(parents=True, exist_ok=True)
    filler = "The harbour was quiet while the tellers counted and the lamps were lit one by one. " * 18
    records, texts, ledger = [], [], []
    for n in range(articles):
        wards = [f"Ward {n}-{k}" for k in range(3)]
        body = "\n\n".join(
            f"Nia Holt {n} won {w} with {900 + n} votes. Sam Orr had 400. {filler}" for w in wards
        )
        article = Article.compose(f"Night {n} at the count", body, given_id=f"a{n}", source=f"news/{n}.txt")
        texts.append(article_line(article))
        ledger.append({"source": article.source, "id": article.id, "status": "ok", "records": len(wards)})
        for ward in wards:
            record = Record(
                id=f"r-{ward}",
                article=article.ref(),
                kind="election",
                organisation=Ref(id="eastmere", name="Eastmere"),
                position=Ref(id="councillor", name="councillor"),
                constituency=Ref(id=ward, name=ward),
                candidacies=[
                    stood(f"Nia Holt {n}", "Open Door", outcome="elected", votes=900 + n),
                    stood("Sam Orr", outcome="not_elected", votes=400),
                ],
                confidence=0.6 if n % 50 == 0 else 0.9,
                evidence=[
                    cite(article, "/constituency", ward),
                    cite(article, "/candidacies/0/candidate/name", f"Nia Holt {n}"),
                    cite(article, "/candidacies/0/votes", str(900 + n), after=ward),
                    cite(article, "/candidacies/1/votes", "400", after=ward),
                ],
            )
            records.append(record.model_dump(mode="json"))
    write_lines(folder / "records.jsonl", records)
    write_lines(folder / "articles.jsonl", texts)
    write_lines(folder / "ledger.jsonl", ledger)
    return folder
