"""Twilio's own kit against a server on this machine that answers as Twilio does."""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from agent_config.settings import Settings
from clinic.jobs.job import Later, Never
from clinic.messages.twilio import fault
from clinic.messages.twilio.callback import incoming, report
from clinic.messages.twilio.signature import is_signed
from clinic.messages.twilio.texts import TwilioTexts
from tests.clinic.messages.office import ANA, SID, TOKEN, plain_settings, together
from tests.clinic.messages.twilio_server import TwilioServer
from tests.databases import NOW

LINE = "+15125550100"


def settings(url: str, **more: Any) -> Settings:
    return plain_settings().model_copy(
        update={
            "twilio_sid": SID,
            "twilio_token": SecretStr(TOKEN),
            "twilio_base_url": url,
            "public_url": "https://frontdesk.example.com/",
            **more,
        }
    )


def send(url: str, body: str = "Hello", **more: Any) -> str:
    return asyncio.run(TwilioTexts(settings(url, **more)).send(ANA, LINE, body, "01m7"))


def test_a_text_arrives_as_it_was_written(twilio: TwilioServer) -> None:
    body = "✅ ¡Confirmada! Le esperamos mañana. 100 % & más = +1"
    sid = send(twilio.url, body)
    (taken,) = twilio.taken
    assert (taken["sid"], taken["body"], taken["to"], taken["from"]) == (sid, body, ANA, LINE)
    assert taken["callback"] == "https://frontdesk.example.com/webhook/sms/status?message=01m7"


@pytest.mark.parametrize("code", sorted(fault.FINAL))
def test_final_codes_are_final(twilio: TwilioServer, code: int) -> None:
    twilio.faults = [(400, code)]
    with pytest.raises(Never, match=f"^{fault.FINAL[code]}$"):
        send(twilio.url)


@pytest.mark.parametrize("code", sorted(fault.PASSING))
def test_passing_codes_pass(twilio: TwilioServer, code: int) -> None:
    twilio.faults = [(429, code)]
    with pytest.raises(Later, match=f"^{fault.PASSING[code]}$"):
        send(twilio.url)


@pytest.mark.parametrize(
    ("status", "code", "kind", "word"),
    [
        (500, None, Later, "twilio_500"),
        (503, 20500, Later, "twilio_20500"),
        (429, None, Later, "twilio_429"),
        (400, 21999, Never, "twilio_21999"),
        (403, None, Never, "twilio_403"),
    ],
)
def test_unknown_codes_go_by_the_status(
    twilio: TwilioServer, status: int, code: int | None, kind: type[Exception], word: str
) -> None:
    twilio.faults = [(status, code)]
    with pytest.raises(kind, match=f"^{word}$"):
        send(twilio.url)


def test_a_wrong_token_is_told(twilio: TwilioServer) -> None:
    with pytest.raises(Never, match=r"^sign_in_refused$"):
        send(twilio.url, twilio_token=SecretStr("another"))


def test_a_server_that_is_not_there_may_be_there_later(twilio: TwilioServer) -> None:
    with pytest.raises(Later, match=r"^twilio_ConnectionError$"):
        send("http://127.0.0.1:9")
    twilio.deaf = True
    with pytest.raises(Later, match=r"^twilio_ConnectionError$"):
        send(twilio.url)


def test_faults_while_it_is_asked_for_its_list(twilio: TwilioServer) -> None:
    texts = TwilioTexts(settings(twilio.url))

    def ask() -> Any:
        return asyncio.run(texts.sent_before(ANA, LINE, "Hello", NOW, frozenset()))

    assert ask() is None
    for status, code, kind in ((500, None, Later), (401, 20003, Never)):
        twilio.faults = [(status, code)]
        with pytest.raises(kind):
            ask()


def test_a_text_is_found_by_number_time_and_words(twilio: TwilioServer) -> None:
    sid = send(twilio.url)
    texts = TwilioTexts(settings(twilio.url))
    now = datetime.now(UTC)

    async def found(to: str, body: str, since: datetime, known: str = "") -> str | None:
        return await texts.sent_before(to, LINE, body, since, frozenset({known}))

    async def whole() -> None:
        before, after = now - timedelta(minutes=1), now + timedelta(minutes=6)
        assert await found(ANA, "Hello", before) == sid
        assert await found(ANA, "Hello", after) is None
        assert await found(ANA, "Good bye", before) is None
        assert await found("+15125550143", "Hello", before) is None
        assert await found(ANA, "Hello", before, known=sid) is None

    asyncio.run(whole())


