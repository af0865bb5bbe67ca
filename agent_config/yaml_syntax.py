"""What PyYAML says about broken YAML, in words for people who do not know PyYAML."""

import re
from typing import Final

import yaml

_SENTENCES: Final = (
    (r"found character '\\t'", "a tab stands here; indent with spaces"),
    (r"found character '(.)' that cannot", "text cannot begin with '{0}'; put it in quotes"),
    (r"mapping values are not allowed", "there is a second ': ' here; put the text in quotes"),
    (r"could not find expected ':'", "this line needs a ':' after its key"),
    (r"found undefined tag handle", "a tag ('!…') is not allowed; write the value alone"),
    (r"found unknown escape character '(.)'", r"'\{0}' means nothing in double quotes; write '\\'"),
    (r"expected escape sequence", r"'\x' and '\u' need the number of a character after them"),
    (r"sequence entries are not allowed", "a list item ('- ') cannot stand here"),
    (r"expected '<document start>'", "this does not belong to what stands above it"),
    (r"expected the node content", "a value is missing here"),
    (r"expected <block end>", "this line is not indented like the ones it belongs to"),
    (r"block mapping|mapping keys are not allowed", "a key cannot stand here"),
    (r"expected a comment or a line break", "nothing but a comment may follow '|' or '>'"),
    (r"document separator", "'---' and '...' cannot stand inside a value"),
    (r"incompatible YAML|duplicate YAML", "take the line that begins with '%' away"),
)
_OPEN: Final = (
    (r"quoted scalar", "this quotation mark is never closed"),
    (r"flow sequence", "this '[' is never closed by ']', or a comma is missing"),
    (r"flow mapping", "this '{' is never closed by '}', or a comma is missing"),
)
_STILL_OPEN: Final = re.compile(r"unexpected end of stream|expected ',' or")


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str]:
    """Line and column, counted from 0, and a sentence for an error of the parser.

    What is never closed is told where it was opened, for that is where the mistake is.
    """
    problem, context = str(error.problem), str(error.context)
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and _STILL_OPEN.search(problem):
        for pattern, sentence in _OPEN:
            if re.search(pattern, context):
                return error.context_mark.line, error.context_mark.column, sentence
    if mark is None or mark.line >= len(lines):
        mark = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    for pattern, sentence in _SENTENCES:
        if found := re.search(pattern, problem):
            return line, column, sentence.format(*found.groups())
    return line, column, f"this is not YAML: {problem}"
