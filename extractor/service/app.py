"""The routes of the service.

uvicorn.run(make_app(PipelineOf(("english", "uk-local"))))
"""

# No "from __future__ import annotations" here: the batch's annotation refers to a local name, which FastAPI
# could not look up in a string.
import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from fastapi import Body, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ValidationError
from spacy.language import Language

from extractor import __version__
from extractor.article import Article
from extractor.inputs.encoding import replace_unwritable
from extractor.ledger import LedgerStatus
from extractor.packs.chosen import packs_for
from extractor.pipeline import load
from extractor.records import SCHEMA_VERSION
from extractor.service.limits import Limits
from extractor.service.models import (
    EXAMPLE,
    Answer,
    BatchAnswer,
    Fault,
    Health,
    PostedArticle,
    Refusal,
    RefusedField,
)
from extractor.service.workers import Reading, Workers

__all__ = ["PipelineOf", "make_app"]

DESCRIPTION = """Send the text of a news article, receive one record for each contest that it reports.

Every value of a record has an entry in `evidence`: `start` and `end` count Unicode code points of
`article.text` in the same answer. Nothing that is sent is ever opened as a file or fetched as an address,
and nothing is kept.
"""
REFUSALS: dict[int | str, dict[str, Any]] = {
    400: {"model": Fault, "description": "the body cannot be read as JSON"},
    413: {
        "description": "the body is longer than the service takes",
        "content": {"text/plain": {"schema": {"type": "string"}}, "application/json": {}},
    },
    415: {"model": Fault, "description": "the body is not sent as JSON"},
    422: {"model": Refusal, "description": "a field is missing, unknown or of the wrong kind"},
}
NO_WORKER: dict[int | str, dict[str, Any]] = {
    503: {"model": Fault, "description": "no worker is left; the service has to be restarted"}
}
TIMED_OUT: dict[int | str, dict[str, Any]] = {
    504: {"model": Fault, "description": "the article took longer than the service waits"}
}


@dataclass(frozen=True)
class PipelineOf:
    """How a worker makes its pipeline: the names and folders of the packs, as `extractor.load` takes them."""

    packs: tuple[str, ...] = ()
    gazetteer: bool = True
    model: str | None = None

    def __call__(self) -> Language:
        """Load the pipeline."""
        return load(self.packs, gazetteer=self.gazetteer, model=self.model)


def make_app(pipeline: PipelineOf | None = None, limits: Limits | None = None) -> FastAPI:
    """The service as an ASGI application; its workers run from its start to its end.

    Args:
        pipeline: what to read with; none: all shipped packs.
        limits: what a request may cost.

    Raises:
        PackError: a pack is wrong, or there is none of that name.

    Example:
        >>> from fastapi.testclient import TestClient
        >>> with TestClient(make_app(PipelineOf(("english",)))) as client:
        ...     answer = client.post("/articles", json={"text": "Nia Holt was elected chair."})
        >>> answer.json()["records"][0]["candidacies"][0]["candidate"]["name"]
        'Nia Holt'
    """
    pipeline, limits = pipeline or PipelineOf(), limits or Limits()
    packs = packs_for(list(pipeline.packs))
    health = Health(
        extractor=__version__, schema_version=SCHEMA_VERSION, packs=packs.names, digest=packs.digest
    )
    workers: list[Workers] = []

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        workers.append(Workers(pipeline, limits))
        try:
            await workers[-1].start()
            yield
        finally:
            workers.pop().stop()

    app = FastAPI(
        title="extractor",
        summary="Election news into data",
        description=DESCRIPTION,
        version=__version__,
        lifespan=lifespan,
        max_body_size=limits.max_bytes,
        redoc_url=None,
        exception_handlers={RequestValidationError: refuse},
    )

    def living_workers() -> Workers:
        if not workers[-1].alive:
            raise HTTPException(503, "no worker is left and none can be started: restart the service")
        return workers[-1]

    @app.get("/health", tags=["service"], responses=NO_WORKER)
    async def tell_health() -> Health:
        """Whether articles can be read, and with which versions and packs."""
        living_workers()
        return health

    @app.post("/articles", tags=["articles"], responses={**REFUSALS, **NO_WORKER, **TIMED_OUT})
    async def read_article(posted: PostedArticle) -> Answer:
        """Read one article.

        `ledger.status` says what became of it: `ok`, `no_result` (it reports no result), `skipped` (it is
        empty, too long or not English) or `failed`.
        """
        article = posted.article()
        reading = await living_workers().read(article)
        if reading.timed_out:
            raise HTTPException(504, reading.reason)
        return answer(article, posted.url or "request", reading)

    @app.post("/batches", tags=["articles"], responses={**REFUSALS, **NO_WORKER})
    async def read_batch(
        posted: Annotated[
            list[Any],
            Body(max_length=limits.max_articles, examples=[[EXAMPLE, {"text": "Rain fell on Moor Ward."}]]),
        ],
    ) -> BatchAnswer:
        """Read a list of articles, each as `/articles` takes it.

        Every article has its answer, in the same order. One that is refused, fails or takes too long says so
        in its `ledger`, and does not stop the others.
        """
        readers = living_workers()
        answers = await asyncio.gather(
            *(read_item(readers, item, f"request#{number}") for number, item in enumerate(posted, 1))
        )
        found = Counter(each.ledger.status for each in answers)
        return BatchAnswer(
            counts={status: found[status] for status in get_args(LedgerStatus)}, articles=answers
        )

    return app


async def read_item(workers: Workers, item: Any, source: str) -> Answer:
    """The answer for one thing in a batch, whatever it is."""
    try:
        posted = PostedArticle.model_validate(item)
    except ValidationError as error:
        faults = [f"{part.field}: {part.message}".removeprefix(": ") for part in read_faults(error.errors())]
        return Answer.refused(source, "; ".join(faults))
    article = posted.article()
    return answer(article, source, await workers.read(article))


def answer(article: Article, source: str, reading: Reading) -> Answer:
    """The answer for an article that a worker has seen."""
    return Answer.of(article, source, reading.status, reading.reason, reading.records)


FAULTS_SHOWN = 20


def read_faults(errors: Iterable[Any]) -> list[RefusedField]:
    """What pydantic found wrong, without the values: these may be long, and no JSON can hold some of them."""
    return [
        RefusedField(
            field=replace_unwritable(".".join(map(str, error["loc"])))[:200],
            message=replace_unwritable(str(error["msg"])),
        )
        for error in list(errors)[:FAULTS_SHOWN]
    ]


async def refuse(request: Request, error: Exception) -> JSONResponse:
    """422 with the fields that are wrong, or 415 for a body that does not say that it is JSON."""
    assert isinstance(error, RequestValidationError)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json" and not (kind.startswith("application/") and kind.endswith("+json")):
        fault = Fault(detail="send JSON, with the header content-type: application/json")
        return JSONResponse(fault.model_dump(), 415)
    return JSONResponse(Refusal(detail=read_faults(error.errors())).model_dump(), 422)
