"""Batches in worker processes of this machine.

Each worker holds one batch and answers article by article, so that of a worker that dies or hangs it is
known which article it was on. That article is tried once more, and if it does it again it has failed; the
rest of the batch goes to another worker. Processes are spawned, on all systems alike.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from extractor.backends.worker import BROKEN, serve
from extractor.errors import ExtractorError
from extractor.inputs import Input
from extractor.work.extracting import failed_result, too_slow
from extractor.work.options import Options

__all__ = ["ProcessBackend"]

ATTEMPTS = 3  # of an article whose worker dies: a worker may be killed twice for no fault of the article
EXITS, KILLS = 3, 20  # workers in a row that may end themselves, or be killed, before they are ready


@dataclass(slots=True)
class Task:
    """A batch on its way: what has been answered, and how often the next article killed its worker."""

    number: int
    batch: Sequence[Input]
    answers: list[bytes] = field(default_factory=list)
    deaths: int = 0


@dataclass(slots=True)
class Worker:
    """A process, the pipe to it, the batch that it holds, and since when it is on its article."""

    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    task: Task | None = None
    since: float = 0.0


class ProcessBackend:
    """Extracts batches in `jobs` processes; they are started when there is work for them.

    A script that uses it needs `if __name__ == "__main__":` around what it runs, as always with
    `multiprocessing`.

    Example:
        >>> backend = ProcessBackend(Options(), jobs=2)
        >>> backend.wants_more()
        True
        >>> backend.close()
    """

    def __init__(self, options: Options, jobs: int = 1) -> None:
        if jobs < 1:
            raise ExtractorError(f"{jobs} worker processes cannot do anything; give 1 or more")
        self.options = options
        self.jobs = jobs
        self._context = multiprocessing.get_context("spawn")
        self._queue: deque[Task] = deque()
        self._workers: list[Worker] = []
        self._deaths = 0  # of workers in a row that were never ready
        self._start()

    def wants_more(self) -> bool:
        """Whether fewer batches wait than there are workers."""
        return len(self._queue) < self.jobs

    def submit(self, number: int, batch: Sequence[Input]) -> None:
        """Take a batch; hand it out if a worker is idle."""
        self._queue.append(Task(number, batch))
        self._hand_out()

    def collect(self, timeout: float) -> list[tuple[int, bytes]]:
        """Wait for workers, replace those that died or hang, and give back what is done."""
        done: list[tuple[int, bytes]] = []
        self._hand_out()
        wait([w.pipe for w in self._workers], max(0.0, min(timeout, self._time_left())))
        for worker in list(self._workers):
            if not self._hear(worker, done):
                self._bury(worker, done)
            elif self._is_late(worker):
                self._end_late(worker, done)
        self._hand_out()
        return done

    def close(self) -> None:
        """Kill all workers."""
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            worker = self._workers.pop()
            worker.process.join()
            worker.pipe.close()
        self._queue.clear()

    def _hear(self, worker: Worker, done: list[tuple[int, bytes]]) -> bool:
        """Take in all that a worker has said; False if it is dead."""
        try:
            while worker.pipe.poll():
                said = worker.pipe.recv_bytes()
                worker.since = time.monotonic()
                if not worker.ready:
                    if said.startswith(BROKEN):
                        raise ExtractorError(said.removeprefix(BROKEN).decode("utf-8", "replace"))
                    worker.ready, self._deaths = True, 0
                elif worker.task is not None:
                    self._answer(worker.task, said, done)
                    if len(worker.task.answers) == len(worker.task.batch):
                        worker.task = None
        except (EOFError, OSError):
            return False
        return True

    def _answer(self, task: Task, said: bytes, done: list[tuple[int, bytes]]) -> None:
        task.answers.append(said)
        task.deaths = 0
        if len(task.answers) == len(task.batch):
            done.append((task.number, b"".join(task.answers)))

    def _bury(self, worker: Worker, done: list[tuple[int, bytes]]) -> None:
        """Take a dead worker away, and see to the article that it was on."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        if not worker.ready:
            killed = (worker.process.exitcode or 0) < 0
            self._deaths += 1
            if self._deaths >= (KILLS if killed else EXITS):
                raise ExtractorError(
                    f"worker processes do not start ({_cause(worker.process)}); what they said is above. "
                    'A script has to run this below `if __name__ == "__main__":`'
                )
            return
        task = worker.task
        if task is not None:
            task.deaths += 1
            if task.deaths >= ATTEMPTS:
                reason = f"its worker process died each time: {_cause(worker.process)}"
                self._answer(task, failed_result(task.batch[len(task.answers)], reason), done)
            self._requeue(task)

    def _end_late(self, worker: Worker, done: list[tuple[int, bytes]]) -> None:
        """Kill a worker whose article takes too long; the article has failed."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        if worker.task is not None:
            item = worker.task.batch[len(worker.task.answers)]
            self._answer(worker.task, failed_result(item, too_slow(self.options.timeout)), done)
            self._requeue(worker.task)

    def _requeue(self, task: Task) -> None:
        if len(task.answers) < len(task.batch):
            self._queue.appendleft(task)

    def _hand_out(self) -> None:
        # Only to idle workers, which are reading: so neither end of a pipe ever waits for the other.
        for worker in self._workers:
            if self._queue and worker.ready and worker.task is None:
                task = self._queue.popleft()
                worker.task, worker.since = task, time.monotonic()
                with suppress(OSError):  # it is dead, which is seen to where it is heard
                    worker.pipe.send(list(task.batch[len(task.answers) :]))
        starting = sum(not w.ready for w in self._workers)
        while len(self._workers) < self.jobs and starting < len(self._queue):
            self._start()
            starting += 1

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self.options), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        self._workers.append(Worker(process, ours))

    def _time_left(self) -> float:
        """Seconds until the first worker is late."""
        limit = self.options.timeout
        busy = [w.since for w in self._workers if w.task is not None]
        return float("inf") if limit is None or not busy else min(busy) + limit - time.monotonic()

    def _is_late(self, worker: Worker) -> bool:
        limit = self.options.timeout
        return limit is not None and worker.task is not None and time.monotonic() - worker.since >= limit


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Start a process with SIGINT blocked: it inherits that, so Ctrl-C cannot hit it while it is starting."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause(process: SpawnProcess) -> str:
    code = process.exitcode or 0
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
