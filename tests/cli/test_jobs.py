"""`frontdesk jobs` and `frontdesk worker`, from the outside."""

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from agent_config.settings import Settings
from cli.main import app
from clinic.jobs.errand import Errand
from clinic.jobs.job import Work
from clinic.jobs.ledger import ledger_of
from clinic.jobs.running import running
from clinic.store.database import Database
from clinic.store.opening import keys
from engine.clinic import Clinic
from tests.clinic.jobs.deeds import HERE, QUICK, TABLE, idle, now, write
from tests.databases import found

Frontdesk = Callable[..., Result]


@pytest.fixture
def frontdesk(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Frontdesk:
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    return lambda *arguments: CliRunner().invoke(app, ["jobs", *arguments])


@pytest.fixture
def died(url: str, tmp_path: Path, riverside: Clinic) -> str:
    """A world in which a job has died and another one rests; the name of the dead one."""

    async def whole() -> str:
        settings = Settings(database_url=url, data_dir=tmp_path)
        database = Database(url, keys(settings))
        work = Work(database, settings, now)
        await found(database, riverside)
        await write(database, "hopeless")
        async with (
            ledger_of(work) as ledger,
            running(work, handlers=TABLE, schedules={}, pace=QUICK),
        ):
            await idle(work, ledger)
            (dead,) = await asyncio.to_thread(ledger.standings)
            await asyncio.to_thread(ledger.rest, Errand("unknown", f"{HERE}:good"), 3600)
        await database.close()
        return dead.errand.job

    return asyncio.run(whole())


def test_jobs_are_listed_by_where_they_stand(frontdesk: Frontdesk, died: str) -> None:
    (dead,) = json.loads(frontdesk("list", "--dead", "--json").stdout)
    assert dead.pop("since").endswith("+00:00")
    assert dead == {
        "id": died,
        "state": "dead",
        "kind": "hopeless",
        "reference": "row-0",
        "handler": f"{HERE}:hopeless",
        "turn": 1,
        "round": 1,
        "why": "opted_out",
    }
    (resting,) = json.loads(frontdesk("list", "--pending", "--json").stdout)
    assert (resting["state"], resting["kind"]) == ("resting", "unknown")
    both = frontdesk("list").stdout.splitlines()
    assert both[0].split() == ["state", "since", "kind", "reference", "why", "id"]
    assert len(both) == 3


def test_dead_jobs_are_replayed_by_name_or_all(frontdesk: Frontdesk, died: str) -> None:
    unknown = frontdesk("replay", "nothing")
    assert (unknown.exit_code, unknown.stderr) == (1, "error: no dead job is called nothing\n")
    assert died in frontdesk("replay", died).stdout
    assert frontdesk("list", "--dead").stdout == "Nothing.\n"
    (again,) = json.loads(frontdesk("list", "--pending", "--json").stdout)[1:]
    assert (again["id"], again["round"], again["state"]) == (died, 2, "waiting")
    assert frontdesk("replay", "--all-dead").stdout == "Nothing was dead.\n"


@pytest.mark.parametrize("arguments", [[], ["x", "--all-dead"]])
def test_it_has_to_be_said_what_is_replayed(frontdesk: Frontdesk, arguments: list[str]) -> None:
    result = frontdesk("replay", *arguments)
    assert result.exit_code == 1
    assert "--all-dead" in result.stderr


def test_tables_of_another_version_are_left_alone(
    frontdesk: Frontdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    result = frontdesk("list")
    assert result.exit_code == 1
    assert "'frontdesk db upgrade'" in result.stderr


@pytest.mark.parametrize("name", ["DATABASE_URL", "ENCRYPTION_KEY", "JWT_SECRET"])
def test_a_setting_that_cannot_be_used_is_told(
    frontdesk: Frontdesk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "nonsense")
    result = frontdesk("list")
    assert result.exit_code == 1
    assert name in result.stderr
    assert "Traceback" not in result.output


def test_a_worker_says_that_it_works_and_ends_when_told_to(
    url: str, frontdesk: Frontdesk, died: str
) -> None:
    command = [sys.executable, "-c", "from cli.main import main; main()", "worker"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    first = worker.stdout.readline()
    assert first.startswith("Worker ")
    worker.send_signal(signal.SIGTERM)
    out, err = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert out.splitlines()[-1].startswith("Done: ")
    assert "Traceback" not in err
