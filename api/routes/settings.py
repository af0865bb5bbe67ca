"""What admins set while the clinic works: messages, notices, the waitlist, who stands in."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Line
from api.problem import answers, missing, unusable
from api.route import Route
from clinic.store import clinic_settings as store
from clinic.store.tables.practice import Setting

router = APIRouter(prefix="/api/settings", tags=["settings"], route_class=Route)

SettingDesk = Annotated[Desk, at_desk("settings", roles=ADMINS, phi=False)]


class SettingOut(BaseModel):
    """A setting of the clinic."""

    name: str = Field(examples=["waitlist_minutes"])
    value: Any = Field(examples=[20])
    updated_at: datetime
    updated_by: str | None


class SettingIn(Body):
    """What it is to be."""

    value: Any = Field(examples=[20])


@router.get("", responses=answers(401, 403, 404))
async def settings(desk: SettingDesk) -> list[SettingOut]:
    """What the clinic has set; everything else is as it comes."""
    return [_shown(one) for one in await store.settings(desk.database, desk.scope)]


@router.put("/{name}", responses=answers(401, 403, 404))
async def keep(desk: SettingDesk, name: Line, given: SettingIn) -> SettingOut:
    """Set something."""
    try:
        row = await store.keep(
            desk.database, desk.scope, name, given.value, desk.now, desk.member.id
        )
    except ValueError as error:
        raise unusable(str(error), "setting") from None
    desk.touch(name)
    return _shown(row)


@router.delete("/{name}", status_code=204, responses=answers(401, 403, 404))
async def forget(desk: SettingDesk, name: Line) -> None:
    """Have it as it comes."""
    if not await store.forget(desk.database, desk.scope, name, desk.now):
        raise missing("setting")
    desk.touch(name)


def _shown(row: Setting) -> SettingOut:
    return SettingOut(
        name=row.name, value=row.value, updated_at=row.updated_at, updated_by=row.updated_by
    )
