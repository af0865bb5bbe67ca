"""`frontdesk learn`: reviewed utterances as a diff of examples."""

import asyncio
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agent_config.settings import Settings
from cli import serve, store
from cli.main import app
from clinic.store import reviews
from clinic.store.opening import open_store
from clinic.store.scope import Scope

ODD = "the whatsit on my calendar needs to go the way of the dodo"
PRIVATE = "this is Mary Jones and the whatsit needs to go, my number is 512 555 0142"


def frontdesk(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def lines(path: Path, *said: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in said), "utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(
        "flow: mine\nversion: 1\nlanguage: en-US\nextends: dental_reception\n", "utf-8"
    )
    return tmp_path


def test_a_sentence_that_was_not_understood_is_proposed(mine: Path) -> None:
    (mine / "mine.examples.yaml").write_text(
        "# mine\nflow: mine\nlanguage: en-US\n\nrequests:\n  cancel_appointment:\n"
        "    examples:\n      - scrap my visit   # said on Monday\n  callback:\n"
        "    examples:\n      - ring me\n",
        "utf-8",
    )
    said = lines(mine / "said.jsonl", {"text": ODD, "intents": ["cancel_appointment"]})
    result = frontdesk("learn", said, "--flow", "mine.yaml")
    assert result.exit_code == 0
    assert [row for row in result.stdout.splitlines() if row[:1] == "+"] == [
        "+++ mine.examples.yaml",
        f"+      - {ODD}",
    ]
    assert "1 of 1 reviewed utterances teach something" in result.stderr
    patch = shutil.which("patch")
    if patch is None:
        pytest.skip("applying the diff needs the program `patch`")
    subprocess.run([patch, "-p0"], input=result.stdout, text=True, check=True, cwd=mine)
    again = frontdesk("learn", said, "--flow", "mine.yaml")
    assert again.stdout == ""
    assert "1: understood already" in again.stderr


def test_a_file_of_examples_is_begun_in_each_language(mine: Path) -> None:
    said = lines(
        mine / "said.jsonl",
        {"text": "el asunto ese ya no va: borre", "intent": "cancel_appointment", "language": "es"},
        {"text": "where does one leave the horse", "intent": "parking"},
    )
    result = frontdesk("learn", said, "--flow", "mine.yaml")
    rows = result.stdout.splitlines()
    assert "+++ mine.examples.yaml" in rows
    assert "+++ mine.es.examples.yaml" in rows
    assert '+      - "el asunto ese ya no va: borre"' in rows
    assert "+answers:" in rows


def test_what_teaches_nothing_is_told_with_its_place(mine: Path) -> None:
    said = lines(
        mine / "said.jsonl",
        {"text": PRIVATE, "intents": ["cancel_appointment"]},
        {"text": ODD, "intents": ["cancel_appointment", "callback"]},
        {"text": ODD, "intents": ["order_pizza"]},
        {"text": "I need to schedule an appointment", "intents": ["callback"]},
        {"text": "so " * 200, "intents": ["callback"]},
    )
    result = frontdesk("learn", said, "--flow", "mine.yaml")
    assert result.stdout == ""
    for number, why in enumerate(
        ("tells of", "more than one", "nothing that", "example of", "is l"), 1
    ):
        assert f"said.jsonl:{number}: " in result.stderr
        assert why in result.stderr
    assert "Mary" not in result.stderr


def test_corrected_turns_of_scripted_calls_teach(mine: Path) -> None:
    (mine / "call.yaml").write_text(
        "call: reviewed\nflow: dental_reception\nclinic: riverside_dental\n"
        "now: 2026-03-02T09:15:00-06:00\nturns:\n"
        f"  - caller: {{says: {ODD}, means: {{intents: [cancel_appointment]}}}}\n"
        "  - caller: goodbye\n",
        "utf-8",
    )
    assert f"+      - {ODD}" in frontdesk("learn", "call.yaml", "--flow", "mine.yaml").stdout


def test_what_cannot_be_read_is_told(mine: Path) -> None:
    bad = mine / "bad.jsonl"
    bad.write_text('{"words": "hm"}\n', "utf-8")
    assert "bad.jsonl:1: this is no line like" in frontdesk("learn", bad).stderr
    none = lines(mine / "none.jsonl")
    assert "nothing in these calls was reviewed" in frontdesk("learn", none).stderr
    (mine / "mine.examples.yaml").write_text(
        "flow: mine\nlanguage: en-US\nanswers:\n  parking: {examples: [parking lot]}\n", "utf-8"
    )
    said = lines(mine / "said.jsonl", {"text": "where to leave the horse", "intent": "parking"})
    told = frontdesk("learn", said, "--flow", "mine.yaml")
    assert "mine.examples.yaml:4:24: write one example a line" in told.stderr


def test_reviews_in_the_database_teach_without_telling_of_anybody(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{mine}/store.sqlite3")
    monkeypatch.setenv("DATA_DIR", str(mine / "data"))
    asyncio.run(serve.made_ready(Settings()))
    called = CliRunner().invoke(
        app, ["call", "--live"], input="Zwetschge wants her visit gone\nbye\n"
    )
    call_id = next(row.split()[-1] for row in called.output.splitlines() if row.startswith("call:"))
    asyncio.run(_review(call_id))
    result = frontdesk("learn", "--reviews")
    assert result.exit_code == 0, result.stderr
    assert "+      - my visit needs to go the way of the old days" in result.stdout
    assert "1 sentences of reviews tell of a person" in result.stderr
    assert "Zwetschge" not in result.output
    none = frontdesk("learn")
    assert "--reviews" in none.stderr


async def _review(call_id: str) -> None:
    """Say what the caller's first line meant, and suggest an example."""
    database = await open_store(Settings())
    try:
        scope = Scope("riverside_dental_group", "riverside_dental")
        said = {
            "rating": 3,
            "errors": [],
            "intents": [{"line": 1, "intent": "cancel_appointment"}],
            "slots": {},
            "example": {
                "line": None,
                "intent": "cancel_appointment",
                "text": "my visit needs to go the way of the old days",
            },
            "better_answer": None,
            "tags": [],
            "done": True,
        }
        await reviews.keep(database, scope, call_id, said, store.now(), "somebody")
    finally:
        await database.close()
