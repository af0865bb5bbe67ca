"""What the carrier asks about calls: believed when signed, answered in TwiML, once."""

from typing import Any
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from api.house import House
from clinic.setting import BLOCKED
from clinic.store.clinic_settings import keep
from clinic.store.tables.call import CallLine
from clinic.store.tables.trail import LiveEvent
from telephony.twilio.exchange import exchange_of
from telephony.twilio.stream_token import BadToken
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


def test_a_call_that_is_asked_about_again_comes_up_once(on_line: Server) -> None:
    first = post(on_line, "/webhook/voice", RINGS, token="one")
    assert post(on_line, "/webhook/voice", RINGS, token="one").text == first.text
    assert post(on_line, "/webhook/voice", RINGS, token="two").status_code == 200
    assert post(on_line, "/api/twilio/webhook", RINGS).status_code == 200
    assert len(shown(on_line, "incoming_call")) == len(lines(on_line)) == 1


PATHS = (
    "/webhook/voice",
    "/api/twilio/webhook",
    "/webhook/voice/turn?n=2",
    "/webhook/voice/dialled?then=agent",
    "/webhook/voice/whisper?leg=x",
    "/webhook/voice/accept?leg=x",
    "/webhook/voice/message",
    "/webhook/voice/status",
)


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_signed_is_not_even_read(on_line: Server, path: str) -> None:
    assert post(on_line, path, RINGS, "nonsense").json()["code"] == "unsigned"
    assert post(on_line, path, RINGS, "").json()["code"] == "unsigned"
    other = RequestValidator(TOKEN).compute_signature(PUBLIC + path, {**RINGS, "From": "+1"})
    assert post(on_line, path, RINGS, other).json()["code"] == "unsigned"
    elsewhere = RequestValidator(TOKEN).compute_signature("http://testserver" + path, RINGS)
    assert post(on_line, path, RINGS, elsewhere).json()["code"] == "unsigned"
    assert on_line.client.post(path, json=RINGS).json()["code"] == "form"
    assert lines(on_line) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_form_that_is_none_of_the_carriers_is_told_so(on_line: Server, path: str) -> None:
    assert post(on_line, path, {"hello": "there"}).json()["code"] == "form"
    assert post(on_line, path, {**RINGS, "CallSid": "CA1' OR 1"}).json()["code"] == "form"
    assert post(on_line, path, {**RINGS, "CallSid": "nul\x00"}).json()["code"] == "form"
    many = {**RINGS, **{f"field{n}": "x" for n in range(300)}}
    assert post(on_line, path, many).status_code in (400, 422)


@pytest.mark.parametrize("query", ["", "?n=", "?n=-1", "?n=99999", "?n=x"])
def test_a_turn_without_its_number_gets_a_person(on_line: Server, query: str) -> None:
    answer = post(on_line, f"/webhook/voice/turn{query}", RINGS)
    assert "+15125550101" in answer.text


@pytest.mark.parametrize("written", ["anonymous", "+266696687", "Restricted", "", "sip:x@y"])
def test_who_withholds_the_number_has_none(on_line: Server, written: str) -> None:
    answer = post(on_line, "/webhook/voice", {**RINGS, "From": written})
    parameter = ElementTree.fromstring(answer.text).find("Connect/Stream/Parameter")
    assert parameter is not None
    ticket = on_line.run(on_line.house.exchange.tokens.redeem, parameter.get("value"))
    assert ticket.caller is None


def test_a_number_that_is_nobodys_is_told_so(on_line: Server) -> None:
    answer = post(on_line, "/webhook/voice", {**RINGS, "To": "+15125559999"})
    assert "not in service" in answer.text
    assert "<Hangup" in answer.text
    assert lines(on_line) == []


def test_a_blocked_number_is_not_taken_unless_it_is_a_patients(on_line: Server) -> None:
    house = on_line.house

    async def block() -> None:
        await keep(house.database, on_line.scope, BLOCKED, [RINGS["From"]], house.clock(), "test")

    on_line.run(block)
    answer = post(on_line, "/webhook/voice", RINGS)
    assert "dial 911" in answer.text
    assert "<Stream" not in answer.text
    assert shown(on_line, "incoming_call") == []
    name = {"first": "Ana", "last": "Ruiz"}
    patient = {
        "name": name,
        "date_of_birth": "1988-04-12",
        "phones": [{"number": RINGS["From"], "kind": "mobile"}],
    }
    made = on_line.post("/api/patients", patient)
    assert made.status_code == 201, made.text
    answer = post(on_line, "/webhook/voice", {**RINGS, "CallSid": CALL[:-1] + "0"})
    assert "<Stream" in answer.text


def test_a_database_that_is_away_costs_no_caller(
    on_line: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert post(on_line, "/webhook/voice", RINGS).status_code == 200

    def away(*given: Any, **more: Any) -> Any:
        raise OSError("the database is away")

    database = on_line.house.database
    for way in ("reading", "writing", "connection"):
        monkeypatch.setattr(type(database), way, away)
    other = {**RINGS, "CallSid": CALL[:-1] + "0"}
    answer = post(on_line, "/webhook/voice", other)
    assert "<Stream" in answer.text
    parameter = ElementTree.fromstring(answer.text).find("Connect/Stream/Parameter")
    assert parameter is not None
    redeem = on_line.house.exchange.tokens.redeem
    assert on_line.run(redeem, parameter.get("value")).call_id == other["CallSid"]
    with pytest.raises(BadToken, match="used"):
        on_line.run(redeem, parameter.get("value"))
    assert "+15125550101" in post(on_line, "/webhook/voice/turn?n=1", other).text
    assert (
        "<Record"
        in post(
            on_line,
            "/webhook/voice/dialled?then=voicemail",
            {**other, "DialCallStatus": "busy"},
        ).text
    )


def test_nothing_about_the_caller_is_logged(
    on_line: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    for path in PATHS:
        post(on_line, path, {**RINGS, "SpeechResult": "Zwetschgenbaum"})
        post(on_line, path, {**RINGS, "SpeechResult": "Zwetschgenbaum"}, "nonsense")
    said = "\n".join(one.getMessage() for one in caplog.records if one.name != "httpx")
    assert "5125550142" not in said
    assert "Zwetschgenbaum" not in said
