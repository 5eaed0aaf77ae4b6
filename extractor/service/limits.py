"""What one request may cost: its bytes, its articles, the seconds of each."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Limits"]


@dataclass(frozen=True)
class Limits:
    """The limits of a service.

    Args:
        max_bytes: longest body of a request, in bytes.
        max_articles: most articles in one batch.
        time_limit: seconds that one article may take; its worker is stopped then.
        workers: processes that read articles; each holds the pipeline in memory.

    Raises:
        ValueError: a limit is not above zero, so that nothing could be answered.

    Example:
        >>> Limits(time_limit=5).max_bytes
        2000000
    """

    max_bytes: int = 2_000_000
    max_articles: int = 1_000
    time_limit: float = 30.0
    workers: int = 1

    def __post_init__(self) -> None:
        for name in ("max_bytes", "max_articles", "time_limit", "workers"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} has to be above 0")
