"""`frontdesk user`: the accounts of those who work with Frontdesk.

Passwords are typed without being shown, or come by a pipe; never as an argument, which every
process of the machine could read.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from cli import store, view
from cli.failure import Failure
from clinic.jobs.job import Work
from clinic.store import account_changes
from clinic.store.account_changes import accounts, add_account, change_password

COLUMNS: Final = ("e-mail", "name", "role", "practice", "clinics", "state", "last sign-in")


def add_user(
    email: str, *, role: str, practice: str, clinics: Sequence[str], name: str | None
) -> None:
    """Enter an account. Raises `Failure`."""
    first, _, last = (name or "").strip().rpartition(" ")
    password = _password()
    _done(
        lambda work: add_account(
            work.database,
            practice,
            email=email,
            password=password,
            role=role,
            name=(first, last),
            clinic_ids=clinics,
            now=work.clock(),
        )
    )
    where = ", ".join(clinics) or f"every clinic of {practice}"
    view.passed(f"{email} may sign in", f"{role}, {where}")


def list_users(*, as_json: bool) -> None:
    """Print every account."""
    rows = _done(_listed)
    if as_json:
        view.data(rows)
    elif rows:
        view.table(COLUMNS, [[row[name] for name in COLUMNS] for row in rows])
    else:
        view.line("There is no account yet; 'frontdesk user add' enters one.")


async def _listed(work: Work) -> list[dict[str, Any]]:
    now = work.clock()
    rows = []
    for one in await accounts(work.database):
        locked = one.locked_until is not None and one.locked_until > now
        rows.append(
            {
                "e-mail": one.email,
                "name": " ".join(filter(None, (one.first_name, one.last_name))),
                "role": one.role,
                "practice": one.practice_id,
                "clinics": ", ".join(one.clinic_ids or ["all"]),
                "state": "inactive" if not one.is_active else "locked" if locked else "active",
                "second factor": one.totp_since is not None,
                "last sign-in": _moment(one.last_login),
            }
        )
    return rows


def _moment(value: Any) -> str | None:
    return value.isoformat(timespec="minutes") if value else None


def give_password(email: str) -> None:
    """Give an account another password, and sign it out everywhere. Raises `Failure`."""
    password = _password()
    _done(lambda work: change_password(work.database, email, password, work.clock()))
    view.passed(f"{email} has a new password", "and is signed out everywhere")


def unlock(email: str) -> None:
    """Let somebody try again. Raises `Failure`."""
    _done(lambda work: account_changes.unlock(work.database, email, work.clock()))
    view.passed(f"{email} may try again")


def deactivate(email: str) -> None:
    """Take an account out of use. Raises `Failure`."""
    _done(lambda work: account_changes.deactivate(work.database, email, work.clock()))
    view.passed(f"{email} may no longer sign in", "and is signed out everywhere")


def _password() -> str:
    given = view.secret("Password")
    if view.typed_blindly() and view.secret("Again") != given:
        raise Failure("the two passwords are not the same")
    return given


def _done(doing: Callable[[Work], Awaitable[Any]]) -> Any:
    async def whole() -> Any:
        async with store.opened(store.settings()) as work:
            try:
                return await doing(work)
            except ValueError as error:
                raise Failure(str(error)) from None
            except KeyError as error:
                raise Failure(str(error.args[0])) from None

    return asyncio.run(whole())
