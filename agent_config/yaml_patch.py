"""One text in a YAML file changed in place: comments, order, quotes and blank lines stay.

The parser tells where a value begins and ends; only that span is written anew. So a form and a
person who writes YAML can work on the same file, and each finds it as they left it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, TypeAlias

import yaml

from agent_config.plain_scalar import read_plain

Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a text, from the top."""
Edit: TypeAlias = tuple[int, int, str]
"""Where text goes, and what comes in its place."""

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .!?¡¿'’()/-]*[\w.!?)])?")
_ESCAPED: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BLOCK: Final = ("|", ">")


def patched(text: str, path: Path, values: Sequence[str]) -> str:
    """The text of a file with other wordings at a path; none: the entry is taken out.

    What is missing on the way is added. Raises `ValueError`, a sentence, for a file that cannot be
    read or that has something else there.
    """
    return _Patch(text).to(path, values)


class _Patch:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]
        self.newline = "\r\n" if "\r\n" in text else "\n"
        try:
            self.root = yaml.compose(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise ValueError(f"The file cannot be read; mend line {line} first.") from None
        except (yaml.YAMLError, ValueError):
            raise ValueError("The file cannot be read; mend it first.") from None

    def to(self, path: Path, values: Sequence[str]) -> str:
        """The text with these values at the path."""
        found = [self.root, *self._along(self.root, path)]
        if not isinstance(found[0], yaml.MappingNode):
            raise ValueError("The file is no map of 'key: value' lines.")
        if len(found) - 1 == len(path):
            node = found[-1]
            edits = self._without(found[-2], path[-1]) if not values else self._set(node, values)
        elif values:
            edits = [self._added(found, path, values)]
        else:
            edits = []
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _along(self, node: Any, path: Path) -> Iterator[Any]:
        """The nodes on the way, as far as they are there."""
        for name in path:
            node = next((value for key, value in _pairs(node) if key.value == name), None)
            if node is None:
                return
            yield node

    # --- a value that is there

    def _set(self, node: Any, values: Sequence[str]) -> list[Edit]:
        if isinstance(node, yaml.ScalarNode):
            new = _scalar(values[0], node.style) if len(values) == 1 else _listed(values)
            start, end = self._span(node)
            lead = " " if start == end and self.text[start - 1 : start] == ":" else ""
            return [(start, end, lead + new)]
        if not isinstance(node, yaml.SequenceNode) or not all(
            isinstance(one, yaml.ScalarNode) for one in node.value
        ):
            raise ValueError("Something else than a text stands there; change it in the YAML.")
        if node.flow_style and len(node.value) == len(values):
            return [
                (*self._span(item), _scalar(new, item.style))
                for item, new in zip(node.value, values, strict=True)
                if item.value != new
            ]
        if node.flow_style or not node.value:
            return [(*self._span(node), _listed(values))]
        return self._items(node, values)

    def _items(self, node: Any, values: Sequence[str]) -> list[Edit]:
        """The lines of a list: each stays with its comment as long as it says the same."""
        before = [item.value for item in node.value]
        edits: list[Edit] = []
        lead = self._lead(node.value[0])
        for kind, a, b, c, d in SequenceMatcher(
            None, before, list(values), autojunk=False
        ).get_opcodes():
            if kind == "equal":
                continue
            paired = min(b - a, d - c)
            for item, new in zip(node.value[a : a + paired], values[c : c + paired], strict=True):
                edits.append((*self._span(item), _scalar(new, item.style)))
            edits += [self._line_of(item) for item in node.value[a + paired : b]]
            more = values[c + paired : d]
            if more:
                at = a + paired
                place = (
                    self._line_end(node.value[at - 1])
                    if at
                    else self.starts[node.value[0].start_mark.line]
                )
                style = node.value[max(at - 1, 0)].style
                rows = [lead + _scalar(new, style) for new in more]
                block = "".join(self.newline + row for row in rows)
                if not at:
                    block = "".join(row + self.newline for row in rows)
                edits.append((place, place, block))
        return edits

    def _lead(self, item: Any) -> str:
        """What stands before an item on its line: spaces and a dash."""
        start = self.starts[item.start_mark.line]
        return self.text[start : start + item.start_mark.column]

    def _line_of(self, item: Any) -> Edit:
        """Take an item's lines out."""
        end = self._line_end(item)
        return self.starts[item.start_mark.line], self._after(end), ""

    # --- a value that is not

    def _without(self, parent: Any, name: str) -> list[Edit]:
        pairs = list(_pairs(parent))
        at = next(place for place, (key, _) in enumerate(pairs) if key.value == name)
        key, value = pairs[at]
        if parent.flow_style:
            start, end = self._at(key.start_mark), self._span(value)[1]
            if at + 1 < len(pairs):
                end = self._at(pairs[at + 1][0].start_mark)
            elif at:
                start = self._span(pairs[at - 1][1])[1]
            return [(start, end, "")]
        end = self._after(max(self._line_end(key), self._line_end(value)))
        return [(self.starts[key.start_mark.line], end, "")]

    def _added(self, found: Sequence[Any], path: Path, values: Sequence[str]) -> Edit:
        """An entry with all that is missing on the way to it, after the last of its neighbours."""
        parent, rest = found[-1], path[len(found) - 1 :]
        empty = isinstance(parent, yaml.ScalarNode) and not parent.value and not parent.style
        if empty:
            before = list(_pairs(found[-2]))
            column = before[0][0].start_mark.column + 2
            place = self._line_end(next(key for key, value in before if value is parent))
            return place, place, self._nested(rest, values, column)
        pairs = list(_pairs(parent))
        if not isinstance(parent, yaml.MappingNode):
            raise ValueError("Something else stands there; change it in the YAML.")
        if parent.flow_style:
            place = self._span(pairs[-1][1])[1] if pairs else self._at(parent.start_mark) + 1
            new = _listed(values) if len(values) > 1 else _scalar(values[0], '"')
            for name in reversed(rest[1:]):
                new = f"{{{name}: {new}}}"
            return place, place, f"{', ' if pairs else ''}{rest[0]}: {new}"
        place = max(self._line_end(pairs[-1][0]), self._line_end(pairs[-1][1]))
        return place, place, self._nested(rest, values, pairs[0][0].start_mark.column)

    def _nested(self, rest: Path, values: Sequence[str], column: int) -> str:
        rows = [" " * (column + 2 * depth) + name + ":" for depth, name in enumerate(rest)]
        rows[-1] += " " + (_listed(values) if len(values) > 1 else _scalar(values[0], '"'))
        return "".join(self.newline + row for row in rows)

    # --- places

    def _at(self, mark: Any) -> int:
        return self.starts[int(mark.line)] + int(mark.column)

    def _span(self, node: Any) -> tuple[int, int]:
        """Where a value stands, without the blank lines and comments after it."""
        start, end = self._at(node.start_mark), self._at(node.end_mark)
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return start, self._span(last[1] if isinstance(last, tuple) else last)[1]
        if isinstance(node, yaml.ScalarNode) and node.style in _BLOCK:
            end = start + len(self.text[start:end].rstrip())
        return start, max(start, end)

    def _line_end(self, node: Any) -> int:
        """The end of the last line on which a value stands."""
        found = _LINE_END.search(self.text, self._span(node)[1])
        return found.start() if found else len(self.text)

    def _after(self, line_end: int) -> int:
        found = _LINE_END.match(self.text, line_end)
        return found.end() if found else line_end


def _pairs(node: Any) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, yaml.MappingNode):
        yield from node.value


def _listed(values: Sequence[str]) -> str:
    return "[" + ", ".join(_scalar(one, '"') for one in values) + "]"


def _scalar(value: str, style: str | None) -> str:
    """A text as YAML: plain where it was and means the same, else in double quotes."""
    if not style and _PLAIN.fullmatch(value) and read_plain(value) == (value, None):
        return value
    quoted = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)
