"""A time limit on what runs in this thread, where no other process can end it."""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

__all__ = ["TooSlow", "limit_time"]


class TooSlow(BaseException):
    """The time is over. Not an `Exception`, so that nothing on the way takes it for its own."""


@contextmanager
def limit_time(seconds: float | None) -> Iterator[None]:
    """Raise `TooSlow` in the body once it has taken that long.

    In the main thread of POSIX systems a signal does it, which also ends a long regular expression;
    elsewhere it is raised between two steps of the interpreter.

    Example:
        >>> try:
        ...     with limit_time(0.05):
        ...         while True:
        ...             pass
        ... except TooSlow:
        ...     print("ended")
        ended
    """
    if seconds is None:
        yield
    elif threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer"):
        with _alarm(seconds):
            yield
    else:
        with _timer(seconds):
            yield


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> NoReturn:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def _timer(seconds: float) -> Iterator[None]:
    thread = ctypes.c_ulong(threading.get_ident())
    lock, over, rung = threading.Lock(), False, False

    def ring() -> None:
        nonlocal rung
        with lock:
            if not over:
                rung = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(thread, ctypes.py_object(TooSlow))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
        with lock:
            over = True
        while rung:  # it is on its way: let it arrive here and not in the caller's code
            time.sleep(0.001)
    finally:
        over = True
        timer.cancel()
