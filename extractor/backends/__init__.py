"""Where batches are extracted: in this process, in worker processes, on a Dask cluster.

A backend takes batches under numbers and gives each back as the lines of `extract_batch`, in any order.
Each is one file; others are found by the entry point group `extractor.backends`.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any, Protocol

from extractor.errors import ExtractorError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extractor.inputs import Input
    from extractor.work.options import Options

__all__ = ["BACKENDS", "Backend", "open_backend"]

BACKENDS = {
    "inline": "extractor.backends.inline:InlineBackend",
    "processes": "extractor.backends.processes:ProcessBackend",
    "dask": "extractor.backends.dask:DaskBackend",
}


class Backend(Protocol):
    """What a backend does."""

    def wants_more(self) -> bool:
        """Whether another batch now would keep it busy later."""

    def submit(self, number: int, batch: Sequence[Input]) -> None:
        """Take a batch of inputs that all have articles."""

    def collect(self, timeout: float) -> list[tuple[int, bytes]]:
        """Wait, no longer than so many seconds, for batches to be done; their numbers and results.

        Raises:
            ExtractorError: nothing can be done any more: workers do not start, or have other packs.
        """

    def close(self) -> None:
        """End all workers at once, whatever they are doing."""


def open_backend(name: str, options: Options, jobs: int = 1, **settings: Any) -> Backend:
    """A backend by name.

    Args:
        name: "inline", "processes", "dask", or that of an entry point.
        options: what decides the results.
        jobs: how many workers.
        settings: what only this backend knows, as `scheduler` for Dask.

    Raises:
        ExtractorError: there is none of that name, or its package is not installed.

    Example:
        >>> from extractor.batch import Options
        >>> backend = open_backend("inline", Options())
        >>> backend.wants_more()
        True
    """
    place = BACKENDS.get(name)
    if place is not None:
        module, _, attribute = place.partition(":")
        build = getattr(import_module(module), attribute)
    else:
        found = [point for point in entry_points(group="extractor.backends") if point.name == name]
        if not found:
            raise ExtractorError(f"no backend {name!r}; there are: {', '.join(sorted(BACKENDS))}")
        build = found[0].load()
    backend: Backend = build(options, jobs, **settings)
    return backend
