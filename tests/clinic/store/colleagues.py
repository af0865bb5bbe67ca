"""People who work in a clinic, for tests."""

from collections.abc import Sequence

from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.account import User
from tests.clinic.store.conftest import NOW


async def hire(
    database: Database,
    scope: Scope,
    name: str,
    role: str = "staff",
    *,
    clinics: Sequence[str] = (),
    active: bool = True,
) -> str:
    """Enter an account; its id is the name."""
    async with database.writing() as session:
        session.add(
            User(
                id=name,
                practice_id=scope.practice_id,
                email=f"{name}@riverside.example",
                email_index=database.keyring.index("email", name),
                password_hash="",
                role=role,
                clinic_ids=list(clinics),
                is_active=active,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    return name
