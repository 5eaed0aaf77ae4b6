"""Many articles: streamed, in parallel, resumable.

summary = run_batch(["crawl.jsonl.gz"], "outputs", jobs=4, resume=True)

`extract_batch` is the unit of work for other engines: a batch of inputs in, lines out.
"""

from extractor.batch.interruption import Interrupted
from extractor.batch.progress import ProgressLog
from extractor.batch.running import run_batch
from extractor.batch.standard_input import STDIN_LIMIT
from extractor.batch.summary import Summary
from extractor.work.extracting import extract_batch, read_results
from extractor.work.options import Options

__all__ = [
    "Interrupted",
    "Options",
    "ProgressLog",
    "STDIN_LIMIT",
    "Summary",
    "extract_batch",
    "read_results",
    "run_batch",
]
