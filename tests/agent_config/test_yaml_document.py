"""The reader of YAML and JSON: what it takes, what it refuses, and where it says so."""

import json
import time
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_config import yaml_document
from agent_config.problem import ConfigError, Place
from agent_config.yaml_document import MAX_BYTES, Document, parse_document, read_document
from agent_config.yaml_syntax import explain

FILE: Final = Place("x.yaml", 0, 0)
CASES: Final = read_document(Path(__file__).with_name("yaml_mistakes.yaml")).value


def parse(text: str | bytes, *, json: bool = False) -> Document:
    """A document out of text."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return parse_document(data, FILE, json=json)


def sentences(text: str | bytes) -> list[str]:
    """What is said against a text, fatal or not, after the file's name."""
    try:
        problems = parse(text).problems
    except ConfigError as error:
        problems = error.problems
    return [str(problem).splitlines()[0].removeprefix("x.yaml:") for problem in problems]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: true", True),
        ("a: false", False),
        ("a: null", None),
        ("a: ~", None),
        ("a:", None),
        ("a: 12", 12),
        ("a: -3", -3),
        ("a: 1.50", 1.5),
        ("a: 1.5e3", 1500.0),
        ("a: 0123", "0123"),
        ("a: 02134", "02134"),
        ("a: 0x1F", "0x1F"),
        ("a: 0o17", "0o17"),
        ("a: 1_000", "1_000"),
        ("a: +15125550100", "+15125550100"),
        ("a: .inf", ".inf"),
        ("a: 2026-01-05", "2026-01-05"),
        ("a: 2026-03-02T09:15:00-06:00", "2026-03-02T09:15:00-06:00"),
        ("a: 2026-03-03 10:00", "2026-03-03 10:00"),
        ("a: 12:00-13:00", "12:00-13:00"),
        ('a: "9:00"', "9:00"),
        ("a: 'yes'", "yes"),
        ("a: =", "="),
        ("a: y", "y"),
        ("a: |\n  two\n  lines\n", "two\nlines\n"),
        ("a: >\n  one\n  line\n", "one line\n"),
        ('a: "\\u00f1 \\ud83d\\ude00"', "ñ 😀"),
        ("a: ¿Sí?", "¿Sí?"),
        ("a: [1, x, true]", [1, "x", True]),
        ("a: {b: {c: d}}", {"b": {"c": "d"}}),
    ],
)
def test_words_mean_what_they_say(text: str, value: Any) -> None:
    document = parse(text)
    assert document.problems == ()
    assert document.value == {"a": value}
    assert type(document.value["a"]) is type(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"])[:40])
def test_surprises_are_sentences(case: dict[str, Any]) -> None:
    assert sentences(case["text"]) == case["told"]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"a: \xff", ["1:4: the file is not saved as UTF-8 text"]),
        (b"\xff\xfea\x00:\x00 \x001\x00", ["1:1: the file is not saved as UTF-8 text"]),
        (b"a: b\nc: \x00", ["2:4: the file holds the control character U+0000"]),
        (b"a: \x1b[31m", ["1:4: the file holds the control character U+001B"]),
    ],
)
def test_what_is_no_text_is_a_sentence(data: bytes, told: list[str]) -> None:
    assert sentences(data) == told


def test_reading_goes_on_after_a_surprise() -> None:
    document = parse("a: yes\nb: 9:00\nc: {d: on}\n")
    assert document.value == {"a": "yes", "b": "9:00", "c": {"d": "on"}}
    assert [problem.line for problem in document.problems] == [1, 2, 3]
    assert document.flawed == {("a",), ("b",), ("c", "d")}


def test_broken_yaml_is_told_with_the_surprises_before_it() -> None:
    assert sentences("a: yes\nb: c: d") == [
        "1:4: 'yes' has two meanings; write \"yes\" in quotes, or true",
        "2:5: there is a second ': ' here; put the text in quotes",
    ]


def test_of_a_key_written_twice_the_first_stands() -> None:
    document = parse("a: {b: 1}\na: [2, 3]\n")
    assert document.value == {"a": {"b": 1}}
    assert ("a", 0) not in document.values


def test_every_key_and_value_has_its_place() -> None:
    document = parse('a: 1\nb:\n  - "ñx": y\n    c: [p, q]\nempty:\nquoted: ""\n')
    assert document.key_place(("b",)).line == 2
    assert (document.place(("b",)).line, document.place(("b",)).column) == (3, 3)
    value = document.place(("b", 0, "ñx"))
    assert (value.line, value.column, value.echo) == (3, 11, '  - "ñx": y')
    last = document.place(("b", 0, "c", 1))
    assert (last.line, last.column) == (4, 12)
    assert document.place(("empty",)).line == 5
    assert document.place(("quoted",)).column == 9
    missing = document.place(("b", 0, "nothing", "here"))
    assert (missing.line, missing.column) == (3, 5)
    assert document.place(("b", 0)) == document.key_place(("b", 0))


