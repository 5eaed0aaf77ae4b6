"""Batches on a Dask cluster: that of a scheduler, or one that is started on this machine (extra "dask")."""

from __future__ import annotations

import logging
import queue
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from typing import Any

from extractor.errors import ExtractorError
from extractor.inputs import Input
from extractor.work.extracting import extract_batch, failed_result
from extractor.work.options import Options

__all__ = ["DaskBackend"]

ATTEMPTS = 2  # of a batch whose workers die; another scheduler has its own number
PATIENCE = 10.0  # seconds to wait for a scheduler, and for the end
NO_WORKERS = 300.0  # seconds to wait where there is a scheduler but no worker


class DaskBackend:
    """Extracts batches as tasks of Dask; the scheduler gives those of a lost worker to another.

    A batch that keeps losing its workers is halved until the article is found that does it; that one has
    failed. Time limits are kept by the workers themselves, see `limit_time`.

    Args:
        options: what decides the results; folders of packs have to be there on all machines.
        jobs: workers of the local cluster.
        scheduler: address of a running scheduler, such as "tcp://10.0.0.1:8786"; else a local cluster starts.

    Raises:
        ExtractorError: Dask is not installed, or there is no scheduler at that address.
    """

    def __init__(self, options: Options, jobs: int = 1, scheduler: str | None = None) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ExtractorError(
                'the engine "dask" needs the extra "dask": pip install "extractor[dask]"'
            ) from error
        self.options = options
        self.jobs = max(1, jobs)
        self._alone_since: float | None = None
        self._done: queue.Queue[tuple[int, Any]] = queue.Queue()
        self._flying: dict[int, Any] = {}  # futures by ticket: a batch, or a piece of one
        self._pieces: dict[int, tuple[int, int, Sequence[Input]]] = {}  # number, position, inputs
        self._answers: dict[int, dict[int, bytes]] = {}
        self._sizes: dict[int, int] = {}
        self._tickets = 0
        self.cluster: Any = None
        try:
            if scheduler is None:
                self.cluster = distributed.LocalCluster(
                    n_workers=self.jobs,
                    threads_per_worker=1,
                    dashboard_address=None,
                    silence_logs=logging.CRITICAL,
                    scheduler_kwargs={"allowed_failures": ATTEMPTS - 1},
                )
            self.client: Any = distributed.Client(
                self.cluster or scheduler, timeout=PATIENCE, set_as_default=False
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise ExtractorError(
                f"no Dask scheduler answers at {scheduler or 'a local cluster'}: {error}"
            ) from error

    def wants_more(self) -> bool:
        """Whether there are fewer than two batches for each thread of the cluster."""
        threads = sum(self.client.nthreads().values()) if len(self._flying) > 1 else 1
        return len(self._flying) <= 2 * threads

    def submit(self, number: int, batch: Sequence[Input]) -> None:
        """Take a batch."""
        self._sizes[number] = len(batch)
        self._answers[number] = {}
        self._send(number, 0, batch)

    def collect(self, timeout: float) -> list[tuple[int, bytes]]:
        """Wait for batches to come back."""
        finished: list[tuple[int, bytes]] = []
        try:
            ticket, future = self._done.get(timeout=timeout or 0.001)
            while True:
                self._take(ticket, future, finished)
                ticket, future = self._done.get_nowait()
        except queue.Empty:
            if timeout and not finished:
                self._check_workers()
            return finished

    def close(self) -> None:
        """Give up what is under way and end the local cluster."""
        with suppress(Exception):
            self.client.cancel(list(self._flying.values()), force=True)
        with suppress(Exception):
            self.client.close(timeout=PATIENCE)
        if self.cluster is not None:
            with suppress(Exception):
                self.cluster.close(timeout=PATIENCE)

    def _check_workers(self) -> None:
        """See to it that there are workers: a local cluster gives up one that is lost too often."""
        if self.cluster is not None and len(self.cluster.workers) < self.jobs:
            self.cluster.scale(self.jobs)
        if self.client.nthreads():
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = time.monotonic()
        elif time.monotonic() - self._alone_since > NO_WORKERS:
            raise ExtractorError(
                f"the Dask cluster has had no worker for {NO_WORKERS:g} seconds; start some and run the "
                "same command with --resume"
            )

    def _send(self, number: int, position: int, batch: Sequence[Input]) -> None:
        self._tickets += 1
        ticket = self._tickets
        self._pieces[ticket] = number, position, batch
        future = self.client.submit(extract_batch, list(batch), self.options, pure=False)
        self._flying[ticket] = future
        future.add_done_callback(lambda done: self._done.put((ticket, done)))

    def _take(self, ticket: int, future: Any, finished: list[tuple[int, bytes]]) -> None:
        self._flying.pop(ticket)
        number, position, batch = self._pieces.pop(ticket)
        if future.status == "finished":
            self._answer(number, position, len(batch), future.result(), finished)
            return
        lost = ExtractorError(f"task {future.status}")
        error = future.exception() if future.status == "error" else lost
        if type(error).__name__ != "KilledWorker":
            raise (
                error
                if isinstance(error, ExtractorError)
                else ExtractorError(f"a Dask worker says: {error!r}")
            )
        if len(batch) == 1:
            reason = "its worker process died each time"
            self._answer(number, position, 1, failed_result(batch[0], reason), finished)
            return
        half = len(batch) // 2
        self._send(number, position, batch[:half])
        self._send(number, position + half, batch[half:])

    def _answer(
        self, number: int, position: int, size: int, result: bytes, finished: list[tuple[int, bytes]]
    ) -> None:
        answers = self._answers[number]
        answers[position] = result
        self._sizes[number] -= size
        if not self._sizes[number]:
            finished.append((number, b"".join(answers[at] for at in sorted(answers))))
            del self._answers[number], self._sizes[number]
