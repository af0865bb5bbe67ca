"""How mistakes are told."""

from pathlib import Path

import pytest

from agent_config.problem import (
    ConfigError,
    Place,
    Problem,
    closest,
    did_you_mean,
    further,
    printable,
    refuse,
    shown,
    where,
    whole_file,
)


def test_a_problem_points_at_its_spot() -> None:
    place = Place("flows/x.yaml", 12, 7, "  - collect: [patient_nam]")
    assert str(place.problem("unknown slot 'patient_nam'")) == (
        "flows/x.yaml:12:7: unknown slot 'patient_nam'\n"
        "  12 |   - collect: [patient_nam]\n"
        "             ^"
    )


def test_without_a_line_there_is_no_echo() -> None:
    assert str(Problem("x.yaml", 0, 0, "cannot be read")) == "x.yaml: cannot be read"
    assert str(Problem("x.yaml", 3, 1, "is empty", "  ")) == "x.yaml:3:1: is empty"


@pytest.mark.parametrize("column", [1, 40, 150, 299, 300, 301])
def test_a_long_line_is_echoed_around_the_spot(column: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(300))
    echo, mark = str(Problem("x", 1, column, "t", line)).splitlines()[1:]
    assert len(echo) <= 107
    spot = mark.index("^")
    assert (echo + " ")[spot] == (line + " ")[column - 1]


def test_nothing_that_is_echoed_disturbs_a_terminal() -> None:
    text = str(Problem("x", 1, 2, "t", "\ta\x1b[31m\u202e"))
    assert text.splitlines()[1] == "   1 |  a [31m"
    assert printable("a\x1b\nb" + "c" * 100) == "a  b" + "c" * 45 + "…"


def test_errors_hold_each_problem_once_in_the_order_of_reading() -> None:
    early, late = Problem("a", 1, 1, "x"), Problem("a", 2, 1, "y")
    error = ConfigError([late, early, late])
    assert error.problems == (early, late)
    assert str(error) == "a:1:1: x\na:2:1: y"
    refuse([])
    with pytest.raises(ConfigError):
        refuse([early])


def test_what_follows_from_a_problem_is_left_out() -> None:
    first, same, other = (
        Problem("a", line, 1, text) for line, text in ((1, "x"), (1, "y"), (2, "z"))
    )
    assert further([first], [same, other]) == [first, other]


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("sya", "; did you mean 'say'?"),
        ("SAY", "; did you mean 'say'?"),
        ("zzz", "; known are say, do"),
        ("s" * 61, "; known are say, do"),
    ],
)
def test_suggestions(word: str, hint: str) -> None:
    assert did_you_mean(word, ["say", "do"]) == hint


def test_no_suggestion_where_there_is_none() -> None:
    assert did_you_mean("zzz", []) == ""
    assert did_you_mean("zzz", [f"name{number}" for number in range(13)]) == ""
    assert closest("zzz", ["say"]) is None


def test_words_for_paths_and_values() -> None:
    assert where(()) == "the file"
    assert where(("requests", "a", "steps", 0, "collect")) == "requests.a.steps[0].collect"
    assert [shown(one) for one in (None, {}, [], "x", 5, 1.5, True)] == [
        "empty", "a map", "a list", "'x'", "5", "1.5", "true",
    ]  # fmt: skip


def test_files_are_named_from_where_the_command_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert whole_file(tmp_path / "a" / "b.yaml").file == "a/b.yaml"
    assert whole_file("../b.yaml").file == "../b.yaml"