def test_the_loop_goes_on_while_the_kit_waits(
    twilio: TwilioServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = twilio.take

    def take(fields: dict[str, str]) -> Any:
        time.sleep(0.3)
        return slow(fields)

    monkeypatch.setattr(twilio, "take", take)
    texts = TwilioTexts(settings(twilio.url))

    async def whole() -> int:
        ticks = 0
        sending = asyncio.create_task(texts.send(ANA, LINE, "Hello", "01m7"))
        while not sending.done():
            ticks += 1
            await asyncio.sleep(0.005)
        return ticks

    assert asyncio.run(whole()) > 10


def test_nothing_of_it_is_written_down(
    twilio: TwilioServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    texts = TwilioTexts(settings(twilio.url))
    asyncio.run(texts.send(ANA, LINE, "secret words", "01m7"))
    asyncio.run(texts.sent_before(ANA, LINE, "secret words", NOW, frozenset()))
    twilio.faults = [(400, 21211)]
    with pytest.raises(Never) as told:
        asyncio.run(texts.send(ANA, LINE, "secret words", "01m7"))
    assert "secret" not in caplog.text
    assert ANA[2:] not in caplog.text
    assert (str(told.value), told.value.__cause__) == ("invalid_number", None)
    assert told.value.__suppress_context__


def test_several_texts_at_once(twilio: TwilioServer) -> None:
    texts = TwilioTexts(settings(twilio.url))

    async def whole() -> list[Any]:
        return await together(*(texts.send(ANA, LINE, f"{n}", "01m7") for n in range(8)))

    sids = asyncio.run(whole())
    assert len(set(sids)) == 8
    assert all(isinstance(one, str) for one in sids)


# --- what Twilio sends to us

FIELDS = {"MessageSid": "SM1", "From": ANA, "To": LINE, "Body": "Sí, gracias"}
ADDRESS = "https://frontdesk.example.com/webhook/sms?x=1"


def test_a_signature_counts_for_one_address_and_its_fields() -> None:
    known = settings("")
    signature = RequestValidator(TOKEN).compute_signature(ADDRESS, FIELDS)
    path = "/webhook/sms?x=1"
    assert is_signed(known, path, FIELDS, signature)
    assert not is_signed(known, "/webhook/sms?x=2", FIELDS, signature)
    assert not is_signed(known, path, {**FIELDS, "Body": "STOP"}, signature)
    assert not is_signed(known, path, FIELDS, None)
    assert not is_signed(known, path, FIELDS, "")
    other = RequestValidator("another").compute_signature(ADDRESS, FIELDS)
    assert not is_signed(known, path, FIELDS, other)
    assert not is_signed(plain_settings(), path, FIELDS, signature)


def test_a_form_tells_of_a_text() -> None:
    text = incoming(FIELDS)
    assert (text.id, text.to, text.from_, text.body) == ("SM1", LINE, ANA, "Sí, gracias")
    assert incoming({"SmsSid": "SM2", "From": ANA, "To": LINE}).body == ""
    with pytest.raises(KeyError):
        incoming({"From": ANA})


def test_a_form_tells_how_a_text_fares() -> None:
    told = report({"MessageSid": "SM1", "MessageStatus": "undelivered", "ErrorCode": "30007"})
    assert (told.id, told.status, told.error) == ("SM1", "undelivered", "filtered")
    assert report({"SmsSid": "SM1", "SmsStatus": "sent"}).error is None
    assert report({"SmsSid": "SM1", "SmsStatus": "failed", "ErrorCode": "1"}).error == "twilio_1"
    for odd in ("²", "9" * 5000, "", "x"):
        form = {"SmsSid": "SM1", "SmsStatus": "failed", "ErrorCode": odd}
        assert report(form).error is None
    assert fault.named(None) == "unknown_fault"
    with pytest.raises(KeyError):
        report({"MessageSid": "SM1"})
