"""The service as its callers meet it: most in this process, what depends on the process with the command."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from command import environment, run_command

pytest.importorskip("fastapi", reason='the service needs the extra "api"')
pytest.importorskip("pebble", reason='the service needs the extra "api"')

from fastapi.testclient import TestClient
from spacy.language import Language
from spacy.tokens import Doc

from extractor.extraction import extract
from extractor.service.app import PipelineOf, make_app
from extractor.service.limits import Limits
from extractor.service.models import EXAMPLE

JSON = {"content-type": "application/json"}
SLOW = "The count took a long while, and Nia Holt was elected chair."


@Language.component("dawdle")
def dawdle(doc: Doc) -> Doc:
    if "took a long while" in doc.text:
        time.sleep(60)
    return doc


@dataclass(frozen=True)
class SlowPipeline(PipelineOf):
    """A pipeline with a real stage that does not come to an end for some texts."""

    def __call__(self) -> Language:
        nlp = super().__call__()
        nlp.add_pipe("dawdle", first=True)
        return nlp


LIMITS = Limits(max_bytes=400_000, max_articles=50, time_limit=1.5)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(make_app(SlowPipeline(), LIMITS)) as client:
        yield client


def test_one_article(client: TestClient) -> None:
    answered = client.post("/articles", json=EXAMPLE)
    assert answered.status_code == 200
    answer = answered.json()
    assert answer["ledger"]["status"] == "ok" and answer["ledger"]["records"] == 1
    assert answer["article"]["text"] == f"{EXAMPLE['title']}\n\n{EXAMPLE['text']}"
    (record,) = answer["records"]
    assert record["article"]["id"] == "bugle-17"
    assert record["article"]["published"] == "2024-05-03"
    for each in record["evidence"]:
        assert answer["article"]["text"][each["start"] : each["end"]] == each["text"]
    local = extract(**EXAMPLE)
    assert [json.loads(each.model_dump_json()) for each in local.records] == [record]


def test_a_batch_in_which_some_are_bad(client: TestClient) -> None:
    items = [EXAMPLE, None, 7, {"text": "Rain fell."}, {"path": "/etc/passwd"}, {"text": ""}, SLOW, EXAMPLE]
    items += [{"text": "x", "date": "03/05/2024"}, {"text": ["a"]}, {"text": 1e400}]
    answered = client.post("/batches", content=json.dumps(items), headers=JSON)
    assert answered.status_code == 200
    found = [each["ledger"] for each in answered.json()["articles"]]
    assert [each["status"] for each in found] == [
        "ok", "failed", "failed", "no_result", "failed", "skipped", "failed", "ok", "failed", "failed",
        "failed",
    ]  # fmt: skip
    assert answered.json()["counts"] == {"ok": 2, "no_result": 1, "skipped": 1, "failed": 7}
    assert [each["source"] for each in found] == [f"request#{n}" for n in range(1, len(items) + 1)]
    assert "path: Extra inputs" in found[4]["reason"] and "text: Field required" in found[4]["reason"]
    assert "not a clear date" in found[8]["reason"]
    first, last = answered.json()["articles"][0], answered.json()["articles"][7]
    assert first["records"] == last["records"] != []


@pytest.mark.parametrize(
    "extra", ["path", "file", "source", "meta", "packs", "model", "given_id", "published", "../x", ""]
)
def test_an_unknown_field_is_refused(client: TestClient, extra: str) -> None:
    answered = client.post("/articles", json={"text": "Holt won.", extra: "/etc/passwd"})
    assert answered.status_code == 422
    assert answered.json()["detail"][0]["field"] == f"body.{extra}"
    assert "root:" not in answered.text


def test_addresses_and_paths_are_only_data(client: TestClient, tmp_path: Path) -> None:
    """A listener stands where the url points to: nobody comes."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Nia Holt was elected treasurer.")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/article.html"
        for text in (url, str(secret), f"file://{secret}"):
            answered = client.post("/articles", json={"text": text, "url": url, "id": str(secret)})
            assert answered.status_code == 200
            assert answered.json()["article"]["text"] == text
            assert answered.json()["records"] == []
        with pytest.raises(TimeoutError):
            listener.accept()


