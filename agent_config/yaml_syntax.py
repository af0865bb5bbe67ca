"""What a YAML parser says about broken YAML, in words for people who do not know YAML.

libyaml and the parser in plain Python word their errors differently; both are understood here.
"""

import re
from typing import Final

import yaml

_SENTENCES: Final = (
    (r"mapping values are not allowed", "there is a second ': ' here; put the text in quotes"),
    (r"undefined tag|expected '!'", "a tag ('!…') is not allowed; write the value alone"),
    (r"unknown escape", r"'\' means nothing before this letter in double quotes; write '\\'"),
    (r"hexa?decimal", r"'\x' and '\u' need the number of a character after them"),
    (r"Unicode character escape", "this escape is the number of no character"),
    (r"sequence entries are not allowed", "a list item ('- ') cannot stand here"),
    (r"<document start>", "this does not belong to what stands above it"),
    (r"expected (the )?node content", "a value is missing here"),
    (r"<block end>|expected key|'-' indicator", "this does not line up with what it belongs to"),
    (r"mapping keys are not allowed", "a key cannot stand here"),
    (r"comment or (a )?line break|chomping", "this cannot stand after '|' or '>'"),
    (r"document (separator|indicator)", "'---' and '...' cannot stand inside a value"),
    (r"alphabetic or numeric", "'&' and '*' mean something in YAML; put the text in quotes"),
    (r"incompatible YAML|duplicate|directive", "take the line that begins with '%' away"),
)
_UNFINISHED: Final = (
    (r"simple key", "this line needs a ':' after its key"),
    (r"quoted scalar", "this quotation mark is never closed"),
    (r"flow sequence", "this '[' is never closed by ']', or a comma is missing"),
    (r"flow mapping", "this '{' is never closed by '}', or a comma is missing"),
)
_MORE_EXPECTED: Final = re.compile(r"unexpected end of stream|expected ',' or|expected ':'")


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, str]:
    """Line and column, counted from 0, and a sentence for an error of a parser.

    What is never finished is told where it began, for that is where the mistake is.
    """
    problem, context = str(error.problem), str(error.context)
    if error.context_mark is not None and _MORE_EXPECTED.search(problem):
        for pattern, sentence in _UNFINISHED:
            if re.search(pattern, context):
                return error.context_mark.line, error.context_mark.column, sentence
    mark = error.problem_mark
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line]):
        line = max(index for index, text in enumerate(lines) if text.strip())
        column = len(lines[line])
    if "cannot start any token" in problem:
        return line, column, _bad_start(lines[line][column : column + 1])
    for pattern, sentence in _SENTENCES:
        if re.search(pattern, problem):
            return line, column, sentence
    return line, column, f"this is not YAML: {problem}"


def _bad_start(character: str) -> str:
    if character == "\t":
        return "a tab stands here; indent with spaces"
    return f"text cannot begin with '{character}'; put it in quotes"
