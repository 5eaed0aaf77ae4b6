"""How far a run is: a bar for people, plain lines for files, JSON for machines."""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from typing import Any, Literal, TextIO

from extractor.ledger import Ledger, LedgerLine

__all__ = ["ProgressLog"]

WINDOW = 30.0  # seconds over which the speed is measured

Style = Literal["bar", "lines", "json"]


class ProgressLog:
    """Says every few seconds how far a run is; pass it as `progress`.

    Args:
        stream: standard error by default.
        style: "bar" for a terminal, "lines", or "json" (one object a line); by default what the stream is.
        every: seconds between two lines.

    Example:
        >>> log = ProgressLog(sys.stdout, "lines", every=0)
        >>> log(LedgerLine(source="a.txt", status="ok", records=1), 2)
        1 of 2 articles, 100% with records, 0 failed
    """

    def __init__(self, stream: TextIO | None = None, style: Style | None = None, every: float = 5.0) -> None:
        self.stream = stream or sys.stderr
        self.style: Style = style or ("bar" if self.stream.isatty() else "lines")
        self.every = 0.2 if self.style == "bar" else every
        self.ledger = Ledger()
        self.total = 0
        self._shown = time.monotonic()
        self._marks: deque[tuple[float, int]] = deque([(self._shown, 0)])
        self._bar: Any = None

    def __call__(self, line: LedgerLine, total: int) -> None:
        """Count one input of so many."""
        self.ledger.add(line)
        self.tick(total)

    def tick(self, total: int) -> None:
        """Speak if it is time to."""
        self.total = total
        now = time.monotonic()
        if now - self._shown >= self.every:
            self._shown = now
            self._marks.append((now, self.ledger.total))
            while len(self._marks) > 2 and now - self._marks[0][0] > WINDOW:
                self._marks.popleft()
            self.show()

    def figures(self) -> dict[str, Any]:
        """Articles done and in all, articles per second, share with records, failures, seconds left."""
        (began, before), (now, done) = self._marks[0], self._marks[-1]
        speed = (done - before) / (now - began) if now > began + 0.1 else None
        done = self.ledger.total
        left = (self.total - done) / speed if speed else None
        return {
            "articles": done,
            "total": self.total,
            "articles_per_second": round(speed, 1) if speed else None,
            "with_records": round(self.ledger.counts["ok"] / done, 4) if done else None,
            "failed": self.ledger.counts["failed"],
            "seconds_left": round(left) if left is not None else None,
        }

    def show(self) -> None:
        """Write one line, or draw the bar."""
        figures = self.figures()
        if self.style == "json":
            text = json.dumps({"event": "progress", **figures})
        else:
            text = describe(figures)
        if self.style == "bar":
            self._draw(text)
        else:
            print(text, file=self.stream, flush=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar[0].stop()
            self._bar = None

    def _draw(self, text: str) -> None:
        if self._bar is None:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            bar = Progress(
                BarColumn(),
                TextColumn("{task.description}"),
                console=Console(file=self.stream),
                transient=True,
            )
            bar.start()
            self._bar = bar, bar.add_task("", total=None)
        bar, task = self._bar
        bar.update(task, description=text, completed=self.ledger.total, total=self.total or None)


def describe(figures: dict[str, Any]) -> str:
    """The figures as a phrase for people."""
    parts = [f"{figures['articles']:,} of {figures['total']:,} articles"]
    if figures["articles_per_second"]:
        parts.append(f"{figures['articles_per_second']:,.0f}/s")
    if figures["with_records"] is not None:
        parts.append(f"{figures['with_records']:.0%} with records")
    parts.append(f"{figures['failed']:,} failed")
    if figures["seconds_left"]:
        minutes, seconds = divmod(figures["seconds_left"], 60)
        parts.append(f"{minutes // 60}:{minutes % 60:02}:{seconds:02} left")
    return ", ".join(parts)
