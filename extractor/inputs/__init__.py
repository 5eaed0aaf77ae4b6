"""Reading inputs into articles, losing nothing: every article that comes in leaves as an article or a reason.

for item in read_inputs(["crawl.jsonl.gz", "pages/"]):
    if item.article is not None:
        ...
    else:
        status, reason = item.problem
"""

from extractor.inputs.dictionaries import FIELD_KEYS, article_from_dict
from extractor.inputs.duplicates import find_originals, mark_duplicates
from extractor.inputs.encoding import decode
from extractor.inputs.files import read_path_list
from extractor.inputs.gate import MAX_CHARACTERS
from extractor.inputs.input import Input
from extractor.inputs.language import guess_language
from extractor.inputs.pages import article_from_html
from extractor.inputs.reading import read_dicts, read_inputs

__all__ = [
    "FIELD_KEYS",
    "Input",
    "MAX_CHARACTERS",
    "article_from_dict",
    "article_from_html",
    "decode",
    "find_originals",
    "guess_language",
    "mark_duplicates",
    "read_dicts",
    "read_inputs",
    "read_path_list",
]
