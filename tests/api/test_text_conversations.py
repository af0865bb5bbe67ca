"""A patient's texts through the server's own door: answered, on the screens, and in the calls."""

from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from agent_config.settings import Telephony
from clinic.store.patients import StoreRecords
from clinic.store.tables.trail import LiveEvent
from tests.api.conftest import Server

TOKEN = "a token of the carrier"
HERE = "https://frontdesk.example"
ANA = "+15125550142"


class Phone:
    """Ana's telephone."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.count = 0

    def write(self, body: str, *, again: bool = False) -> list[str]:
        self.count += not again
        self.server.clock.pass_time(seconds=20)
        sid = f"SM{self.count:032d}"
        form = {"MessageSid": sid, "From": ANA, "To": "+15125550100", "Body": body}
        signature = RequestValidator(TOKEN).compute_signature(f"{HERE}/webhook/sms", form)
        headers = {"X-Twilio-Signature": signature}
        answer = self.server.client.post("/webhook/sms", data=form, headers=headers)
        assert answer.status_code == 200, answer.text
        return [one.text or "" for one in ElementTree.fromstring(answer.text).findall("Message")]


@pytest.fixture
def phone(server: Server) -> Phone:
    update = {"twilio_token": SecretStr(TOKEN), "public_url": HERE}
    settings = server.house.settings.model_copy(update=update)
    object.__setattr__(server.house, "settings", settings)

    async def enter() -> None:
        records = StoreRecords(server.house.database, server.scope)
        given = {"name": "Ana Ruiz", "date_of_birth": "1988-04-12"}
        await records.add(given, [("mobile", ANA)], server.clock())

    server.run(enter)
    return Phone(server)


def thread(server: Server) -> Any:
    (found,) = server.get("/api/messages/threads").json()["items"]
    return server.get(f"/api/messages/threads/{found['id']}").json()


def test_a_conversation_is_a_thread_and_a_call(server: Server, phone: Phone) -> None:
    (first,) = phone.write("I need a cleaning tomorrow morning")
    assert "automated assistant" in first
    assert phone.write("I need a cleaning tomorrow morning", again=True) == [first]
    phone.write("Ana Ruiz")
    phone.write("yes")
    phone.write("1")
    (done,) = phone.write("yes")
    assert "booked" in done
    shown = thread(server)
    assert shown["thread"]["status"] == "assistant"
    assert [one["direction"] for one in shown["items"]] == ["out", "in"] * 5
    (call_id,) = {one["call_id"] for one in shown["items"]}
    server.run(server.house.switchboard.noted)
    call = server.get(f"/api/calls/{call_id}").json()
    assert (call["channel"], call["direction"]) == ("sms", "inbound")
    lines = server.get(f"/api/calls/{call_id}/transcript").json()
    assert "I need a cleaning tomorrow morning" in str(lines)

    async def kinds() -> set[str]:
        async with server.house.database.reading() as session:
            return {one.kind for one in await session.scalars(select(LiveEvent))}

    assert {"message.received", "call.said"} <= server.run(kinds)


def test_a_person_s_answer_takes_the_thread_over(server: Server, phone: Phone) -> None:
    phone.write("I need a cleaning")
    found = thread(server)["thread"]
    made = server.post(f"/api/messages/threads/{found['id']}/replies", {"text": "It's Mia. When?"})
    assert made.status_code == 201
    (said,) = phone.write("Tuesday")
    assert "Our staff will read this" in said
    assert thread(server)["thread"]["status"] == "staff"


def test_a_clinic_that_is_paused_or_has_turned_it_off_answers_by_people(
    server: Server, phone: Phone
) -> None:
    kept = {"value": False}
    headers = server.as_("admin")
    server.client.put("/api/settings/text_conversations", json=kept, headers=headers)
    assert "Our staff will read this" in phone.write("I need a cleaning")[0]
    server.client.delete("/api/settings/text_conversations", headers=headers)
    server.patch("/api/clinics/riverside_dental", {"paused": True}, role="admin")
    assert "Our staff will read this" in phone.write("I need a cleaning")[0]


def test_admins_are_told_why_texts_cannot_leave(server: Server) -> None:
    told = server.get("/api/settings/texts", role="admin").json()
    assert told == {"live": False, "conversations": True, "problems": []}
    settings = server.house.settings.model_copy(update={"telephony_mode": Telephony.TWILIO})
    object.__setattr__(server.house, "settings", settings)
    told = server.get("/api/settings/texts", role="admin").json()
    assert (told["live"], told["problems"]) == (True, ["no_campaign", "no_agreement"])
    assert server.get("/api/settings/texts").status_code == 403
