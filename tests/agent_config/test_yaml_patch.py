"""A form writes one text into YAML: it has the new value, and everything else is as it was."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_config.flow_source import SHIPPED
from agent_config.problem import whole_file
from agent_config.yaml_document import parse_document
from agent_config.yaml_patch import patched

FILES = {
    name: (SHIPPED / name).read_text("utf-8")
    for name in ("dental_reception.yaml", "dental_reception.es.yaml", "reminder.yaml")
}
CLINIC = (Path("agent_config/clinics/riverside_dental.yaml")).read_text("utf-8")
WORDS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=("Cs", "Cc", "Cn"),
        exclude_characters="\ufeff\u2028\u2029",
    ),
    min_size=1,
    max_size=60,
).filter(str.strip)


def value(text: str) -> Any:
    document = parse_document(text.encode(), whole_file("x.yaml"))
    assert not document.problems
    return document.value


def heard(node: Any, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Where texts or lists of texts stand in maps."""
    if isinstance(node, dict):
        return [one for key, sub in node.items() for one in heard(sub, (*path, key))]
    is_list = isinstance(node, list) and node and all(isinstance(one, str) for one in node)
    return [path] if isinstance(node, str) or is_list else []


PLACES = [
    (name, path)
    for name, text in FILES.items()
    for path in heard(value(text))
    if path[0] in ("slots", "prompts", "answers") and path[-1] not in ("type", "read_back")
]


