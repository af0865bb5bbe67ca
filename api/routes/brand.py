"""A clinic's look: for the page on which people sign in, and for the widget on its web site.

Anybody may ask, so it holds what stands on the clinic's own web site and nothing else.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlmodel import col

from api.access import AtHouse
from api.house import House
from api.problem import answers, missing
from api.routes.sign_in import counted
from clinic import brand as rules
from clinic.store.profile import written_in
from clinic.store.scope import Scope
from clinic.store.tables.practice import ClinicRow, Setting

router = APIRouter(prefix="/api/brand", tags=["brand"])

OURS = "Frontdesk"


class BrandOut(BaseModel):
    """What is shown of a clinic before anybody has signed in."""

    clinic_id: str | None = Field(description="None where several clinics work here.")
    name: str = Field(examples=["Riverside Dental"])
    accent: str | None = Field(examples=["#1f6f5c"], description="Of buttons with white words.")
    logo: str | None = Field(description="A small picture, as a data: address.")
    languages: list[str] = Field(examples=[["en-US", "es-US"]])
    phone: str | None = Field(examples=["+15125550100"])


@router.get("", responses=answers(404), dependencies=[Depends(counted)])
async def brand(
    there: AtHouse,
    response: Response,
    clinic: Annotated[
        str | None,
        Query(max_length=40, description="A clinic's id; none: the only one, if there is one."),
    ] = None,
) -> BrandOut:
    """The look of a clinic, or of Frontdesk itself. Any web site may ask, for the chat's button."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "public, max-age=60"
    query = select(ClinicRow).order_by(col(ClinicRow.id)).limit(2)
    if clinic is not None:
        query = query.where(col(ClinicRow.id) == clinic)
    async with there.database.reading() as session:
        rows = list(await session.scalars(query))
    if clinic is not None and not rows:
        raise missing("clinic")
    if len(rows) != 1:
        return BrandOut(
            clinic_id=None, name=OURS, accent=None, logo=None, languages=["en-US"], phone=None
        )
    return await _of(there, rows[0])


async def _of(there: House, row: ClinicRow) -> BrandOut:
    scope = Scope(row.practice_id, row.id)
    query = scope.only(Setting, col(Setting.value)).where(col(Setting.name) == rules.SETTING)
    async with there.database.reading() as session:
        kept: Any = await session.scalar(query)
    looks = kept if isinstance(kept, dict) and rules.fault(kept) is None else {}
    return BrandOut(
        clinic_id=row.id,
        name=looks.get("name") or row.name,
        accent=looks.get("accent"),
        logo=looks.get("logo"),
        languages=list(written_in(row).languages),
        phone=row.number,
    )
