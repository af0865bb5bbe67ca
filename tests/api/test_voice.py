"""What the carrier asks about calls: believed when signed, answered in TwiML, once."""

from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from api.house import House
from clinic.store.tables.call import CallLine
from clinic.store.tables.trail import LiveEvent
from telephony.twilio.exchange import exchange_of
from tests.api.conftest import Server

TOKEN = "a token of the carrier"
PUBLIC = "https://frontdesk.example"
CALL = "CA0123456789abcdef0123456789abcdef"
RINGS = {
    "CallSid": CALL,
    "AccountSid": "AC0123456789abcdef0123456789abcdef",
    "From": "+15125550142",
    "To": "+15125550100",
    "CallStatus": "ringing",
    "Direction": "inbound",
    "StirVerstat": "TN-Validation-Passed-A",
}


@pytest.fixture
def on_line(server: Server) -> Server:
    """A server with an account at the carrier."""
    house: House = server.house
    settings = house.settings.model_copy(
        update={
            "twilio_sid": RINGS["AccountSid"],
            "twilio_token": SecretStr(TOKEN),
            "public_url": PUBLIC,
        }
    )
    exchange = exchange_of(settings, house.database, house.switchboard, house.clock)
    object.__setattr__(house, "settings", settings)
    object.__setattr__(house, "exchange", exchange)
    return server


def post(
    server: Server,
    path: str,
    fields: dict[str, str],
    signature: str | None = None,
    token: str | None = None,
) -> Any:
    signed = RequestValidator(TOKEN).compute_signature(PUBLIC + path, fields)
    headers = {"X-Twilio-Signature": signed if signature is None else signature}
    if token is not None:
        headers["I-Twilio-Idempotency-Token"] = token
    return server.client.post(path, data=fields, headers=headers)


def shown(server: Server, kind: str) -> list[dict[str, Any]]:
    async def look() -> list[dict[str, Any]]:
        async with server.house.database.reading() as session:
            rows = await session.scalars(select(LiveEvent).where(LiveEvent.kind == kind))
            return [one.body for one in rows]

    found: list[dict[str, Any]] = server.run(look)
    return found


def lines(server: Server) -> list[CallLine]:
    async def look() -> list[CallLine]:
        async with server.house.database.reading() as session:
            return list(await session.scalars(select(CallLine)))

    found: list[CallLine] = server.run(look)
    return found


@pytest.mark.parametrize("path", ["/webhook/voice", "/api/twilio/webhook"])
def test_a_call_gets_a_stream_with_the_staff_behind_it(on_line: Server, path: str) -> None:
    answer = post(on_line, path, RINGS)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/xml")
    document = ElementTree.fromstring(answer.text)
    assert [verb.tag for verb in document] == ["Connect", "Dial"]
    stream = document.find("Connect/Stream")
    assert stream is not None
    assert stream.get("url") == "wss://frontdesk.example/media"
    dial = document.find("Dial")
    assert dial is not None
    assert dial.get("action") == f"{PUBLIC}/webhook/voice/dialled?then=voicemail"
    assert [one.text for one in dial] == ["+15125550101"]
    assert len(answer.text) < 4000
    assert RINGS["From"] not in answer.text
    assert [one["callSid"] for one in shown(on_line, "incoming_call")] == [CALL]
    assert [one.attestation for one in lines(on_line)] == ["TN-Validation-Passed-A"]
    parameter = document.find("Connect/Stream/Parameter")
    assert parameter is not None
    ticket = on_line.run(on_line.house.exchange.tokens.redeem, parameter.get("value"))
    assert (ticket.call_id, ticket.scope, ticket.caller) == (CALL, on_line.scope, RINGS["From"])
