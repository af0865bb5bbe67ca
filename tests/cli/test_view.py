"""What the terminal shows, plain and in colour."""

import io
import json

import pytest
from rich.console import Console
from rich.theme import Theme

from cli import view

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal of 60 columns instead of standard output and standard error."""
    paper = io.StringIO()
    console = Console(
        file=paper, force_terminal=True, width=60, theme=view.THEME, color_system=None
    )
    monkeypatch.setattr(view, "_out", lambda: console)
    monkeypatch.setattr(view, "_err", lambda: console)
    return paper


def test_the_theme_has_six_meanings() -> None:
    ours = set(view.THEME.styles) - set(Theme({}).styles)
    assert ours == {"primary", "info", "success", "warning", "error", "muted"}


def test_a_plain_transcript_is_one_line_a_turn(capsys: Capture) -> None:
    view.said("receptionist", "Thank you for calling. " * 10, "GREETING")
    view.said("caller", "hello")
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 2
    assert out[0].startswith("receptionist  Thank you")
    assert out[0].endswith("[GREETING]")
    assert out[1] == "caller        hello"


def test_in_a_terminal_the_state_stands_at_the_right(screen: io.StringIO) -> None:
    view.said("receptionist", "How can I help you today? " * 4, "GREETING")
    first, second, *_ = screen.getvalue().splitlines()
    assert first.startswith("receptionist  How can")
    assert first.rstrip().endswith("GREETING")
    assert len(first) <= 60
    assert second.startswith(" " * view.LABEL)


def test_a_slot_is_ticked(capsys: Capture, screen: io.StringIO) -> None:
    view.ticked("patient_name", "Ana [Ruiz]")
    assert "✓ patient_name Ana [Ruiz]" in screen.getvalue()


def test_facts_are_aligned(capsys: Capture) -> None:
    view.facts([("disposition", "booked"), ("tasks", []), ("turns", 4)])
    assert capsys.readouterr().out == "disposition: booked\ntasks:       none\nturns:       4\n"


def test_a_plain_table_has_aligned_columns(capsys: Capture) -> None:
    view.table(["what", "calls"], [["booked", 12], ["held", None], ["said [x]", 1]], title="Calls")
    assert capsys.readouterr().out.splitlines() == [
        "Calls",
        "what      calls",
        "booked       12",
        "held          -",
        "said [x]      1",
    ]


def test_a_table_in_a_terminal(screen: io.StringIO) -> None:
    view.table(["what", "µs"], [["said [x]", 1234.56]])
    assert "said [x]  1,234.6" in screen.getvalue()


def test_an_empty_table_has_a_head(capsys: Capture) -> None:
    view.table(["what", "calls"], [])
    assert capsys.readouterr().out == "what  calls\n"


def test_marks_are_words_when_plain(capsys: Capture) -> None:
    view.passed("one", "0.1 s")
    view.failed("two")
    assert capsys.readouterr().out == "ok     one  0.1 s\nFAILED two\n"


def test_marks_are_signs_in_a_terminal(screen: io.StringIO) -> None:
    view.passed("one")
    view.failed("two")
    assert screen.getvalue() == "✓ one\n✗ two\n"


def test_complaints_go_to_standard_error(capsys: Capture) -> None:
    view.complain("no such flow")
    view.warn("no steps")
    view.remark("writing")
    view.mistake("flows/x.yaml:2:5: unknown key 'sya'\n   2 | sya: hello\n       ^")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines() == [
        "error: no such flow",
        "warning: no steps",
        "writing",
        "flows/x.yaml:2:5: unknown key 'sya'",
        "   2 | sya: hello",
        "       ^",
    ]


def test_json_is_one_document(capsys: Capture) -> None:
    view.data([{"name": "José"}])
    out = capsys.readouterr().out
    assert json.loads(out) == [{"name": "José"}]
    assert "José" in out


def test_a_block_is_indented(capsys: Capture) -> None:
    view.block("call: x\n\nturns: []\n")
    assert capsys.readouterr().out == "    call: x\n\n    turns: []\n"


def test_a_block_in_a_terminal(screen: io.StringIO) -> None:
    view.block("call: [x]")
    assert screen.getvalue().rstrip() == "    call: [x]"


def test_progress_is_silent_when_plain(capsys: Capture) -> None:
    with view.progress(2, "calls") as step:
        step()
        step()
    assert capsys.readouterr() == ("", "")


def test_progress_moves_in_a_terminal(screen: io.StringIO) -> None:
    with view.progress(2, "calls") as step:
        step()
        step()
    assert "2/2" in screen.getvalue()


def test_nobody_is_asked_when_input_is_piped(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n\nlast"))
    assert [view.ask(), view.ask(), view.ask(), view.ask()] == ["hello", "", "last", None]
    assert capsys.readouterr().out == ""


def test_a_person_is_asked(monkeypatch: pytest.MonkeyPatch, screen: io.StringIO) -> None:
    typed = iter(["hello"])

    def answer(prompt: str = "") -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr(view, "is_interactive", lambda: True)
    monkeypatch.setattr("builtins.input", answer)
    assert view.ask() == "hello"
    assert view.ask() is None
    assert screen.getvalue().count("caller") == 2


def test_plain_can_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, screen: io.StringIO, capsys: Capture
) -> None:
    assert view.is_terminal()
    monkeypatch.setenv("FRONTDESK_PLAIN", "1")
    assert not view.is_terminal()
    view.said("caller", "hello", "QUALIFY")
    assert capsys.readouterr().out == "caller        hello  [QUALIFY]\n"


def test_plain_is_not_interactive() -> None:
    assert not view.is_terminal()
    assert not view.is_interactive()
