import json

from extractor.inputs import find_originals, mark_duplicates, read_inputs
from extractor.ledger import Ledger


def test_of_identical_articles_the_source_that_sorts_first_is_kept(tmp_path):
    for name, text in (("a.txt", "Holt won."), ("b.txt", "Orr won."), ("c.txt", "Holt won.")):
        (tmp_path / name).write_text(text)
    a, b, c = (str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt"))
    items = list(mark_duplicates(read_inputs([c, b, a])))
    assert [item.source for item in items] == [c, b, a]
    assert [item.problem for item in items] == [("skipped", f"duplicate of {a}"), None, None]
    line = items[0].ledger_line()
    assert line.duplicate_of == a
    assert line.sha256 == items[2].sha256
    assert line.id == items[2].id


def test_two_passes_give_what_one_in_memory_gives(tmp_path):
    path = tmp_path / "crawl.jsonl"
    path.write_text(
        "".join(json.dumps({"text": f"Holt won seat {n % 7}."}) + "\n" for n in range(50)) + "oops\n"
    )
    (tmp_path / "a.txt").write_text("Holt won seat 3.")
    originals = find_originals(read_inputs([tmp_path]))
    assert len(originals) == 7
    streamed = list(mark_duplicates(read_inputs([tmp_path]), originals))
    assert streamed == list(mark_duplicates(read_inputs([tmp_path])))
    ledger = Ledger(item.ledger_line() for item in streamed)
    ledger.check(inputs=52)
    assert ledger.counts == {"ok": 0, "no_result": 7, "skipped": 44, "failed": 1}


def test_a_path_that_is_given_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Holt won.")
    items = mark_duplicates(read_inputs([path, path]), find_originals(read_inputs([path, path])))
    assert [item.problem for item in items] == [None, ("skipped", f"duplicate of {path}")]


def test_articles_that_differ_by_a_blank_are_two(tmp_path):
    (tmp_path / "a.txt").write_text("Holt won.")
    (tmp_path / "b.txt").write_text("Holt won. ")
    assert all(item.article for item in mark_duplicates(read_inputs([tmp_path])))
