"""What admins set while the clinic works: messages, notices, the waitlist, who stands in."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import ADMINS, Desk, at_desk
from api.body import Body, Line
from api.problem import answers, missing, unusable
from api.route import Route
from clinic.messages import carrier
from clinic.messages.agreement import is_agreed
from clinic.messages.policy import policy_of
from clinic.store import clinic_settings as store
from clinic.store.profile import clinic_of
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


class TextsOut(BaseModel):
    """Whether texts can leave as things are set."""

    live: bool = Field(description="They reach telephones; else they are only written down.")
    conversations: bool = Field(description="The receptionist answers what people text.")
    problems: list[Literal["no_campaign", "no_agreement"]] = Field(
        description="Why they are refused: no campaign is registered (A2P 10DLC), or there is no "
        "agreement (BAA) with who carries them."
    )


@router.get("/texts", responses=answers(401, 403, 404))
async def texts(desk: SettingDesk) -> TextsOut:
    """Whether texts can leave, and why not."""
    settings = desk.house.settings
    clinic = await clinic_of(desk.database, desk.scope)
    live = carrier.texts_are_real(settings)
    async with desk.database.reading() as session:
        policy = await policy_of(session, desk.scope, clinic.state)
        vendor = carrier.vendor(settings, "sms")
        agreed = await is_agreed(session, desk.scope, clinic, vendor, desk.now)
    problems: list[Literal["no_campaign", "no_agreement"]] = []
    if live and not policy.campaign_id:
        problems.append("no_campaign")
    if not agreed:
        problems.append("no_agreement")
    return TextsOut(live=live, conversations=policy.conversations, problems=problems)


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
