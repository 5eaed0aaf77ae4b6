"""Label Studio tasks and the way back to gold."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from record_factory import Story, make_article, ref, write_articles, write_records

from extractor.article import Article
from extractor.errors import RecordError
from extractor.exporters import export_records
from extractor.exporters.annotations import import_annotations, read_annotations
from extractor.exporters.label_studio import LABEL_CONFIG, LABELS
from extractor.records import Candidacy, Candidate, Record, SlateResult


def make_tasks(folder: Path, pairs: list[tuple[Article, list[Record]]]) -> list[dict]:
    records = write_records(folder / "r.jsonl", [r for _, found in pairs for r in found])
    articles = write_articles(folder / "articles.jsonl", [article for article, _ in pairs])
    report = export_records(records, folder / "tasks.json", "label-studio", articles=articles)
    assert report.rows == len(pairs)
    return json.loads((folder / "tasks.json").read_text(encoding="utf-8"))


def accept(task: dict) -> dict:
    """What Label Studio exports when an annotator submits the prediction as it is."""
    return task | {"annotations": [{"was_cancelled": False, "result": task["predictions"][0]["result"]}]}


def write_done(folder: Path, tasks: list[dict]) -> Path:
    path = folder / "done.json"
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return path


def gold_facts(record: Record) -> dict:
    """What gold has of a record, written down independently of the exporter."""
    name = lambda r: [r.name] if r else None  # noqa: E731
    return {
        "committee": name(record.committee),
        "position": name(record.position),
        "constituency": name(record.constituency),
        "seats": record.seats,
        "timing": record.timing,
        "candidacies": [
            {
                "name": name(c.candidate),
                "outcome": c.outcome,
                "votes": c.votes,
                **({"votes_min": c.votes_min, "votes_max": c.votes_max} if c.votes_min else {}),
                "share": c.share,
                "affiliations": [[a.name] for a in c.affiliations],
            }
            for c in record.candidacies
        ],
        "slates": [{"slate": [s.slate.name], "seats_won": s.seats_won} for s in record.slates],
    }


def test_accepted_predictions_give_the_records_facts_back(tmp_path):
    pairs = [make_article(number) for number in range(24)] + [make_article(99, contests=0)]
    tasks = make_tasks(tmp_path, pairs)
    assert {task["data"]["unplaced"] for task in tasks} == {"nothing"}
    report = import_annotations(write_done(tmp_path, [accept(t) for t in tasks]), tmp_path / "gold")
    assert report.unannotated == []
    assert [path.stem for path in report.files] == [Path(article.source).stem for article, _ in pairs]
    for (_, records), path in zip(pairs, report.files, strict=True):
        gold = json.loads(path.read_text(encoding="utf-8"))
        assert gold["genre"] == "test-genre"
        assert gold["contests"] == [gold_facts(record) for record in records]


def test_every_region_is_where_its_words_are(tmp_path):
    for task in make_tasks(tmp_path, [make_article(number) for number in range(8)]):
        results = task["predictions"][0]["result"]
        ids = {result["id"] for result in results if "from_name" in result}
        for result in results:
            if result["type"] == "relation":
                assert {result["from_id"], result["to_id"]} <= ids
            elif result["id"] != "previous":
                value = result["value"]
                if result["type"] != "textarea":
                    assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_the_interface_has_every_control_that_tasks_use(tmp_path):
    view = ElementTree.fromstring(LABEL_CONFIG)
    controls = {tag.get("name"): tag.tag.lower() for tag in view.iter() if tag.get("toName")}
    assert [tag.get("value") for tag in view.iter("Label")] == list(LABELS)
    for task in make_tasks(tmp_path, [make_article(number) for number in range(8)]):
        for result in task["predictions"][0]["result"]:
            if result["type"] != "relation":
                assert controls[result["from_name"]] == result["type"]
        assert {"text", "unplaced"} <= task["data"].keys()


def test_label_studio_itself_accepts_tasks(tmp_path):
    sdk = pytest.importorskip("label_studio_sdk.label_interface", reason="label-studio-sdk is not installed")
    interface = sdk.LabelInterface(LABEL_CONFIG)
    interface.validate()
    for task in make_tasks(tmp_path, [make_article(number) for number in range(8)]):
        assert interface.validate_task({"data": task["data"]})
        assert not interface.validate_prediction(task["predictions"][0], return_errors=True)


def story_pair() -> tuple[Article, Record]:
    """`Board: Nia Holt won (1,204). Holt's Open Door took three. The panel met.` with partial evidence."""
    story = Story("On the quay")
    body = story.say("Harbour Board")
    story.say(": ")
    nia = story.say("Nia Holt")
    won = story.say(" won")
    votes = story.say("1,204")
    story.say(" ")
    three = story.say("three")
    panel = story.say(" the panel")
    record = Record(
        id="c0",
        article={"id": "a", "sha256": "0"},
        kind="election",
        committee=ref("Harbour Board"),
        position=ref("chair"),
        seats=3,
        candidacies=[
            Candidacy(candidate=Candidate(id="n", name="Nia Holt"), outcome="elected", votes=1204),
            Candidacy(candidate=Candidate(id="s", name="Sam Orr"), outcome="not_elected"),
        ],
        slates=[SlateResult(slate=ref("Open Door"), seats_won=3)],
        evidence=[
            story.evidence("/committee/name", body),
            story.evidence("/committee", panel, "carried"),
            story.evidence("/seats", three),
            story.evidence("/candidacies/0/candidate/name", nia),
            story.evidence("/candidacies/0/outcome", won),
            story.evidence("/candidacies/0/votes", votes),
            story.evidence("/slates/0/seats_won", three),
            story.evidence("/date", three),
        ],
    )
    article = Article(text=story.text, given_id="a", source="quay.txt")
    return article, record.model_copy(update={"article": article.ref()})


def test_values_without_a_place_are_listed_and_carried_words_are_no_names(tmp_path):
    (task,) = make_tasks(tmp_path, [(story_pair()[0], [story_pair()[1]])])
    assert task["data"]["unplaced"] == "contest 1: candidate Sam Orr"
    gold, _ = read_annotations(write_done(tmp_path, [accept(task)]))
    (contest,) = gold["quay"]["contests"]
    assert contest["committee"] == ["Harbour Board"]  # not "the panel"
    assert contest["slates"] == [{"slate": ["Open Door"], "seats_won": 3}]  # laid over its figure
    assert contest["seats"] == 3
    assert [c["name"] for c in contest["candidacies"]] == [["Nia Holt"]]
    assert "genre" not in gold["quay"]


def region(id: str, label: str, words: str, contest: str = "1", **more: str) -> list[dict]:
    """A region as an annotator makes it; offsets count otherwise than Python's, which must not matter."""
    span = {"start": int(id[1:]) * 10 + 1, "end": int(id[1:]) * 10 + 4, "text": words}
    made = [{"id": id, "from_name": "label", "type": "labels", "value": span | {"labels": [label]}}]
    if contest:
        made.append(
            {"id": id, "from_name": "contest", "type": "textarea", "value": span | {"text": [contest]}}
        )
    for control, said in more.items():
        kind = "choices" if control == "outcome" else "text"
        made.append({"id": id, "from_name": control, "type": "textarea", "value": span | {kind: [said]}})
    return made


