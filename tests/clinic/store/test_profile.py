"""The clinic of a scope: from its own row, from the shipped file, and never from a neighbour's."""

from typing import Any

import pytest
from sqlalchemy import update

from agent_config.clinic_file import SHIPPED, parse_clinic
from agent_config.problem import ConfigError
from clinic.store.database import Database
from clinic.store.profile import clinic_of, scope_of_number
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow
from engine.clinic import Clinic
from tests.clinic.store.conftest import InStore

TEXT = (SHIPPED / "riverside_dental.yaml").read_text("utf-8")


async def write(database: Database, profile: str) -> None:
    async with database.writing() as session:
        await session.execute(update(ClinicRow).values(profile=profile))


def test_a_clinic_is_as_its_own_text_says_at_once(
    in_store: InStore, scope: Scope, riverside: Clinic
) -> None:
    async def work(database: Database) -> None:
        assert await clinic_of(database, scope) == riverside  # nothing written: the shipped one
        await write(database, TEXT.replace("name: Riverside Dental\n", "name: River Smiles\n"))
        changed = await clinic_of(database, scope)
        assert changed.name == "River Smiles"
        assert await clinic_of(database, scope) is changed
        await write(database, TEXT)
        assert await clinic_of(database, scope) == riverside

    in_store(work)


def test_another_practice_finds_nothing(in_store: InStore, scope: Scope) -> None:
    async def work(database: Database) -> None:
        for other in (Scope("another", scope.clinic_id), Scope(scope.practice_id, "none")):
            with pytest.raises(KeyError):
                await clinic_of(database, other)

    in_store(work)


def test_a_line_leads_to_its_clinic(in_store: InStore, scope: Scope, riverside: Clinic) -> None:
    async def work(database: Database) -> Any:
        assert await scope_of_number(database, riverside.number) == scope
        return await scope_of_number(database, "+15125550199")

    assert in_store(work) is None


def test_the_text_of_a_clinic_reaches_no_file() -> None:
    text = TEXT.replace("persona: dental_receptionist", "persona: ../../secret.json")
    with pytest.raises(ConfigError, match="a persona that is shipped"):
        parse_clinic(text, "riverside_dental")


def test_a_text_with_a_mistake_is_told_like_a_file() -> None:
    with pytest.raises(ConfigError, match=r"riverside_dental\.yaml:\d+:\d+: there is no time zone"):
        parse_clinic(TEXT.replace("America/Chicago", "America/Chicagoo"), "riverside_dental")