def test_values_are_plain() -> None:
    document = parse("a: [x, 1, true, {b: null}]")
    items = document.value["a"]
    assert [type(one) for one in (document.value, items, *items)] == [
        dict, list, str, int, bool, dict,
    ]  # fmt: skip


def test_lines_end_as_they_do_in_yaml() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert sentences(f"a: 1{end}b: no{end}") == [
            "2:4: 'no' has two meanings; write \"no\" in quotes, or false"
        ]


def test_a_byte_order_mark_is_nothing() -> None:
    assert parse(b"\xef\xbb\xbfa: 1").value == {"a": 1}


# --- JSON


def test_json_is_read_by_the_same_reader(tmp_path: Path) -> None:
    value = {"a": [1, 2.5, None, True], "b": {"c": 'ñ 😀 " \\ / \n'}, "": ""}
    for number, indent in enumerate((None, 2, "\t")):
        file = tmp_path / f"{number}.json"
        file.write_text(json.dumps(value, indent=indent), "utf-8")
        assert read_document(file).value == value


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**14), 10**14)
        | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text("abcß漢😀 :#-", max_size=5), inner)
        ),
        max_leaves=20,
    )
)
def test_whatever_json_says_is_read_as_json_reads_it(value: Any) -> None:
    for indent in (None, 1):
        for ascii_only in (True, False):
            text = json.dumps({"v": value}, indent=indent, ensure_ascii=ascii_only)
            document = parse(text, json=True)
            assert document.problems == ()
            assert document.value == {"v": value}


# --- hostile files


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("big.yaml").write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(ConfigError, match=r"big\.yaml: the file is larger than 1 MB"):
        read_document(Path("big.yaml"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file"):
        read_document(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_document(tmp_path)


def test_problems_have_an_end() -> None:
    assert len(sentences("- no\n" * 1_000)) == 100


LAUGHS: Final = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}, *{old}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        "a: &a [*a]",
        "[" * 200_000,
        "{" * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "a: " * 100_000,
        "{a: " * 100_000,
        '"' * 200_000,
        "'" + "''" * 100_000,
        "!" * 200_000,
        "&" + "a" * 200_000,
        "*" + "a" * 200_000,
        "%" * 200_000,
        "# " + "x" * 300_000,
        "\n" * 300_000 + "a",
        " " * 300_000 + "a",
        "a" * 300_000,
        "a\n" * 100_000,
        "a: |\n" + " x\n" * 100_000,
        "a: " + "9" * 300_000,
        "a: 1" + ":00" * 100_000,
        "a: " + "1_" * 100_000,
        "[" + "a, " * 60_000 + "]",
        "".join(f"k{number}: v\n" for number in range(20_000)),
        "%YAML 1." + "9" * 10_000 + "\n---\na",
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_files_cost_little(text: str) -> None:
    begin = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - begin < 20


@settings(max_examples=500)
@given(st.text(max_size=200))
def test_any_text_ends_in_values_or_problems(text: str) -> None:
    sentences(text)


@given(st.binary(max_size=200))
def test_any_bytes_end_in_values_or_problems(data: bytes) -> None:
    sentences(data)


@settings(max_examples=1_000)
@given(st.text("ab:-?[]{},#&*!|>'\"%@`~ \n\t\\x0", max_size=60))
def test_anything_like_yaml_ends_in_values_or_problems(text: str) -> None:
    sentences(text)


@settings(max_examples=500)
@given(st.text("ab1: -[]{},\"'\n", max_size=40))
def test_both_parsers_read_the_same(text: str) -> None:
    """What is read must not depend on whether libyaml is there."""
    fast = outcome(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_document, "_FAST_LOADER", yaml.SafeLoader)
        assert outcome(text) == fast


def outcome(text: str) -> Any:
    """What is in a text, or nothing."""
    try:
        document = parse(text)
    except ConfigError:
        return None
    return document.value, document.keys, document.problems


@pytest.mark.parametrize("text", ['a: "\\U00110000"', "%YAML 1." + "9" * 10_000 + "\n---\na"])
def test_without_libyaml_there_is_no_place_for_numbers_too_large(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_document, "_FAST_LOADER", yaml.SafeLoader)
    assert sentences(text) == [" this is not YAML: it holds an escape or number that means nothing"]


def test_an_error_without_a_place_is_told_at_the_top() -> None:
    error = yaml.MarkedYAMLError(problem="something new")
    assert explain(error, ["a"]) == (0, 0, "this is not YAML: something new")


def test_an_error_at_the_end_is_told_where_the_text_ends() -> None:
    assert sentences("a: [\n[") == ["2:2: a value is missing here"]