def test_an_article_that_takes_too_long_is_stopped_and_the_next_is_read(client: TestClient) -> None:
    began = time.monotonic()
    waiting: list[Any] = []
    thread = Thread(target=lambda: waiting.append(client.post("/articles", json={"text": SLOW})))
    thread.start()
    time.sleep(0.3)
    assert client.get("/health").status_code == 200, "the server answers meanwhile"
    assert time.monotonic() - began < LIMITS.time_limit
    thread.join()
    assert waiting[0].status_code == 504
    assert "took longer than 1.5 s" in waiting[0].json()["detail"]
    assert client.post("/articles", json=EXAMPLE).json()["ledger"]["status"] == "ok"
    items = [{"text": SLOW}, EXAMPLE]
    slow, fast = client.post("/batches", json=items).json()["articles"]
    assert slow["ledger"]["status"] == "failed" and "took longer than 1.5 s" in slow["ledger"]["reason"]
    assert fast["ledger"]["status"] == "ok"
    assert time.monotonic() - began < 30


def test_a_worker_that_dies_takes_one_article_with_it(client: TestClient) -> None:
    waiting: list[Any] = []
    thread = Thread(target=lambda: waiting.append(client.post("/articles", json={"text": SLOW})))
    thread.start()
    time.sleep(0.5)
    for worker in active_children():
        worker.kill()
    thread.join()
    assert waiting[0].status_code == 200
    assert waiting[0].json()["ledger"]["reason"] == "the worker ended while it read this (exit code -9)"
    assert client.post("/articles", json=EXAMPLE).json()["ledger"]["status"] == "ok"


@dataclass(frozen=True)
class VanishingPipeline(PipelineOf):
    """A pipeline that can be loaded once, as when its packs are deleted while the service runs."""

    mark: str = ""

    def __call__(self) -> Language:
        Path(self.mark).touch(exist_ok=False)
        nlp = super().__call__()
        nlp.add_pipe("dawdle", first=True)
        return nlp


def test_a_service_that_cannot_read_any_more_says_so(tmp_path: Path) -> None:
    pipeline = VanishingPipeline(("english",), mark=str(tmp_path / "loaded"))
    with TestClient(make_app(pipeline, Limits(time_limit=0.5))) as client:
        assert client.post("/articles", json={"text": SLOW}).status_code == 504
        for _ in range(200):
            if client.get("/health").status_code == 503:
                break
            time.sleep(0.1)
        for answered in (client.get("/health"), client.post("/articles", json=EXAMPLE)):
            assert answered.status_code == 503
            assert "restart the service" in answered.json()["detail"]
        assert client.post("/batches", json=[EXAMPLE]).status_code == 503


HOSTILE = {
    "a lone surrogate": b'{"text": "\\ud800 Nia Holt was elected chair. \\udfff"}',
    "a lone surrogate in a title": b'{"text": "Holt won.", "title": "\\ud83d", "id": "\\udc00"}',
    "a lone surrogate in a key": b'{"text": "a", "p\\ud800ath": 1}',
    "NUL": b'{"text": "Nia Holt\\u0000 was elected chair.\\u0000", "id": "\\u0000"}',
    "a raw NUL": b'{"text": "Nia\x00Holt"}',
    "a long word": json.dumps({"text": "Nia " + "H" * 10_000 + " was elected chair."}).encode(),
    "many quotes": json.dumps({"text": "“" * 5_000 + "Nia Holt won."}).encode(),
    "brackets": json.dumps({"text": "(" * 5_000 + "Nia Holt won."}).encode(),
    "digits": json.dumps({"text": "Nia Holt won with " + "9" * 5_000 + " votes."}).encode(),
    "only marks": json.dumps({"text": "́" * 5_000}).encode(),
    "deep lists": b"[" * 100_000,
    "deep closed lists": b"[" * 50_000 + b"]" * 50_000,
    "deep objects": b'{"text":' * 20_000 + b"1" + b"}" * 20_000,
    "a deep value": b'{"text": "a", "date": ' + b"[" * 900 + b"]" * 900 + b"}",
    "NaN": b'{"text": NaN}',
    "NaN as a date": b'{"text": "a", "date": NaN}',
    "Infinity in a key that is unknown": b'{"text": "a", "x": -Infinity}',
    "a long number": b'{"text": ' + b"1" * 5_000 + b"}",
    "a key twice": b'{"text": "a", "text": "Nia Holt was elected chair."}',
    "not UTF-8": b'{"text": "Pe\xf1a"}',
    "UTF-16": '{"text": "Nia Holt was elected chair."}'.encode("utf-16"),
    "a byte-order mark": b'\xef\xbb\xbf{"text": "Nia Holt was elected chair."}',
    "nothing": b"",
    "no JSON": b"text=Nia+Holt",
    "null": b"null",
    "a year that is none": b'{"text": "a", "date": "99999-01-01"}',
    "a huge date": b'{"text": "a", "date": "' + b"9" * 5_000 + b'"}',
}


