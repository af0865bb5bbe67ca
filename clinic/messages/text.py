"""A text message that came in, and what is known around it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from clinic.jobs.job import Work
from clinic.messages.consent import people_at
from clinic.messages.keyword import Keyword, keyword
from clinic.messages.prompt import Prompt, newest_prompt
from clinic.messages.queue import add_once, address_index
from clinic.store.identifier import new_id
from clinic.store.outbox import show
from clinic.store.profile import clinic_of
from clinic.store.scope import Scope
from clinic.store.tables.patient import PatientRow
from engine.clinic import Clinic

RECEIVED: Final = "message.received"
LONGEST: Final = 1_600
"""Characters of a text that are kept: no carrier passes more on."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that came in, and what is known around it."""

    scope: Scope
    clinic: Clinic
    number: str
    index: str
    body: str
    vendor_id: str
    at: datetime
    meant: Keyword | None
    prompt: Prompt | None
    people: list[PatientRow]
    row_id: str

    @property
    def meaning(self) -> str | None:
        """What it says as a whole, if it is a keyword."""
        return self.meant.meaning if self.meant else None

    @property
    def person(self) -> PatientRow | None:
        """Who wrote, where only one can have."""
        whose = self.prompt.message.patient_id if self.prompt else None
        known = [one for one in self.people if whose is None or one.id == whose]
        return known[0] if len(known) == 1 else None


async def read(
    work: Work,
    scope: Scope,
    from_: str,
    body: str,
    vendor_id: str,
    at: datetime,
    *,
    row_id: str | None = None,
) -> Text:
    """A text from a number (E.164) with what is known around it; `row_id` of one that is kept."""
    clinic = await clinic_of(work.database, scope)
    index = address_index(work.database.keyring, "sms", from_)
    async with work.database.reading() as session:
        prompt = await newest_prompt(session, scope, index, at)
        whose = prompt.message.patient_id if prompt else None
        people = await people_at(session, scope, index, whose)
    return Text(
        scope=scope,
        clinic=clinic,
        number=from_,
        index=index,
        body=body[:LONGEST],
        vendor_id=vendor_id,
        at=at,
        meant=keyword(body),
        prompt=prompt,
        people=people,
        row_id=row_id or new_id(at),
    )


async def keep(
    session: AsyncSession,
    text: Text,
    *,
    status: str = "received",
    template: str | None = None,
    call_id: str | None = None,
) -> bool:
    """Keep a text; false if it is kept already."""
    values = {
        "id": text.row_id,
        "key": f"in/{text.vendor_id}",
        "channel": "sms",
        "direction": "in",
        "address": text.number,
        "address_index": text.index,
        "template": template if template is not None else text.meaning or "",
        "body": text.body,
        "purpose": "",
        "status": status,
        "vendor_id": text.vendor_id,
        "patient_id": text.person.id if text.person else None,
        "about_id": text.prompt.message.id if text.prompt else None,
        "call_id": call_id,
        "created_at": text.at,
        **text.scope.ids,
    }
    if not await add_once(session, values):
        return False
    show(session, text.scope, RECEIVED, text.row_id, text.at)
    return True
