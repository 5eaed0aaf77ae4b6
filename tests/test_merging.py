"""Merging: what is joined is scored on contests of the tests' own telling, and on look-alikes of them."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.merging import MergedContest, merge_records, split_contests
from extractor.merging.identity import find_people
from extractor.records import Record
from tests.command import invoke
from tests.record_factory import slug

GOLD = json.loads(Path(__file__).with_name("data").joinpath("merging", "contests.json").read_text("utf-8"))
REFS = ("organisation", "committee", "position", "constituency")
RECALL_FLOOR = 0.94


def ref(name: str) -> dict:
    return {"id": slug(name), "name": name}


def candidacy(name: str | None, party: str | None, outcome: str | None, votes: int | None) -> dict:
    return {
        "candidate": {"id": slug(name), "name": name} if name else None,
        "affiliations": [
            {"id": slug(party), "name": party, "kind": "party", "relation": "stood_for"}
        ] if party else [],
        "outcome": outcome, "votes": votes, "votes_qualifier": None if votes is None else "exact",
    }  # fmt: skip


def tell(id: str, published: str | None = None, people: list = (), slates: list = (), **known) -> Record:
    """A record from its short form in the gold file."""
    text = known.pop("article", id)
    for name in REFS:
        known[name] = ref(known[name]) if known.get(name) else None
    if known.get("date"):
        precision = {4: "year", 7: "month", 10: "day"}[len(known["date"])]
        known["date"] = {"value": known["date"], "precision": precision, "text": known["date"]}
    evidence = [
        {"field": f"/candidacies/{i}/{field}", "start": 10 * i, "end": 10 * i + len(str(value)),
         "text": str(value), "rule": "made-by-hand", "basis": "stated"}
        for i, (name, _, _, votes) in enumerate(people)
        for field, value in (("candidate/name", name), ("votes", votes)) if value is not None
    ]  # fmt: skip
    return Record(
        id=id,
        article={"id": f"article-{text}", "sha256": f"sha-{text}", "published": published},
        kind=known.pop("kind", "election"),
        candidacies=[candidacy(*person) for person in people],
        slates=[{"slate": ref(name), "seats_won": seats} for name, seats in slates],
        evidence=evidence,
        **known,
    )


def gold_records() -> list[Record]:
    return [tell(**dict(record)) for contest in GOLD for record in contest["records"]]


def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def contest_of(merged: list[MergedContest], record: str) -> MergedContest:
    return next(contest for contest in merged if record in contest.records)


def test_gold_is_worth_scoring() -> None:
    told = [contest for contest in GOLD if len(contest["records"]) > 1]
    assert len(told) >= 15
    assert all(len(contest["records"]) <= 4 for contest in GOLD)


def test_joins_score_on_gold() -> None:
    merged = merge_records(gold_records())
    found = pairs([contest.records for contest in merged])
    gold = pairs([[record["id"] for record in contest["records"]] for contest in GOLD])
    precision, recall = len(found & gold) / len(found), len(found & gold) / len(gold)
    print(f"pairs: {len(gold)} gold, {len(found)} found, precision {precision:.3f}, recall {recall:.3f}")
    assert not [sorted(pair) for pair in found - gold], "joined what is not one contest"
    assert recall >= RECALL_FLOOR, [sorted(pair) for pair in gold - found]


@pytest.mark.parametrize(
    "record", ["mc1", "mo1", "hs1", "aq1", "t11", "pr1", "cn1", "ue1", "uf1", "dv1", "ld1"]
)
def test_look_alikes_stay_apart(record: str) -> None:
    merged = merge_records(gold_records())
    home = next(contest for contest in GOLD if record in [r["id"] for r in contest["records"]])
    assert set(contest_of(merged, record).records) <= {r["id"] for r in home["records"]}


def test_earlier_contest_joins_its_own_time() -> None:
    contest = contest_of(merge_records(gold_records()), "mp1")
    assert contest.records == ["mp1", "mp2"]
    assert contest.timing == "current"
    assert contest.date is not None and contest.date.value == "2022-05-05"


@given(st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_of_input_changes_nothing(chance: random.Random) -> None:
    records = gold_records()
    before = [contest.model_dump_json() for contest in merge_records(records)]
    chance.shuffle(records)
    assert [contest.model_dump_json() for contest in merge_records(records)] == before


@given(st.sets(st.integers(0, 60), min_size=1, max_size=20))
@settings(max_examples=25, deadline=None)
def test_any_part_of_the_records_splits_back(chosen: set[int]) -> None:
    records = gold_records()
    part = [records[i % len(records)] for i in sorted(chosen)]
    part = list({record.id: record for record in part}.values())
    merged = merge_records(part)
    assert split_contests(merged) == sorted(part, key=lambda record: record.id)
    assert sorted(id for contest in merged for id in contest.records) == sorted(r.id for r in part)


def test_spellings_are_one_candidate_with_all_sources() -> None:
    contest = contest_of(merge_records(gold_records()), "mb1")
    holt = contest.candidacies[0]
    assert holt.candidate is not None and holt.candidate.name in ("Nia Holt", "Cllr Nia Holt")
    assert (holt.votes, holt.outcome) == (1204, "elected")
    assert len(contest.candidacies) == 3
    told = [told for told in contest.told if told.field == "/candidacies/0/candidate"]
    assert {t.value["name"] for t in told} == {"Nia Holt", "N. Holt", "Cllr Nia Holt", "Holt"}
    assert {s.record for t in told for s in t.sources} == {"mb1", "mb2", "mb3", "mb4"}
    votes = next(told for told in contest.told if told.field == "/candidacies/0/votes")
    assert votes.agreement == 2
    pieces = {piece.id: piece for piece in contest.pieces}
    for source in votes.sources:
        for wording in source.wordings:
            assert pieces[source.record].evidence[wording.evidence].text == wording.text == "1204"
    assert contest.conflicts == []


def test_bare_surname_of_two_candidates_is_neither() -> None:
    contest = contest_of(merge_records(gold_records()), "th1")
    names = sorted(c.candidate.name for c in contest.candidacies if c.candidate)
    assert contest.records == ["th1", "th2"]
    assert names == ["Holt", "Ida Cole", "Nia Holt", "Sam Holt"]


def test_conflicts_stand_side_by_side_and_the_official_is_preferred() -> None:
    contest = contest_of(merge_records(gold_records()), "ws1")
    keel = next(told for told in contest.told if told.field == "/candidacies/0/votes")
    assert (keel.value["votes"], keel.preferred, keel.sources[0].record) == (302010, True, "ws2")
    assert "/candidacies/0/votes" in contest.conflicts
    assert "conflicting_values" in contest.flags
    others = [t.value["votes"] for t in contest.told if t.field == "/candidacies/0/votes" and not t.preferred]
    assert others == [301222]
    assert contest.status == "declared"


WARD = {"constituency": "Moor ward", "committee": "Northfold Council"}


@pytest.mark.parametrize(
    ("first", "second", "preferred"),
    [
        ({"status": "declared"}, {"status": "provisional"}, 100),
        ({"status": "projected"}, {}, 104),
        ({}, {"attribution": "his agent"}, 100),
        ({}, {}, 104),
        ({"published": None}, {}, 104),
    ],
)
def test_rule_of_preference(first: dict, second: dict, preferred: int) -> None:
    def one(id: str, published: str, votes: int, more: dict) -> Record:
        people = [("Nia Holt", "Labour", "elected", votes), ("Ed Vane", "Green", "not_elected", 80)]
        known = {"published": published, "date": "2024-03-05", "people": people}
        return tell(**{"id": id, **known, **WARD, **more})

    [contest] = merge_records([one("1", "2024-03-06", 100, first), one("2", "2024-03-08", 104, second)])
    assert contest.candidacies[0].votes == preferred
    assert "/candidacies/0/votes" in contest.conflicts
    assert contest.candidacies[1].votes == 80 and "/candidacies/1/votes" not in contest.conflicts


def test_rough_figure_gives_way_and_is_no_conflict() -> None:
    exact = tell("1", "2024-03-06", [("Nia Holt", None, "elected", 17204)], **WARD)
    rough = tell("2", "2024-03-08", [("Nia Holt", None, "elected", 17000)], **WARD)
    rough.candidacies[0].votes_qualifier = "over"
    [contest] = merge_records([exact, rough])
    assert contest.candidacies[0].votes == 17204
    assert contest.candidacies[0].votes_qualifier == "exact"
    assert contest.conflicts == []


def test_text_that_two_sites_carry_agrees_once() -> None:
    records = [tell(id, "2024-03-06", [("Nia Holt", None, "elected", 17)], **WARD) for id in ("1", "2")]
    records[1].article.sha256 = records[0].article.sha256
    [contest] = merge_records(records)
    assert {told.agreement for told in contest.told} == {1}


@pytest.mark.parametrize(
    ("names", "people"),
    [
        ([["Nia Holt"], ["Cllr Nia Holt"], ["N. Holt"], ["Holt"]], 1),
        ([["Nia Holt", "Sam Holt"], ["Holt"]], 3),
        ([["Nia Holt"], ["Sam Holt"], ["Holt"]], 3),
        ([["Nia Holt", "Norma Holt"], ["N. Holt"]], 3),
        ([["Nia Holt"], ["Norma Holt"], ["N. Holt"]], 3),
        ([["Jon Lansby"], ["Jonathan Lansby"]], 1),
        ([["Zoë O’Rourke"], ["Zoe O'Rourke"]], 1),
        ([["John Smith Jr"], ["John Smith Sr"]], 2),
        ([["Rory Burgon"], ["Rory Burdon"]], 2),
        ([["Holt"], ["Holt"]], 1),
        ([["Holt"], ["Nia Holt", "Sam Holt"], ["Holt"]], 4),
    ],
)
def test_who_is_who(names: list[list[str]], people: int) -> None:
    records = [tell(str(i), None, [(n, None, None, None) for n in told]) for i, told in enumerate(names)]
    assert len(find_people(records)) == people
    assert len(find_people(records[::-1])) == people


def write(path: Path, records: list[Record]) -> Path:
    path.write_text("".join(record.model_dump_json() + "\n" for record in records), "utf-8")
    return path


def test_command_merges_splits_and_keeps_apart(tmp_path: Path) -> None:
    records = sorted(gold_records(), key=lambda record: record.id)
    path = write(tmp_path / "records.jsonl", records)
    done = invoke("merge", path, "--out", "merged.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    merged = [MergedContest.model_validate_json(line) for line in (tmp_path / "merged.jsonl").open()]
    assert f"{len(records)} records are {len(merged)} contests" in done.stderr
    assert invoke("merge", "merged.jsonl", "--split", "--out", "back.jsonl", cwd=tmp_path).returncode == 0
    assert (tmp_path / "back.jsonl").read_text("utf-8") == path.read_text("utf-8")

    (tmp_path / "apart.txt").write_text("# not the same\nmb1, mb2\nt21 nobody\n", "utf-8")
    done = invoke("merge", path, "--out", "kept.jsonl", "--keep-apart", "apart.txt", cwd=tmp_path)
    assert done.returncode == 0 and "1 ids are of no record here: nobody" in done.stderr
    kept = [MergedContest.model_validate_json(line) for line in (tmp_path / "kept.jsonl").open()]
    assert not [contest for contest in kept if {"mb1", "mb2"} <= set(contest.records)]
    near = invoke("merge", path, "--out", "near.jsonl", "--days", "0", cwd=tmp_path)
    assert near.returncode == 0
    assert len((tmp_path / "near.jsonl").read_text("utf-8").splitlines()) > len(merged)


def test_articles_that_the_extractor_reads_become_one_contest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Holt wins Millbrook by-election\n\nNia Holt (Labour) has won the Millbrook ward by-election for "
        "Northfold Council with 1,204 votes. Tomasz Nowak (Conservative) received 988 votes and Ida Cole "
        "(Green) 310 votes.\n", "utf-8",
    )  # fmt: skip
    (tmp_path / "b.txt").write_text(
        "Labour's N. Holt was elected councillor for Millbrook ward on Northfold Council on Thursday. "
        "She beat Conservative T. Nowak by 216 votes.\n", "utf-8",
    )  # fmt: skip
    assert invoke("run", "a.txt", "b.txt", "-o", "run", "-q", cwd=tmp_path).returncode == 0
    assert invoke("merge", "run", "-o", "merged.jsonl", cwd=tmp_path).returncode == 0
    [line] = (tmp_path / "merged.jsonl").read_text("utf-8").splitlines()
    contest = MergedContest.model_validate_json(line)
    assert [c.candidate.name for c in contest.candidacies if c.candidate][:2] == ["Nia Holt", "Tomasz Nowak"]
    assert (contest.majority, contest.kind) == (216, "by-election")
    told = next(t for t in contest.told if t.field == "/majority")
    assert told.sources[0].wordings[0].text == "by 216 votes"


def test_bad_input_is_told_with_line_and_exit_code(tmp_path: Path) -> None:
    one, other = (record.model_dump_json() for record in gold_records()[:2])

    def fails(text: str, *options: str) -> str:
        (tmp_path / "bad.jsonl").write_text(text, "utf-8")
        done = invoke("merge", "bad.jsonl", "--out", "out.jsonl", *options, cwd=tmp_path)
        assert done.returncode == 2 and not (tmp_path / "out.jsonl").exists()
        return done.stderr

    assert "bad.jsonl:2: the last line is cut off" in fails(f"{one}\n{other[:200]}")
    assert "upgrade extractor" in fails(one.replace('"1.0.0"', '"9.0.0"'))
    assert "bad.jsonl:3: record mb1 is already in bad.jsonl:1" in fails(f"{one}\n{other}\n{one}\n")
    assert "bad.jsonl:1: not a merged contest" in fails(one, "--split")
    (tmp_path / "apart.txt").write_text("mb1\n", "utf-8")
    assert "apart.txt:1: write two different record ids" in fails(one, "--keep-apart", "apart.txt")


def test_many_records_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.merging import joining

    compared = []
    inner = joining.contradiction
    monkeypatch.setattr(joining, "contradiction", lambda *a: compared.append(1) or inner(*a))
    records = [
        tell(f"{ward}-{i}", "2024-05-03", [("John Smith", "Labour", "elected", 1000 + ward)],
             constituency=f"Ward {ward}", position="councillor")
        for ward in range(400) for i in range(2)
    ]  # fmt: skip
    merged = merge_records(records)
    assert len(merged) == 400
    assert len(compared) < 100 * len(records)