@pytest.mark.parametrize("path", ["/articles", "/batches"])
@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_bodies_are_answered(client: TestClient, path: str, what: str) -> None:
    body = HOSTILE[what] if path == "/articles" else b"[" + HOSTILE[what] + b"]"
    answered = client.post(path, content=body, headers=JSON)
    assert answered.status_code in (200, 400, 422, 504), answered.text
    assert answered.headers["content-type"] == "application/json"
    answered.json()
    if answered.status_code != 200:
        assert answered.json()["detail"]


def test_surrogates_and_nul_leave_every_offset_in_place(client: TestClient) -> None:
    answer = client.post("/articles", content=HOSTILE["a lone surrogate"], headers=JSON).json()
    assert answer["article"]["text"] == "� Nia Holt was elected chair. �"
    assert answer["ledger"]["flags"] == ["damaged_characters"]
    (record,) = answer["records"]
    named = [each for each in record["evidence"] if each["text"] == "Nia Holt"]
    assert named and named[0]["start"] == 2


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
@pytest.mark.parametrize("path", ["/articles", "/batches"])
def test_another_content_type_is_refused_with_advice(client: TestClient, path: str, kind: str) -> None:
    headers = {"content-type": kind} if kind else {}
    answered = client.post(path, content=b'{"text": "Nia Holt won."}', headers=headers)
    assert answered.status_code == 415
    assert "content-type: application/json" in answered.json()["detail"]


def test_more_bytes_than_allowed_are_refused_also_without_a_length(client: TestClient) -> None:
    body = json.dumps({"text": "x" * LIMITS.max_bytes}).encode()
    assert client.post("/articles", content=body, headers=JSON).status_code == 413
    sent = 0

    def stream() -> Iterator[bytes]:
        nonlocal sent
        for start in range(0, len(body), 10_000):
            sent += 1
            yield body[start : start + 10_000]

    assert client.post("/articles", content=stream(), headers=JSON).status_code == 413


def test_a_batch_of_too_many_is_refused(client: TestClient) -> None:
    answered = client.post("/batches", json=[1] * (LIMITS.max_articles + 1))
    assert answered.status_code == 422
    assert "at most 50 items" in answered.json()["detail"][0]["message"]


def test_health_and_the_page_of_the_api(client: TestClient) -> None:
    health = client.get("/health").json()
    assert health["status"] == "ok" and len(health["digest"]) == 64
    record = client.post("/articles", json=EXAMPLE).json()["records"][0]
    assert record["provenance"]["packs"] == health["packs"]
    assert "swagger" in client.get("/docs").text
    schema = client.get("/openapi.json").json()
    assert set(schema["paths"]) == {"/health", "/articles", "/batches"}
    for example in schema["components"]["schemas"]["PostedArticle"]["examples"]:
        assert client.post("/articles", json=example).json()["ledger"]["status"] == "ok"
    content = schema["paths"]["/batches"]["post"]["requestBody"]["content"]["application/json"]
    for example in content["schema"].get("examples") or content["examples"]:
        assert client.post("/batches", json=example).json()["counts"]["failed"] == 0


def test_a_limit_that_lets_nothing_through_is_an_error() -> None:
    with pytest.raises(ValueError, match="time_limit"):
        Limits(time_limit=0)


def test_schemathesis_finds_no_crash() -> None:
    """Requests made up from the published schema, valid and not; each answer is one that it promises."""
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from schemathesis import checks

    app = make_app(PipelineOf(("english",)), Limits(max_bytes=400_000, time_limit=10))
    with TestClient(app):  # the workers run from here to the end
        schema = schemathesis.openapi.from_asgi("/openapi.json", app)
        checks.load_all_checks()
        chosen = [checks.CHECKS.get_one(name) for name in PROMISES]
        for found in schema.get_all_operations():
            run_made_up_requests(found.ok(), chosen)


