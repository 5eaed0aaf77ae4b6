"""Interruptions: Ctrl-C and SIGTERM end a run alike, and say how to go on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from extractor.batch.summary import Summary

__all__ = ["Interrupted", "interruptions"]


class Interrupted(KeyboardInterrupt):
    """A run was interrupted; the message says how to go on."""


@contextmanager
def interruptions(summary: Summary) -> Iterator[None]:
    """Make SIGTERM an interruption, and let an interruption say how to go on."""

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGTERM, interrupt) if main else None
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted(
            f"interrupted after {summary.ledger.total:,} articles, which are kept in {summary.out_dir}; "
            "run the same command with --resume to go on from there"
        ) from error
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)
