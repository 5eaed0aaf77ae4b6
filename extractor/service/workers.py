"""Worker processes that read articles: one that takes too long is stopped and replaced.

A thread cannot be stopped from outside, so a single article without end would hold its thread for ever.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING

from pebble import ProcessExpired, ProcessPool

from extractor.article import Article
from extractor.extraction import Status, describe, extract_input
from extractor.records import Record
from extractor.service.limits import Limits

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["Reading", "Workers"]

LIFE = 10_000
"""Articles after which a worker is replaced: a pipeline remembers every word that it meets."""


@dataclass(frozen=True)
class Reading:
    """What a worker made of an article; `timed_out` if it was stopped for its time."""

    status: Status
    reason: str | None = None
    records: tuple[Record, ...] = ()
    timed_out: bool = False


class Workers:
    """A pool of processes with one pipeline each.

    Args:
        make_pipeline: called once in each process; has to be picklable, as a function of a module is.
        limits: how many processes, and how long each article may take.
    """

    def __init__(self, make_pipeline: Callable[[], Language], limits: Limits) -> None:
        self._limits = limits
        self._pool = ProcessPool(
            max_workers=limits.workers,
            max_tasks=LIFE,
            initializer=_prepare,
            initargs=(make_pipeline,),
            # A fork would copy the locks of this process's threads in whatever state they are.
            context=get_context("spawn"),
        )

    async def start(self) -> None:
        """Start the processes and wait until a pipeline is loaded.

        Raises:
            RuntimeError: no pipeline could be loaded; what the worker said stands on standard error.
        """
        await asyncio.wrap_future(self._pool.schedule(_read, [Article(text="Nia Holt was elected.")]))

    async def read(self, article: Article) -> Reading:
        """Read one article; whatever goes wrong becomes a reading with a reason."""
        task = self._pool.schedule(_read, [article], timeout=self._limits.time_limit)
        try:
            return await asyncio.wrap_future(task)
        except TimeoutError:
            reason = (
                f"took longer than {self._limits.time_limit:g} s: send a shorter text, or raise --time-limit"
            )
            return Reading("failed", reason, timed_out=True)
        except ProcessExpired as error:
            return Reading("failed", f"the worker ended while it read this (exit code {error.exitcode})")
        except Exception as error:
            return Reading("failed", describe(error))

    @property
    def alive(self) -> bool:
        """Whether articles can be read: false once no process can be started any more."""
        return bool(self._pool.active)

    def stop(self) -> None:
        """Stop the processes; what they read is lost."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


_pipeline: Language | None = None


def _prepare(make_pipeline: Callable[[], Language]) -> None:
    global _pipeline
    _pipeline = make_pipeline()


def _read(article: Article) -> Reading:
    """Runs in a worker. Only records go back: sentences and mentions would cost more than the extraction."""
    result = extract_input(article, _pipeline)
    return Reading(result.status, result.reason, tuple(result.records))
