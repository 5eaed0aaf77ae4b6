"""Articles of the tests' own writing, with the records that a faultless extractor would write for them."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.article import Article
from extractor.records import (
    Affiliation,
    Candidacy,
    Candidate,
    Evidence,
    Provenance,
    Record,
    Ref,
    Round,
    SlateResult,
    Tally,
    Term,
    Turnout,
    VoteDate,
)

GIVEN = ("Nia", "Sam", "Ida", "Ed", "Zoë", "Tomasz", "Aoife", "Ravi", "Mei-Ling", "Kwame")
FAMILY = ("Holt", "Orr", "Cole", "Vane", "O’Rourke", "Nowak", "Bell-Hart", "Iyer", "Quist", "Mensah")
SLATES = ("Open Door", "Harbour Voice", "Quarry Team", "Lantern Slate")
PARTIES = ("Orchard Party", "Civic Union", "River Alliance")
WARDS = ("Millbrook", "East Quay", "Upper Tarn", "St Odo’s")
BODIES = ("Appeals Panel", "Harbour Board", "Northfold Council", "Executive Committee")
POSTS = ("treasurer", "regional representative", "councillor", "chair")


def slug(name: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def ref(name: str) -> Ref:
    return Ref(id=slug(name), name=name)


class Story:
    """Text that grows, remembering where its marked words stand."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.text = f"{title}\n\n"

    def say(self, words: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += words
        return start, len(self.text)

    def evidence(self, field: str, span: tuple[int, int], basis: str = "stated") -> Evidence:
        start, end = span
        return Evidence(
            field=field, start=start, end=end, text=self.text[start:end], rule="made-by-hand", basis=basis
        )


def person(chance: random.Random, taken: set[str]) -> Candidate:
    while True:
        given, family = chance.choice(GIVEN), chance.choice(FAMILY)
        if f"{given} {family}" not in taken:
            taken.add(f"{given} {family}")
            name = f"{given} {family}"
            return Candidate(id=slug(name), name=name, given=given, family=family)


def post_contest(story: Story, chance: random.Random) -> dict:
    """`A, the X candidate, was elected T of the B with N votes (P %). C got N and D got N.`"""
    body, post, ward = chance.choice(BODIES), chance.choice(POSTS), chance.choice(WARDS)
    evidence, candidacies, taken = [], [], set()
    story.say("In ")
    evidence.append(story.evidence("/constituency", story.say(ward)))
    story.say(", ")
    total = 0
    for i in range(chance.randint(2, 4)):
        candidate = person(chance, taken)
        pointer = f"/candidacies/{i}"
        evidence.append(story.evidence(f"{pointer}/candidate/name", story.say(candidate.name)))
        affiliations = []
        if chance.random() < 0.7:
            name = chance.choice(PARTIES)
            story.say(", of the ")
            evidence.append(story.evidence(f"{pointer}/affiliations/0", story.say(name)))
            affiliations.append(Affiliation(id=slug(name), name=name, kind="party", relation="stood_for"))
            story.say(",")
        if i == 0:
            story.say(" ")
            evidence.append(story.evidence(f"{pointer}/outcome", story.say("was elected")))
            story.say(" ")
            evidence.append(story.evidence("/position", story.say(post)))
            story.say(" of the ")
            evidence.append(story.evidence("/committee", story.say(body)))
            story.say(" with ")
        else:
            story.say(" ")
            evidence.append(story.evidence(f"{pointer}/outcome", story.say("lost")))
            story.say(" with ")
        votes = 9000 // (i + 1) + chance.randint(0, 99)
        total += votes
        evidence.append(story.evidence(f"{pointer}/votes", story.say(f"{votes:,}")))
        story.say(" votes. ")
        share = None
        if chance.random() < 0.5:
            share = round(60.5 / (i + 1), 1)
            story.say("That is ")
            evidence.append(story.evidence(f"{pointer}/share", story.say(f"{share} per cent")))
            story.say(". ")
        tallies = (
            [Tally(kind="first_preferences", value=votes - 50, round=1)] if chance.random() < 0.4 else []
        )
        candidacies.append(
            Candidacy(
                candidate=candidate,
                affiliations=affiliations,
                outcome="elected" if i == 0 else "not_elected",
                outcome_basis="ballot",
                incumbent=chance.choice((None, True, False)),
                votes=votes,
                votes_qualifier="exact",
                share=share,
                rank=i + 1,
                tallies=tallies,
            )
        )
    return {
        "kind": chance.choice(("election", "by-election")),
        "committee": ref(body),
        "position": ref(post),
        "constituency": ref(ward),
        "date": VoteDate(value="2024-03-12", precision="day", text="12 March"),
        "turnout": Turnout(ballots=total + 7, percent=41.5, spoilt=7),
        "majority": int(candidacies[0].votes - candidacies[1].votes),
        "candidacies": candidacies,
        "previous_holders": [ref("Una Reed")],
        "evidence": evidence,
    }


def range_contest(story: Story, chance: random.Random) -> dict:
    """`Open Door-backed A, B and C each won one of the three places on the B with between N and N votes.`"""
    body, slate = chance.choice(BODIES), chance.choice(SLATES)
    evidence, taken = [], set()
    slate_span = story.say(slate)
    story.say("-backed ")
    people = [person(chance, taken) for _ in range(3)]
    for i, candidate in enumerate(people):
        story.say(("", ", ", " and ")[i])
        evidence.append(story.evidence(f"/candidacies/{i}/candidate", story.say(candidate.name)))
    story.say(" ")
    won = story.say("each won a place")
    story.say(" among the ")
    evidence.append(story.evidence("/seats", story.say("three")))
    story.say(" on the ")
    evidence.append(story.evidence("/committee", story.say(body)))
    story.say(" with ")
    votes = story.say("between 1,100 and 1,900 votes")
    story.say(" each. ")
    for i in range(3):
        evidence.append(story.evidence(f"/candidacies/{i}/affiliations/0", slate_span))
        evidence.append(story.evidence(f"/candidacies/{i}/outcome", won))
        evidence.append(story.evidence(f"/candidacies/{i}/votes_min", votes))
        evidence.append(story.evidence(f"/candidacies/{i}/votes_max", votes))
    backing = Affiliation(id=slug(slate), name=slate, kind="slate", relation="backed_by")
    return {
        "kind": "election",
        "organisation": ref("Quarrymen’s Union"),
        "committee": ref(body),
        "seats": 3,
        "electorate": "all members",
        "voting_system": "single-transferable-vote",
        "term": Term(years=2.5, text="two and a half years"),
        "candidacies": [
            Candidacy(
                candidate=candidate,
                affiliations=[backing],
                outcome="elected",
                votes_min=1100,
                votes_max=1900,
            )
            for candidate in people
        ],
        "evidence": evidence,
    }


def slate_contest(story: Story, chance: random.Random) -> dict:
    """`X took 7 of the 15 seats on the B.`"""
    body, slate = chance.choice(BODIES), chance.choice(SLATES)
    where = story.say(slate)
    story.say(" took ")
    won = story.say("7")
    story.say(" of the ")
    seats = story.say("15")
    story.say(" seats on the ")
    name = story.say(body)
    story.say(". ")
    return {
        "kind": "election",
        "committee": ref(body),
        "seats": 15,
        "slates": [
            SlateResult(slate=ref(slate), seats_won=7, seats_contested=15, seats_change=-1, votes=12.5)
        ],
        "evidence": [
            story.evidence("/committee", name),
            story.evidence("/seats", seats),
            story.evidence("/slates/0/slate", where),
            story.evidence("/slates/0/seats_won", won),
        ],
    }


def party_contest(story: Story, chance: random.Random) -> dict:
    """`Four years earlier the vote in W was P 575, Q 564.`"""
    ward = chance.choice(WARDS)
    story.say("Four years earlier the vote in ")
    evidence = [story.evidence("/constituency", story.say(ward))]
    story.say(" was ")
    candidacies = []
    for i, party in enumerate(PARTIES[:2]):
        evidence.append(story.evidence(f"/candidacies/{i}/affiliations/0/name", story.say(party)))
        story.say(" ")
        evidence.append(story.evidence(f"/candidacies/{i}/votes", story.say(str(575 - 11 * i))))
        story.say((", ", ". ")[i])
        stood = Affiliation(id=slug(party), name=party, kind="party", relation="stood_for")
        candidacies.append(Candidacy(affiliations=[stood], votes=575 - 11 * i))
    return {
        "kind": "election",
        "constituency": ref(ward),
        "timing": "previous",
        "round": Round(number=1, kind="ballot"),
        "date": VoteDate(value="2020", precision="year", text="four years earlier"),
        "status": "provisional",
        "attribution": "the returning officer",
        "flags": ["share_mismatch"],
        "candidacies": candidacies,
        "evidence": evidence,
    }


KINDS = (post_contest, range_contest, slate_contest, party_contest)


def make_article(number: int, contests: int | None = None) -> tuple[Article, list[Record]]:
    """The article of this number and its records; `contests` is 1 to 4 unless given."""
    chance = random.Random(number)
    story = Story(f"Votes are in, bulletin {number}")
    wanted = 1 + number % 4 if contests is None else contests
    parts = [KINDS[(number + i) % 4](story, chance) for i in range(wanted)]
    if not parts:
        story.say("Nobody stood and nobody was elected.")
    article = Article(
        text=story.text,
        title=story.title,
        source=f"articles/test-genre--bulletin-{number}.txt",
        url=f"https://news.example/bulletin/{number}",
        published="2024-03-14",
        publisher="The Northfold Crier",
        language="en",
    )
    records = [
        Record(
            id=f"{article.sha256[:12]}{i:04d}",
            article=article.ref(),
            confidence=0.9 if i else None,
            provenance=Provenance(extractor="0.1.0", packs=["english"], digest="0" * 64),
            **part,
        )
        for i, part in enumerate(parts)
    ]
    return article, records


def make_records(articles: int) -> list[Record]:
    """The records of the first so many articles."""
    return [record for number in range(articles) for record in make_article(number)[1]]


def plain_record(**fields: object) -> Record:
    """The smallest record, with the fields that a test is about."""
    given = {"id": "c0", "article": {"id": "a", "sha256": "0" * 64}, "kind": "election"}
    return Record.model_validate(given | fields)


def write_records(path: Path, records: Iterable[Record]) -> Path:
    """A `records.jsonl`."""
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), encoding="utf-8")
    return path


def write_articles(path: Path, articles: Iterable[Article]) -> Path:
    """An `articles.jsonl`."""
    lines = (
        json.dumps(
            {"id": article.id, "source": article.source, "sha256": article.sha256, "text": article.text}
        )
        for article in articles
    )
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def many_lines(contests: int) -> Iterator[str]:
    """Exactly so many lines of records, fast: some hundred articles, published again and again."""
    models = [[record.model_dump_json() for record in make_article(number)[1]] for number in range(200)]
    written = 0
    for copy in range(contests):
        for number, lines in enumerate(models):
            for line in lines:
                if written == contests:
                    return
                yield line.replace(f"/bulletin/{number}", f"/bulletin/{number}/{copy}") + "\n"
                written += 1
