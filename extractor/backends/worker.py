"""What runs in a worker process: batches come in through a pipe, each article's lines go out at once."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection

from extractor.work.extracting import Extractor
from extractor.work.options import Options

__all__ = ["BROKEN", "READY", "serve"]

READY, BROKEN = b"ready", b"broken "


def serve(pipe: Connection, options: Options) -> None:
    """Answer batches until the pipe is closed.

    The first message says whether the pipeline could be built; then each batch, a list of inputs, is
    answered by one message for each article, as soon as it is done: so the other end always knows on which
    article a worker is.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the parent, which ends its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        extractor = Extractor(options)
    except Exception as error:
        pipe.send_bytes(BROKEN + str(error).encode("utf-8", "replace"))
        return
    with contextlib.suppress(EOFError, OSError):  # the parent has gone
        pipe.send_bytes(READY)
        while True:
            for item in pipe.recv():
                pipe.send_bytes(extractor.extract(item))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
