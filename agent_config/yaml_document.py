"""YAML and JSON files as plain values, with the line and column of every key and value.

A file is data that a practice manager wrote. So nothing in it is surprising: no word changes its
type behind the writer's back (see `plain_scalar`), no key is silently lost, and what YAML has
for programmers (anchors, aliases, tags, merge keys, several documents) is refused. Reading is
bounded in size and depth, and whatever the bytes are, ends in values or in problems.

Values are composed from the parser's events, so that no constructor of any YAML library runs.
Positions stand in a table beside the values, by path; the values are plain.
"""

import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from agent_config.plain_scalar import read_plain
from agent_config.problem import ConfigError, KeyPath, Place, Problem, printable, whole_file
from agent_config.yaml_syntax import explain

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 50
MAX_PROBLEMS: Final = 100
"""Nobody mends more at once, and a hostile file must not cost more."""

_LINE_END: Final = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_FORBIDDEN: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPED_PAIR: Final = re.compile(r"\\u[dD][89abAB]")
_FAST_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """A file's value, where everything in it stands, and what was wrong on the way."""

    file: Place
    value: Any
    keys: Mapping[KeyPath, Place] = field(default_factory=dict)
    """Where the key of a path stands; list items have none."""
    values: Mapping[KeyPath, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    flawed: frozenset[KeyPath] = frozenset()
    """Paths that a problem names already: nothing more needs saying about them."""

    def place(self, path: KeyPath) -> Place:
        """Where a value stands; for one that is missing, where it would have to be."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, self.file)

    def key_place(self, path: KeyPath) -> Place:
        """Where the key of a value stands; for one without a key, the value itself."""
        return self.keys.get(path) or self.place(path)


def _nowhere(path: KeyPath) -> bool:
    return False


def read_document(path: Path, anything_at: Callable[[KeyPath], bool] = _nowhere) -> Document:
    """Read a file; `ConfigError` when nothing can be made of it.

    `anything_at` tells of a path whether its text may hold control characters, as escapes.
    """
    file = whole_file(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise ConfigError([file.problem(f"cannot be read: {reason}")]) from None
    return parse_document(data, file, json=path.suffix == ".json", anything_at=anything_at)


def parse_document(
    data: bytes,
    file: Place,
    *,
    json: bool = False,
    anything_at: Callable[[KeyPath], bool] = _nowhere,
) -> Document:
    """The document in some bytes; `ConfigError` when nothing can be made of them.

    JSON is YAML with stricter manners; only its tabs between values are not, so they are
    taken for spaces.
    """
    text = _decoded(data, file)
    if json:
        text = text.replace("\t", " ")
    lines = _LINE_END.split(text)
    if not text.strip() or all(not line.strip() or line.lstrip()[0] == "#" for line in lines):
        raise ConfigError([_at(file, lines, 0, 0).problem("the file is empty")])
    # libyaml refuses the two escapes by which JSON writes a character beyond U+FFFF.
    loader = yaml.SafeLoader if _ESCAPED_PAIR.search(text) else _FAST_LOADER
    composer = _Composer(file, lines, anything_at)
    try:
        return composer.document(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        line, column, sentence = explain(error, lines)
        broken = _at(file, lines, line, column).problem(sentence)
    except (yaml.YAMLError, ValueError, OverflowError):
        # PyYAML gives no place for a number that it cannot hold.
        broken = file.problem("this is not YAML: it holds an escape or number that means nothing")
    raise ConfigError([*composer.problems, broken])


def _decoded(data: bytes, file: Place) -> str:
    if len(data) > MAX_BYTES:
        raise ConfigError([file.problem(f"the file is larger than {MAX_BYTES // 1_000_000} MB")])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(data[: error.start].decode("utf-8"))
        place = _at(file, before, len(before) - 1, len(before[-1]))
        raise ConfigError([place.problem("the file is not saved as UTF-8 text")]) from None
    if bad := _FORBIDDEN.search(text):
        lines = _LINE_END.split(text)
        before = _LINE_END.split(text[: bad.start()])
        place = _at(file, lines, len(before) - 1, len(before[-1]))
        name = f"U+{ord(bad[0]):04X}"
        raise ConfigError([place.problem(f"the file holds the control character {name}")])
    return text


def _at(file: Place, lines: list[str], line: int, column: int) -> Place:
    echo = lines[line] if line < len(lines) else ""
    return Place(file.file, line + 1, column + 1, echo)


class _Composer:
    """Builds values out of the parser's events, noting places and mistakes."""

    def __init__(
        self, file: Place, lines: list[str], anything_at: Callable[[KeyPath], bool]
    ) -> None:
        self.file = file
        self.lines = lines
        self.anything_at = anything_at
        self.keys: dict[KeyPath, Place] = {}
        self.values: dict[KeyPath, Place] = {}
        self.problems: list[Problem] = []
        self.flawed: set[KeyPath] = set()

    def document(self, events: Iterator[Any]) -> Document:
        """The one document in the events."""
        value: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._stop(event, "a second document begins here; a file holds only one")
                value = self._node(next(events), events, ())
        return Document(
            self.file,
            value,
            self.keys,
            self.values,
            tuple(self.problems),
            frozenset(self.flawed),
        )

    def _place(self, event: Any) -> Place:
        return _at(self.file, self.lines, event.start_mark.line, event.start_mark.column)

    def _flaw(self, place: Place, path: KeyPath, text: str) -> None:
        self.problems.append(place.problem(text))
        self.flawed.add(path)
        if len(self.problems) >= MAX_PROBLEMS:
            raise ConfigError(self.problems)

    def _stop(self, event: Any, text: str) -> None:
        raise ConfigError([*self.problems, self._place(event).problem(text)])

    def _node(self, event: Any, events: Iterator[Any], path: KeyPath) -> Any:
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent) and not event.value and not event.style:
            place = self.keys.get(path, place)  # an empty value stands nowhere; its key does
        self.values[path] = place
        if isinstance(event, yaml.AliasEvent):
            self._flaw(
                place, path, f"'*{printable(str(event.anchor))}' is an alias; write it out again"
            )
            return None
        if event.anchor is not None:
            text = f"'&{printable(event.anchor)}' is an anchor; there are none here"
            self._flaw(place, path, text)
        if event.tag is not None:
            self._flaw(place, path, "a tag ('!…') is not allowed; write the value alone")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, place, path)
        if len(path) >= MAX_DEPTH:
            self._stop(event, f"this is nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(events, path)
        return self._map(events, path)

    def _scalar(self, event: yaml.ScalarEvent, place: Place, path: KeyPath) -> Any:
        if event.style:
            return self._text(event.value, place, path)
        value, refusal = read_plain(event.value)
        if refusal is not None:
            self._flaw(place, path, refusal)
        return value

    def _text(self, text: str, place: Place, path: KeyPath) -> str:
        if _CONTROL.search(text) and not self.anything_at(path):
            self._flaw(place, path, "this text holds a control character")
        try:
            # JSON writes characters beyond U+FFFF as two escapes, which belong together.
            return text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            self._flaw(place, path, "this text holds half a character ('\\ud800' to '\\udfff')")
            return ""

    def _list(self, events: Iterator[Any], path: KeyPath) -> list[Any]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _map(self, events: Iterator[Any], path: KeyPath) -> dict[str, Any]:
        items: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, path)
            place = self._place(event)
            here = (*path, key)
            if key in items:
                first = self.keys[here].line
                shadow = _Composer(self.file, self.lines, self.anything_at)
                shadow._node(next(events), events, here)
                text = f"'{printable(key)}' is written twice (first on line {first})"
                self._flaw(place, here, text)
                continue
            self.keys[here] = place
            items[key] = self._node(next(events), events, here)
        return items

    def _key(self, event: Any, path: KeyPath) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._stop(event, "a key must be a word")
        place = self._place(event)
        word: str = event.value
        here = (*path, word)
        if event.anchor is not None or event.tag is not None:
            self._flaw(place, here, "a key must be a plain word, without '&' or '!'")
        elif event.style:
            return self._text(word, place, here)
        elif word == "<<":
            self._flaw(place, here, "'<<' (merge) is not allowed; write the keys out")
        else:
            value, refusal = read_plain(word)
            if refusal is not None:
                self._flaw(place, here, f"a key must be a word: {refusal}")
            elif not isinstance(value, str):
                self._flaw(
                    place, here, f'a key must be a word; write "{printable(word)}" in quotes'
                )
        return word
