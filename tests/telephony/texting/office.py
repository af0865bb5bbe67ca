"""An office whose texts are answered by the receptionist: what people write, and what they read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from clinic.messages.sending import send
from clinic.messages.twilio.webhook import Door
from clinic.store.database import Database
from clinic.store.scope import Scope
from clinic.store.tables.message import MessageRow
from engine.flow import Flow
from nlu.understand import Understanding
from telephony.listening import LocalListener
from telephony.ports import Understander
from telephony.switchboard import Switchboard
from telephony.texting.receptionist import TextReceptionist
from tests.clinic.messages.office import ANA, TOKEN, Clock, Office, plain_settings

LINE = "+15125550100"
HERE = "https://frontdesk.example.com"
PATH = "/webhook/sms"
_ears: dict[str, LocalListener] = {}


async def listener(flow: Flow) -> Understander:
    """What understands a flow's callers, made once for all tests of a process."""
    key = f"{flow.name} {flow.language}"
    if key not in _ears:
        _ears[key] = LocalListener(Understanding(flow))
    return _ears[key]


@dataclass
class TextOffice(Office):
    """A clinic with its telephone for texts."""

    folder: Path = Path()
    door: Door = field(default_factory=Door)
    written: int = 0

    def open(self) -> Switchboard:
        """A process takes texts from now on; the one before is gone."""
        board = Switchboard(self.database, spool=self.folder, clock=self.clock, listener=listener)
        self.door = Door(TextReceptionist(self.database, board, self.clock))
        return board

    async def write(self, body: str, number: str = ANA, sid: str | None = None) -> list[str]:
        """Somebody writes; the texts that the carrier is told to send back."""
        if sid is None:
            self.written += 1
            sid = f"SM{self.written}"
        form = {"MessageSid": sid, "From": number, "To": LINE, "Body": body}
        signature = RequestValidator(TOKEN).compute_signature(f"{HERE}{PATH}", form)
        document = await self.door.texted(self.work, PATH, form, signature)
        self.clock.pass_seconds(20)
        return [one.text or "" for one in ElementTree.fromstring(document).findall("Message")]

    async def send_queued(self) -> list[MessageRow]:
        """Do what is in line for the carrier; the rows afterwards."""
        rows = [one for one in await self.outgoing() if one.status == "queued"]
        for row in rows:
            await send(self.work, self.job("message.queued", row.id))
        return [await self.message(row.id) for row in rows]

    async def remind(self, **more: Any) -> str:
        """Remind somebody of an appointment; the appointment's id."""
        appointment = await self.appointment(**{"start": "2026-03-05T14:00", **more})
        about: Mapping[str, Any] = {"appointment_id": appointment}
        if "patient_id" in more:
            about = {**about, "patient_id": more["patient_id"]}
        await self.send(await self.queue("appointment_reminder", **about))
        self.clock.pass_seconds(60)
        return appointment


def office_of(database: Database, scope: Scope, folder: Path) -> TextOffice:
    """An office that takes texts."""
    settings = plain_settings().model_copy(
        update={"twilio_token": SecretStr(TOKEN), "public_url": HERE}
    )
    office = TextOffice(database, scope, Clock(), settings, folder)
    office.open()
    return office