def at(node: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        node = node[key]
    return node


def without(node: Any, path: tuple[str, ...]) -> Any:
    """A map without what stands at a path."""
    key, *rest = path
    left = {name: sub for name, sub in node.items() if name != key}
    return left | {key: without(node[key], tuple(rest))} if rest else left


@settings(max_examples=150, deadline=None)
@given(place=st.sampled_from(PLACES), texts=st.lists(WORDS, min_size=1, max_size=5))
def test_any_wording_is_written_and_nothing_else_is_changed(
    place: tuple[str, tuple[str, ...]], texts: list[str]
) -> None:
    name, path = place
    before, old = FILES[name], value(FILES[name])
    after = patched(before, path, texts)
    new = value(after)
    said = at(new, path)
    assert (said if isinstance(said, list) else [said]) == texts
    assert without(new, path) == without(old, path)
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments
    start = next(
        (i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after)
    )
    span = spans(before, path)
    assert start >= span[0], "something before the text was changed"
    assert after.endswith(before[span[1] :]), "something after it was changed"


def spans(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """The lines on which a value stands, as offsets: what is outside must not change."""
    document = parse_document(text.encode(), whole_file("x.yaml"))
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    first = document.key_place(path).line
    last = max(
        (one.line for other, one in document.values.items() if other[: len(path)] == path),
        default=first,
    )
    end = starts[last]
    while text.count("\n", 0, end) < len(starts) - 2 and _goes_on(text[end:], text, starts, first):
        end = text.index("\n", end) + 1
    return starts[first - 1], min(end, len(text))


def _goes_on(rest: str, text: str, starts: list[int], first: int) -> bool:
    """Whether the next line belongs to the same text: it is indented more than its key."""
    line = rest.split("\n", 1)[0]
    key = text[starts[first - 1] :].split("\n", 1)[0]
    indent = len(line) - len(line.lstrip())
    return bool(line.strip()) and indent > len(key) - len(key.lstrip()) and line.strip()[0] != "#"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(
    path=st.sampled_from([one for name, one in PLACES if name == "dental_reception.yaml"]),
    texts=st.lists(WORDS, min_size=1, max_size=3),
)
def test_a_text_that_is_not_there_is_added(path: tuple[str, ...], texts: list[str]) -> None:
    before = FILES["reminder.yaml"]
    after = patched(before, path, texts)
    said = at(value(after), path)
    assert (said if isinstance(said, list) else [said]) == texts
    old, new = value(before), value(after)
    assert pruned(without(new, path)) == pruned(without(old, path) if has(old, path) else old)
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == comments


def has(node: Any, path: tuple[str, ...]) -> bool:
    for key in path:
        if not isinstance(node, dict) or key not in node:
            return False
        node = node[key]
    return True


def pruned(node: Any) -> Any:
    """A map without maps that are empty: those were made on the way."""
    if not isinstance(node, dict):
        return node
    left = {key: pruned(sub) for key, sub in node.items()}
    return {key: sub for key, sub in left.items() if sub != {}}


@pytest.mark.parametrize(
    ("path", "texts", "line"),
    [
        (("hours", "mon"), ["09:00-12:00"], '  mon: "09:00-12:00"'),
        (("hours", "mon"), ["09:00-12:00", "13:00-17:00"], '  mon: ["09:00-12:00", "13:00-17:00"]'),
        (("hours", "sat"), ["09:00-12:00"], '  sat: "09:00-12:00"'),
        (("lunch",), ["12:30-13:00"], 'lunch: "12:30-13:00"            # nothing is booked then'),
        (("name",), ["Riverside Dental Care"], "name: Riverside Dental Care"),
        (("name",), ["Riverside: Dental"], 'name: "Riverside: Dental"'),
        (("holidays", "country"), ["MX"], "holidays: {country: MX, also: [2026-12-24]}"),
        (
            ("holidays", "note"),
            ["Closed"],
            'holidays: {country: US, also: [2026-12-24], note: "Closed"}',
        ),
    ],
)
def test_the_line_is_as_somebody_would_write_it(
    path: tuple[str, ...], texts: list[str], line: str
) -> None:
    rows, before = patched(CLINIC, path, texts).split("\n"), CLINIC.split("\n")
    assert line in rows
    assert len([one for one in rows if one not in before]) == 1
    assert abs(len(rows) - len(before)) <= 1


@pytest.mark.parametrize(
    ("text", "path", "after"),
    [
        ("a: 1\nb: x\nc: 2\n", ("b",), "a: 1\nc: 2\n"),
        ("a: 1\nb:\n  - x  # one\n  - y\nc: 2\n", ("b",), "a: 1\nc: 2\n"),
        ("{a: 1, b: x, c: 2}\n", ("b",), "{a: 1, c: 2}\n"),
        ("{a: 1, b: x}\n", ("b",), "{a: 1}\n"),
        ("{b: x, a: 1}\n", ("b",), "{a: 1}\n"),
        ("a: 1\n", ("b",), "a: 1\n"),
        ("a: 1\nb: x", ("b",), "a: 1\n"),
    ],
)
def test_an_entry_is_taken_out(text: str, path: tuple[str, ...], after: str) -> None:
    assert patched(text, path, []) == after


@pytest.mark.parametrize(
    ("text", "path", "texts", "after"),
    [
        ("a:\n  - x  # one\n  - y\n", ("a",), ["x", "z"], "a:\n  - x  # one\n  - z\n"),
        ("a:\n  - x\n", ("a",), ["w", "x"], "a:\n  - w\n  - x\n"),
        (
            "a:\n  - x\n  # on y\n  - y",
            ("a",),
            ["x", "y", "z"],
            "a:\n  - x\n  # on y\n  - y\n  - z",
        ),
        ("a: [x, y]  # both\n", ("a",), ["x", "q"], "a: [x, q]  # both\n"),
        ("a: [x, y]  # both\n", ("a",), ["x"], 'a: ["x"]  # both\n'),
        ("a: []\n", ("a",), ["x"], 'a: ["x"]\n'),
        ("a: |\n  one\n  two\n\n# on b\nb: 1\n", ("a",), ["x"], 'a: "x"\n\n# on b\nb: 1\n'),
        ("a: 'its'\n", ("a",), ["x"], 'a: "x"\n'),
        ("a:\nb: 1\n", ("a",), ["x"], "a: x\nb: 1\n"),
        ("p:\nb: 1\n", ("p", "q"), ["x"], 'p:\n  q: "x"\nb: 1\n'),
        ("b: 1\n", ("p", "q"), ["x", "y"], 'b: 1\np:\n  q: ["x", "y"]\n'),
        ("b: {}\n", ("b", "p", "q"), ["x"], 'b: {p: {q: "x"}}\n'),
        ("a: x\r\nb: 1\r\n", ("c",), ["x"], 'a: x\r\nb: 1\r\nc: "x"\r\n'),
        ("a: x\n", ("a",), ["yes"], 'a: "yes"\n'),
        ("a: x\n", ("a",), ["\u2028\x7f"], 'a: "\\u2028\\u007f"\n'),
    ],
)
def test_the_style_of_the_file_is_kept(
    text: str, path: tuple[str, ...], texts: list[str], after: str
) -> None:
    assert patched(text, path, texts) == after


@pytest.mark.parametrize(
    ("text", "path", "why"),
    [
        ("a: [\n", ("a",), "The file cannot be read; mend line 2 first."),
        ("- a\n", ("a",), "The file is no map"),
        ("a: {b: 1}\n", ("a",), "Something else than a text stands there"),
        ("a: x\n", ("a", "b"), "Something else stands there"),
        ("a: [[x]]\n", ("a",), "Something else than a text stands there"),
    ],
)
def test_what_cannot_be_changed_is_said(text: str, path: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why.replace(".", r"\.")):
        patched(text, path, ["x"])
