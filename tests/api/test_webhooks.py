"""What a carrier posts: believed when it is signed, answered in TwiML, kept as a message."""

from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import select
from twilio.request_validator import RequestValidator

from clinic.store.tables.message import MessageRow
from tests.api.conftest import Server

TOKEN = "a token of the carrier"
TEXT = {
    "MessageSid": "SM0123456789abcdef0123456789abcdef",
    "From": "+15125550142",
    "To": "+15125550100",
    "Body": "HELP",
}


@pytest.fixture
def on_line(server: Server) -> Server:
    settings = server.house.settings.model_copy(
        update={"twilio_token": SecretStr(TOKEN), "public_url": "https://frontdesk.example"}
    )
    object.__setattr__(server.house, "settings", settings)
    return server


def post(server: Server, path: str, fields: dict[str, str], signature: str | None = None) -> Any:
    signed = RequestValidator(TOKEN).compute_signature(f"https://frontdesk.example{path}", fields)
    headers = {"X-Twilio-Signature": signed if signature is None else signature}
    return server.client.post(path, data=fields, headers=headers)


def test_a_text_is_kept_and_answered_once(on_line: Server) -> None:
    first = post(on_line, "/webhook/sms", TEXT)
    assert first.status_code == 200
    assert first.headers["content-type"].startswith("application/xml")
    assert "<Message statusCallback=" in first.text
    assert "Riverside Dental" in first.text
    assert post(on_line, "/webhook/sms", TEXT).text == first.text

    async def kept() -> list[tuple[str, str]]:
        async with on_line.house.database.reading() as session:
            return [(one.direction, one.body) for one in await session.scalars(select(MessageRow))]

    rows = on_line.run(kept)
    assert rows.count(("in", "HELP")) == 1
    listed = on_line.get("/api/messages", params={"direction": "in"}).json()["items"]
    assert [one["body"] for one in listed] == ["HELP"]
    assert on_line.get(f"/api/messages/{listed[0]['id']}").json() == listed[0]
    assert on_line.get("/api/messages/nothing").status_code == 404


def test_what_is_not_signed_is_not_even_read(on_line: Server) -> None:
    for path in ("/webhook/sms", "/webhook/sms/status"):
        assert post(on_line, path, TEXT, "nonsense").json()["code"] == "unsigned"
        assert post(on_line, path, TEXT, "").json()["code"] == "unsigned"
        assert on_line.client.post(path, json=TEXT).json()["code"] == "form"


def test_a_form_that_is_none_of_the_carriers_is_told_so(on_line: Server) -> None:
    assert post(on_line, "/webhook/sms", {"hello": "there"}).json()["code"] == "form"
    assert post(on_line, "/webhook/sms", {**TEXT, "Body": "nul\x00"}).json()["code"] == "form"


def test_a_report_about_a_text_of_ours_is_noted(on_line: Server) -> None:
    report = {"MessageSid": TEXT["MessageSid"], "MessageStatus": "delivered"}
    answer = post(on_line, "/webhook/sms/status?message=unknown", report)
    assert answer.status_code == 204
