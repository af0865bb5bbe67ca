"""Those who work at the clinic are told, by the ways they set, and are told of nobody."""

from typing import Any

import pytest

from clinic.messages.notice import created
from clinic.store.accounts import email_index
from clinic.store.identifier import new_id
from clinic.store.tables.account import User
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.message import MessageRow
from tests.clinic.messages.conftest import AtOffice
from tests.clinic.messages.office import ANA, BEN, NOON, Office


async def user(office: Office, name: str, role: str, **more: Any) -> str:
    address = f"{name}@riverside.example"
    row = User(
        id=name,
        email=address,
        email_index=email_index(office.database, address),
        password_hash="x",
        role=role,
        practice_id=office.scope.practice_id,
        created_at=NOON,
        updated_at=NOON,
        **more,
    )
    await office.add(row)
    return name


async def staff(office: Office) -> None:
    await user(office, "sam", "staff")
    await user(office, "dora", "doctor")
    await user(office, "abe", "admin")
    await user(office, "gone", "staff", is_active=False)
    await user(office, "north", "staff", clinic_ids=["riverside_north"])
    await user(office, "here", "staff", clinic_ids=[office.scope.clinic_id])


async def notice(office: Office, kind: str, reference: str, **more: Any) -> None:
    row = Notification(
        id=new_id(NOON),
        kind=kind,
        reference=reference,
        created_at=NOON,
        **office.scope.ids,
        **more,
    )
    await office.add(row)
    for _ in range(2):
        await created(office.work, office.job("notification.created", row.id))


async def task(office: Office, priority: str, **more: Any) -> str:
    row = TaskRow(
        id=new_id(NOON),
        number=f"TASK-2026-{len(await office.rows(TaskRow)) + 1:04d}",
        key=new_id(NOON),
        type="callback",
        priority=priority,
        patient_name="Ana Ruiz",
        callback_number=ANA,
        created_at=NOON,
        **office.scope.ids,
        **more,
    )
    await office.add(row)
    return row.id


async def sent(office: Office) -> dict[str, str]:
    """The words of every message by its address, once sent."""
    rows = [await office.send(one.id) for one in await office.rows(MessageRow)]
    assert {one.status for one in rows} <= {"sent"}
    return {one.address: one.body for one in rows}


def test_an_urgent_task_is_mailed_to_its_people(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        await notice(office, "task.created", await task(office, "urgent"), role="staff")
        told = await sent(office)
        assert set(told) == {f"{one}@riverside.example" for one in ("sam", "here", "abe")}
        assert set(told.values()) == {
            "Frontdesk: something needs you\n\n"
            "Urgent task TASK-2026-0001. Open Frontdesk: http://127.0.0.1:8000"
        }

    at_office(work)


def test_what_can_wait_stays_on_the_screen(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        await notice(office, "task.created", await task(office, "normal"), role="staff")
        assert await sent(office) == {}
        await notice(office, "task.overdue", await task(office, "normal"), role="doctor")
        assert await sent(office) == {
            "dora@riverside.example": (
                "Frontdesk: something needs you\n\n"
                "New task TASK-2026-0002. Open Frontdesk: http://127.0.0.1:8000"
            )
        }

    at_office(work)


def test_a_call_that_needs_somebody_is_told_by_its_most_urgent_task(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        await task(office, "urgent", call_id="c-1")
        await task(office, "low", call_id="c-1")
        await notice(office, "emergency", "c-1", role="doctor")
        assert "Urgent task TASK-2026-0001." in (await sent(office))["dora@riverside.example"]

    at_office(work)


@pytest.mark.parametrize("reference", ["c-2", ""])
def test_a_notice_of_nothing_in_particular(at_office: AtOffice, reference: str) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        await notice(office, "system_failure", reference, user_id="dora")
        (body,) = (await sent(office)).values()
        assert "A notice is waiting for you. Open Frontdesk" in body

    at_office(work)


def test_a_clinic_and_its_people_say_how(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        rule = {"email": "none", "sms": {"staff": [BEN, BEN, "nonsense", 7]}}
        await office.set("staff_notices", rule)
        await office.set("staff_notices:sam", {"email": "all", "sms": ANA})
        await office.set("staff_notices:abe", "loudly")
        await notice(office, "task.created", await task(office, "urgent"), role="staff")
        told = await sent(office)
        assert set(told) == {"sam@riverside.example", ANA, BEN}
        assert told[BEN] == "Urgent task TASK-2026-0001. Open Frontdesk."
        await notice(office, "task.created", await task(office, "low"), role="staff")
        assert len(await office.rows(MessageRow)) == 4  # one mail more, and no text

    at_office(work)


def test_no_notice_names_anybody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await staff(office)
        await office.set("staff_notices", {"email": "all", "sms": {"staff": [BEN]}})
        await notice(office, "task.created", await task(office, "urgent"), role="staff")
        for body in (await sent(office)).values():
            assert "Ana" not in body
            assert ANA[2:] not in body

    at_office(work)


def test_a_notice_that_is_gone_is_told_to_nobody(at_office: AtOffice) -> None:
    async def work(office: Office) -> None:
        await created(office.work, office.job("notification.created", "nowhere"))
        assert await office.rows(MessageRow) == []

    at_office(work)
