"""The surface: which commands and flags there are, that help is light, and how failures sound."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from cli import failure
from cli.main import Commands, app
from cli.typed import HangUp, Help, Keys, Quiet, Typed, Words, typed
from cli.wording import wording

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
HEAVY = (
    "numpy", "statemachine", "yaml", "jsonschema", "holidays", "phonenumbers", "rapidfuzz",
    "sqlalchemy", "pydantic", "cryptography", "structlog", "alembic", "dbos", "fastapi", "redis",
)  # fmt: skip
run = CliRunner().invoke


def commands(group: Any = None, before: str = "") -> dict[str, set[str]]:
    """The flags of each command; those of a group are called by both names (`jobs list`)."""
    found = {}
    for name, command in (group or typer.main.get_command(app)).commands.items():
        if hasattr(command, "commands"):
            found |= commands(command, f"{before}{name} ")
            continue
        found[before + name] = {
            flag for option in command.params for flag in option.opts if flag.startswith("-")
        }
    return found


def test_the_commands_and_flags_are_stable() -> None:
    assert commands() == {
        "call": {
            "--clinic",
            "--flow",
            "--now",
            "--from",
            "--voice",
            "--live",
            "--wav-in",
            "--wav-out",
        },
        "simulate": {
            "--json",
            "--junit",
            "--coverage",
            "--jobs",
            "--seed",
            "--voice",
            "--noise",
        },
        "check": {"--json"},
        "graph": {"--format", "-o", "--output"},
        "diff": set(),
        "rehearse": {"--calls", "--seed", "--callers", "--data"},
        "understand": {"--flow", "--json"},
        "learn": {"--flow", "--reviews"},
        "bench": {
            "--data",
            "--json",
            "--only",
            "--patients",
            "--calls",
            "--seconds",
            "--pipecat",
            "--soak",
        },
        "serve": {"--host", "--port"},
        "openapi": {"-o", "--output"},
        "sandbox": {"--port", "--clinic", "--from", "--script"},
        "replay": {"--since", "--flow", "--clinic", "--json"},
        "worker": set(),
        "jobs list": {"--dead", "--pending", "--json"},
        "jobs replay": {"--all-dead"},
        "outreach plan": {
            "--clinic",
            "--months",
            "--service",
            "--days",
            "--cost",
            "--batch",
            "--most",
            "--anyway",
            "--people",
            "--json",
        },
        "outreach run": {
            "--clinic",
            "--lines",
            "--name",
            "--months",
            "--service",
            "--days",
            "--cost",
            "--batch",
            "--most",
            "--anyway",
            "--watch",
            "--json",
        },
        "outreach status": {"--clinic", "--days", "--json"},
        "db upgrade": set(),
        "db status": set(),
        "db downgrade": {"--to"},
        "db new-key": set(),
        "db rotate": set(),
        "clinic list": {"--json"},
        "clinic add": set(),
        "clinic publish": {"--flow"},
        "clinic pause": set(),
        "clinic settings": {"--json"},
        "clinic set": set(),
        "clinic resume": set(),
        "user add": {"--role", "--practice", "--clinic", "--name"},
        "user list": {"--json"},
        "user password": set(),
        "user unlock": set(),
        "user deactivate": set(),
        "phone setup": {"--clinic", "--fallback", "--dry-run"},
        "phone status": {"--json"},
        "doctor": {"--json"},
        "backup": set(),
        "restore": {"--verify"},
    }


def test_the_documentation_has_every_command_and_flag() -> None:
    text = DOCS.read_text()
    for name, flags in commands().items():
        section = text.split(f"## frontdesk {name}\n", 1)[1].split("\n## ", 1)[0]
        for flag in flags:
            assert flag in section, f"{flag} of {name} is missing in docs/commands.md"


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help(name: str) -> None:
    result = run(app, [*name.split(), "--help"])
    assert result.exit_code == 0
    assert "Usage: frontdesk" in result.output or f" {name} " in result.output


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from cli.main import main\n"
        "sys.argv = ['frontdesk', '--help']\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["call", "--nonsense"], ["simulate"], ["graph", "x", "--format", "jpeg"], []],
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    result = run(app, arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.output


def broken(error: Exception) -> typer.Typer:
    app = typer.Typer(cls=Commands, pretty_exceptions_enable=False, rich_markup_mode=None)

    @app.command()
    def one() -> None:
        raise error

    @app.command()
    def other() -> None:
        """Make it a group."""

    return app


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (failure.Failure("there is no such clinic"), "error: there is no such clinic\n"),
        (
            FileNotFoundError(2, "No such file or directory", "x.yaml"),
            "error: x.yaml: no such file or directory\n",
        ),
        (OSError(28, "No space left on device"), "error: no space left on device\n"),
        (
            KeyError("x"),
            "error: something broke inside Frontdesk (KeyError: 'x'). "
            "Set FRONTDESK_TRACE=1 and run it again to see where.\n",
        ),
    ],
)
def test_what_goes_wrong_is_told_in_a_sentence(error: Exception, told: str) -> None:
    result = run(broken(error), ["one"])
    assert result.exit_code == 1
    assert result.stderr == told
    assert result.stdout == ""


def test_the_traceback_is_there_for_those_who_mend_frontdesk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FRONTDESK_TRACE", "1")
    result = run(broken(KeyError("x")), ["one"])
    assert isinstance(result.exception, KeyError)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("I need an appointment ", Words("I need an appointment")),
        ("", Quiet()),
        ("   ", Quiet()),
        (None, HangUp()),
        ("/hang up", HangUp()),
        ("/0", Keys("0")),
        ("/keys 512-555 0142#", Keys("5125550142#")),
        ("/help", Help()),
        ("/keys", Help("/keys")),
        ("/dance now", Help("/dance now")),
        ("#1 is fine", Words("#1 is fine")),
    ],
)
def test_what_is_typed(line: str | None, meant: Typed) -> None:
    assert typed(line) == meant


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "none"),
        ("", "none"),
        (True, "yes"),
        (False, "no"),
        ("cleaning", "cleaning"),
        ("2026-03-03T10:00", "2026-03-03 10:00"),
        ({"first": "Ana", "last": "Ruiz"}, "Ana Ruiz"),
        ({"first": "Ana", "last": ""}, "Ana"),
        ([], "none"),
        (["a", "b", "c"], "a; b; c"),
        (["a", "b", "c", "d", "e"], "a; b; c; and 2 more"),
        ([{"start": "2026-03-03T10:00", "end": "2026-03-03T10:00"}], "2026-03-03 10:00"),
        (
            [
                {"start": "2026-03-03T08:00", "end": "2026-03-03T12:00"},
                {"start": "2026-03-04T22:00", "end": "2026-03-05T06:00"},
            ],
            "2026-03-03 08:00-12:00; 2026-03-04 22:00-2026-03-05 06:00",
        ),
        (
            {"type": "callback", "priority": "normal", "patient_name": None, "details": {}},
            "callback, normal",
        ),
        ({"service": "cleaning", "start": "2026-03-03T10:00"}, "cleaning, 2026-03-03 10:00"),
        ({"note": None}, "none"),
    ],
)
def test_values_in_words(value: object, words: str) -> None:
    assert wording(value) == words