PROMISES = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


def run_made_up_requests(operation: Any, checks: list[Any]) -> None:
    from hypothesis import HealthCheck, Phase, given, settings
    from schemathesis import GenerationMode

    made_up = operation.as_strategy(GenerationMode.POSITIVE) | operation.as_strategy(GenerationMode.NEGATIVE)

    @settings(
        max_examples=40,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=made_up)
    def run(case: Any) -> None:
        case.call_and_validate(checks=checks)

    run()


@contextmanager
def serving(*arguments: str, cwd: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`extractor serve` in a process of its own, and its port."""
    with subprocess.Popen(
        [sys.executable, "-m", "extractor", "serve", "--port", "0", *arguments],
        cwd=cwd, env=environment(), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            if line.startswith("warning"):
                line = process.stderr.readline()
            found = re.search(r":(\d+)/docs", line)
            assert found, line
            yield process, int(found[1])
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(30)


def call(port: int, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, body=body, headers=JSON, **more)
        answered = connection.getresponse()
        return answered.status, answered.read()
    finally:
        connection.close()


def test_the_command(tmp_path: Path) -> None:
    with serving("--max-bytes", "300000", "--time-limit", "0.2", cwd=tmp_path) as (process, port):
        status, body = call(port, "POST", "/articles", json.dumps(EXAMPLE))
        assert status == 200 and json.loads(body)["ledger"]["records"] == 1
        long = json.dumps(
            {"text": "Nia Holt was elected chair of the Moor Ward party by 7 votes to 6.\n" * 4_000}
        )
        status, body = call(port, "POST", "/articles", long)
        assert status == 504 and b"took longer than 0.2 s" in body
        assert call(port, "GET", "/health")[0] == 200
        assert call(port, "POST", "/articles", json.dumps(EXAMPLE))[0] == 200

        chunks = (b"x" * 50_000 for _ in range(20))
        status, _ = call(port, "POST", "/articles", chunks, encode_chunked=True)
        assert status == 413
        assert call(port, "GET", "/health")[0] == 200

        taken = run_command("serve", "--port", str(port), cwd=tmp_path)
        assert taken.returncode == 2
        assert f"port {port} on 127.0.0.1 is in use" in taken.stderr and "choose another" in taken.stderr
        assert "Traceback" not in taken.stderr

        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read().strip().endswith("stopped")


def test_a_host_that_others_can_reach_is_warned_of(tmp_path: Path) -> None:
    with serving("--host", "0.0.0.0", cwd=tmp_path) as (_, port):
        assert call(port, "GET", "/health")[0] == 200
    with socket.create_server(("0.0.0.0", 0)) as listener:
        taken = str(listener.getsockname()[1])
        assert run_command("serve", "--host", "0.0.0.0", "--port", taken, cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--host", "no.such.host.invalid"], "cannot listen on no.such.host.invalid"),
        (["--host", "203.0.113.7"], "is no address of this machine"),
        (["--patterns", "no-such-pack"], "no pack 'no-such-pack'"),
        (["--without", "no-such-pack"], "no shipped pack"),
        (["--model", "no_such_model"], "no spaCy pipeline 'no_such_model' is installed"),
        (["--time-limit", "0"], "has to be above 0"),
        (["--max-bytes", "0"], "--max-bytes"),
        (["--port", "99999"], "--port"),
    ],
)
def test_wrong_use_is_told_and_ends_with_2(tmp_path: Path, arguments: list[str], message: str) -> None:
    done = run_command("serve", "--port", "0", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr and "Traceback" not in done.stderr


def test_a_pipeline_that_does_not_load_ends_the_command(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    done = run_command("serve", "--port", "0", "--model", "model", cwd=tmp_path)
    assert done.returncode == 2
    assert "the service did not start" in done.stderr and "E053" in done.stderr


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nsys.argv = ['extractor', 'serve', '--help']\nfrom extractor.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "assert not {'spacy', 'fastapi', 'uvicorn'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], env=environment(), check=True, capture_output=True)
