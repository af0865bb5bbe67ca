"""Telling those who work at the clinic that something waits, outside of the screen as well.

A notice that leaves the house names nobody: the number of a task at most. By default mail goes
out for what cannot wait, and the rest stays on the screen, where it is seen anyway; a clinic may
set who is texted, and everybody may turn their own off:

    staff_notices:          {"email": "urgent", "sms": {"staff": ["+15125550102"]}}
    staff_notices:<user>:   {"email": "all", "sms": "+15125550103"}

`email` is `all`, `urgent` or `none`; texts are for what is urgent alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from clinic.jobs.job import Job, Work
from clinic.messages.letter import is_address
from clinic.messages.policy import NOTICES
from clinic.messages.queue import Queued, put
from clinic.store.notices import REACHES
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from clinic.store.tables.desk import Notification, TaskRow
from clinic.store.tables.practice import Setting
from clinic.telephone import e164

TEMPLATE: Final = "staff_notice"
OF_TASKS: Final = "task."
"""Notices whose kind begins so are about a task; the others come from calls that need somebody."""
_MAILS: Final = ("all", "urgent", "none")


async def created(work: Work, job: Job) -> None:
    """Pass a notice on to everybody whom it is for."""
    now, keyring = work.clock(), work.database.keyring
    async with work.database.writing() as session:
        rows = job.scope.rows(Notification).where(col(Notification.id) == job.reference)
        notice: Notification | None = await session.scalar(rows)
        if notice is None:
            return
        urgent = await _is_urgent(session, job.scope, notice)
        rules = await _rules(session, job.scope)
        people = await _people(session, job.scope, notice)
        for channel, address in dict.fromkeys(_ways(notice, people, rules, urgent=urgent)):
            message = Queued(
                key=f"{TEMPLATE}/{notice.id}/{keyring.index('notice', address)}",
                channel=channel,
                address=address,
                template=TEMPLATE,
                about_id=notice.id,
            )
            await put(session, keyring, job.scope, message, now)


def _ways(
    notice: Notification,
    people: list[User],
    rules: Mapping[str, Mapping[str, Any]],
    *,
    urgent: bool,
) -> Iterator[tuple[str, str]]:
    """Each (channel, address) that a notice goes to."""
    usual = rules.get("", {})
    for one in people:
        own = {**usual, **rules.get(one.id, {})}
        mail = own.get("email") if own.get("email") in _MAILS else "urgent"
        if (mail == "all" or (mail == "urgent" and urgent)) and is_address(one.email):
            yield "email", one.email
        number = _number(rules.get(one.id, {}).get("sms"))
        if urgent and number is not None:
            yield "sms", number
    texted = usual.get("sms")
    listed = texted.get(notice.role) if isinstance(texted, Mapping) else None
    for each in listed if urgent and isinstance(listed, list) else ():
        number = _number(each)
        if number is not None:
            yield "sms", number


def _number(given: Any) -> str | None:
    return e164(given) if isinstance(given, str) else None


async def _is_urgent(session: AsyncSession, scope: Scope, notice: Notification) -> bool:
    """Whether somebody waits: a call that was handed over, an urgent task, one that is overdue."""
    if not notice.kind.startswith(OF_TASKS) or notice.kind == "task.overdue":
        return True
    rows = scope.only(TaskRow, col(TaskRow.priority)).where(col(TaskRow.id) == notice.reference)
    priority: str | None = await session.scalar(rows)
    return priority == "urgent"


async def _rules(session: AsyncSession, scope: Scope) -> dict[str, Mapping[str, Any]]:
    """The clinic's rule under "", and those of people under their ids."""
    rows = scope.only(Setting, col(Setting.name), col(Setting.value)).where(
        col(Setting.name).startswith(NOTICES, autoescape=True)
    )
    return {
        name.removeprefix(NOTICES).removeprefix(":"): value
        for name, value in await session.execute(rows)
        if isinstance(value, Mapping)
    }


async def _people(session: AsyncSession, scope: Scope, notice: Notification) -> list[User]:
    """The active accounts that a notice is for, at this clinic."""
    rows = select(User).where(
        col(User.practice_id) == scope.practice_id, col(User.is_active).is_(True)
    )
    if notice.user_id is not None:
        rows = rows.where(col(User.id) == notice.user_id)
    else:
        roles = [role for role, reached in REACHES.items() if notice.role in reached]
        rows = rows.where(col(User.role).in_(roles))
    found = await session.scalars(rows.order_by(col(User.id)))
    return [one for one in found if not one.clinic_ids or scope.clinic_id in one.clinic_ids]