def tie(source: str, target: str) -> dict:
    return {"type": "relation", "from_id": source, "to_id": target, "direction": "right"}


def said(control: str, words: str) -> dict:
    return {"id": control, "from_name": control, "type": "textarea", "value": {"text": [words]}}


def done_task(*results: list[dict] | dict, document: str = "quay", **more: object) -> dict:
    flat = [r for group in results for r in (group if isinstance(group, list) else [group])]
    task = {"data": {"document": document, "text": "😀" * 400}, "annotations": [{"result": flat}]}
    return task | more


def test_an_annotation_by_hand(tmp_path):
    task = done_task(
        region("r1", "committee", "NEC", "1 2", value="National Committee"),
        region("r2", "candidate", "Nia Holt"),
        region("r3", "candidate", "Holt", value="Nia Holt"),
        region("r4", "candidate", "Sam Orr"),
        region("r5", "outcome", "won", outcome="elected"),
        region("r6", "votes", "1,204 votes"),
        region("r7", "share", "60.5 %"),
        region("r8", "votes", "between 10 and 20", value="10-20"),
        region("r9", "affiliation", "Civics", value="Civic Union"),
        region("r10", "seats", "two"),
        region("r11", "party", "River Alliance", "2"),
        region("r12", "votes", "nearly 600", "2", value="600"),
        tie("r5", "r3"),
        tie("r2", "r6"),  # drawn the other way round
        tie("r7", "r2"),
        tie("r8", "r4"),
        tie("r9", "r2"),
        said("previous", "2"),
        said("optional", "contest 2"),
        said("notes", "The second is last year's."),
    )
    gold, _ = read_annotations(write_done(tmp_path, [task]))
    assert gold["quay"] == {
        "contests": [
            {
                "committee": ["National Committee", "NEC"],
                "position": None,
                "constituency": None,
                "seats": 2,
                "timing": "current",
                "candidacies": [
                    {
                        "name": ["Nia Holt"],
                        "outcome": "elected",
                        "votes": 1204,
                        "share": 60.5,
                        "affiliations": [["Civic Union", "Civics"]],
                    },
                    {
                        "name": ["Sam Orr"],
                        "outcome": None,
                        "votes": None,
                        "votes_min": 10,
                        "votes_max": 20,
                        "share": None,
                        "affiliations": [],
                    },
                ],
                "slates": [],
            },
            {
                "committee": ["National Committee", "NEC"],
                "position": None,
                "constituency": None,
                "seats": None,
                "timing": "previous",
                "candidacies": [
                    {
                        "name": None,
                        "outcome": None,
                        "votes": 600,
                        "share": None,
                        "affiliations": [["River Alliance"]],
                    }
                ],
                "slates": [],
                "optional": True,
            },
        ],
        "notes": "The second is last year's.",
    }


