"""Who works here, for everybody who does: to whom a task can be given, and whose it is.

Names and roles alone; what else an account holds is for admins (`/api/users`).
"""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import Desk, at_desk
from api.problem import answers
from api.route import Route
from clinic.store.tables.account import User

router = APIRouter(prefix="/api/colleagues", tags=["colleagues"], route_class=Route)


class ColleagueOut(BaseModel):
    """Somebody who works in the clinic."""

    id: str
    name: str = Field(description="Where no name is kept, the e-mail's part before the @.")
    role: Literal["staff", "doctor", "admin", "practice_admin"]


@router.get("", responses=answers(401, 403, 404))
async def colleagues(
    desk: Annotated[Desk, at_desk("colleagues", phi=False)],
) -> list[ColleagueOut]:
    """Those who work in the clinic and may sign in, by name."""
    query = select(User).where(
        col(User.practice_id) == desk.scope.practice_id, col(User.is_active).is_(True)
    )
    async with desk.database.reading() as session:
        found = list(await session.scalars(query))
    here = [one for one in found if not one.clinic_ids or desk.scope.clinic_id in one.clinic_ids]
    return sorted((_shown(one) for one in here), key=lambda one: (one.name.casefold(), one.id))


def _shown(row: User) -> ColleagueOut:
    name = " ".join(part for part in (row.first_name, row.last_name) if part)
    return ColleagueOut(
        id=row.id,
        name=name or row.email.partition("@")[0],
        role=row.role,  # type: ignore[arg-type]
    )
