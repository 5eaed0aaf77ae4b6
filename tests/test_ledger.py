import pytest
from pydantic import ValidationError

from extractor.errors import LedgerError
from extractor.ledger import Ledger, LedgerLine

LINES = [
    LedgerLine(source="a.txt", status="ok", records=3),
    LedgerLine(source="b.txt", status="no_result"),
    LedgerLine(source="c.txt", status="skipped", reason="empty"),
    LedgerLine(source="d.txt", status="failed", reason="binary"),
]


def test_every_status_is_counted_and_summed_up():
    ledger = Ledger(LINES)
    assert ledger.counts == {"ok": 1, "no_result": 1, "skipped": 1, "failed": 1}
    assert ledger.summary() == "4 inputs: 1 ok with 3 records, 1 no_result, 1 skipped, 1 failed"


def test_an_empty_ledger_adds_up_to_nothing():
    ledger = Ledger()
    ledger.check(inputs=0, records=0)
    assert ledger.summary() == "0 inputs: 0 ok with 0 records, 0 no_result, 0 skipped, 0 failed"


@pytest.mark.parametrize(("inputs", "records"), [(5, None), (3, None), (4, 2)])
def test_totals_that_differ_are_an_error(inputs, records):
    with pytest.raises(LedgerError, match="report"):
        Ledger(LINES).check(inputs=inputs, records=records)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "ok"},
        {"status": "no_result", "records": 1},
        {"status": "skipped"},
        {"status": "failed", "reason": ""},
        {"status": "lost", "reason": "?"},
        {"status": "no_result", "why": "?"},
    ],
)
def test_a_line_that_contradicts_itself_is_refused(fields):
    with pytest.raises(ValidationError):
        LedgerLine(source="a.txt", **fields)


def test_a_line_comes_back_from_json_as_it_was_and_holds_no_clock_time():
    for line in LINES:
        assert LedgerLine.model_validate_json(line.model_dump_json()) == line
        assert '"seconds":null' in line.model_dump_json()