def test_everything_to_correct_is_said_at_once_and_nothing_written(tmp_path):
    task = done_task(
        region("r1", "committee", "Board", contest=""),
        region("r2", "candidate", "Nia Holt"),
        region("r3", "candidate", "Sam Orr"),
        region("r4", "outcome", "won"),
        region("r5", "votes", "many"),
        region("r6", "seats", "three"),
        region("r7", "seats", "5"),
        region("r8", "weather", "rain"),
        tie("r4", "r2"),
    )
    fine = done_task(region("r1", "committee", "Board"), document="fine")
    with pytest.raises(RecordError) as caught:
        import_annotations(write_done(tmp_path, [fine, task]), tmp_path / "gold")
    assert str(caught.value).splitlines()[1:] == [
        "quay: committee 'Board' needs the number of its contest",
        "quay: weather 'rain' has no label of " + ", ".join(LABELS),
        "quay: seats '5' contradicts another figure: 3, 5",
        "quay: votes 'many' needs a relation to its candidate",
        "quay: outcome 'won' needs an outcome to be chosen",
    ]
    assert not (tmp_path / "gold").exists()


def test_which_annotation_counts(tmp_path):
    def one(words: str, **more: object) -> dict:
        return {"result": region("r1", "committee", words), **more}

    tasks = [
        done_task(document="truth", annotations=[one("A", ground_truth=True), one("B")]),
        done_task(document="last", annotations=[one("A"), one("B"), one("C", was_cancelled=True)]),
        done_task(document="nobody", annotations=[one("A", was_cancelled=True)]),
        done_task(document="none", annotations=[]),
        done_task(document="negative", annotations=[{"result": []}]),
    ]
    gold, unannotated = read_annotations(write_done(tmp_path, tasks))
    assert gold["truth"]["contests"][0]["committee"] == ["A"]
    assert gold["last"]["contests"][0]["committee"] == ["B"]
    assert gold["negative"] == {"contests": []}
    assert unannotated == ["nobody", "none"]


@pytest.mark.parametrize("document", ["../escape", "a/b", ".hidden", "", 7])
def test_a_document_cannot_leave_the_folder(tmp_path, document):
    with pytest.raises(RecordError, match="cannot name a file"):
        import_annotations(write_done(tmp_path, [done_task(document=document)]), tmp_path / "gold")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "give Label Studio's JSON export"),
        ('{"a": 1}', "was not made by the label-studio export"),
        ('[{"data": {"text": "x"}}]', "task 1 was not made by"),
    ],
)
def test_files_that_are_no_export(tmp_path, content, words):
    path = tmp_path / "done.json"
    path.write_text(content)
    with pytest.raises(RecordError, match=words):
        read_annotations(path)
    with pytest.raises(RecordError, match="is there twice"):
        read_annotations(write_done(tmp_path, [done_task(), done_task()]))


def test_records_of_another_run_are_refused(tmp_path):
    article, records = make_article(1)
    other = make_article(2)[0]
    path = write_records(tmp_path / "r.jsonl", records)
    edited = Article.model_validate(article.model_dump() | {"text": article.text + " More."})
    for articles in ([other], [edited]):
        listed = write_articles(tmp_path / "a.jsonl", articles)
        with pytest.raises(RecordError, match=r"give the articles\.jsonl of the same run"):
            export_records(path, tmp_path / "t.json", "label-studio", articles=listed)
    (tmp_path / "a.jsonl").write_text('{"id": "a"}\n')
    with pytest.raises(RecordError, match="an article needs its text"):
        export_records(path, tmp_path / "t.json", "label-studio", articles=tmp_path / "a.jsonl")


@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("a/genre--my story.txt", "genre--my story"),
        (r"C:\news\story.html", "story"),
        ("https://news.example/story?page=2", "story-page=2"),
        ("https://news.example/", "news.example"),
        ("...", "article-1"),
        (None, "article-1"),
        ("x" * 400 + ".txt", "x" * 120),
    ],
)
def test_a_document_is_named_like_its_article(tmp_path, source, document):
    article = Article(text="Nobody won.", given_id="article-1", source=source)
    (task,) = make_tasks(tmp_path, [(article, [])])
    assert task["data"]["document"] == document
    import_annotations(write_done(tmp_path, [accept(task)]), tmp_path / "gold")
    assert [path.name for path in (tmp_path / "gold").iterdir()] == [f"{document}.json"]


def test_two_articles_of_one_name_are_two_documents(tmp_path):
    first, second = make_article(1)[0], make_article(2)[0].model_copy(update={"source": "x/same.txt"})
    tasks = make_tasks(tmp_path, [(first.model_copy(update={"source": "same.md"}), []), (second, [])])
    assert [task["data"]["document"] for task in tasks] == ["same", "same-again"]
