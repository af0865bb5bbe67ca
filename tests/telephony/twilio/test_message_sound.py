"""What a caller said after the tone comes into the house once, and is gone at the carrier."""

import io
import wave as pcm
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pydantic import SecretStr

from clinic.jobs.handlers import HANDLERS
from clinic.jobs.job import Job, Later, Never
from clinic.recordings.sealed_sound import PART
from clinic.store.keyring import Keyring
from engine.clinic import Clinic
from telephony.phone.ulaw import decode
from telephony.sandbox.twilio_rest import ACCOUNT, TOKEN, TwilioStandIn
from telephony.twilio.message_sound import as_recorded, fetch
from telephony.twilio.voicemail import MESSAGE_LEFT
from tests.clinic.recordings.keeping import Keeping, keeping
from tests.databases import NOW

NAME = "RE0123456789abcdef0123456789abcdef"
LEG = "CA0123456789abcdef0123456789abcdef"


def wav(samples: int, *, rate: int = 8000, channels: int = 1, width: int = 2) -> bytes:
    out = io.BytesIO()
    with pcm.open(out, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        tone = (np.sin(np.arange(samples) / 5) * 8000).astype("<i2")
        file.writeframes(np.repeat(tone, channels).tobytes() if width == 2 else bytes(samples))
    return out.getvalue()


Scene = Callable[[Keeping, TwilioStandIn, Job], Awaitable[None]]


def fetching(
    url: str, keyring: Keyring, clinic: Clinic, folder: Path, scene: Scene, name: str = NAME
) -> None:
    """Do something beside the carrier's stand-in, with a job to fetch a message."""

    async def work(kept: Keeping) -> None:
        async with TwilioStandIn() as carrier:
            settings = kept.work.settings.model_copy(
                update={
                    "twilio_sid": ACCOUNT,
                    "twilio_token": SecretStr(TOKEN),
                    "twilio_base_url": carrier.url,
                }
            )
            kept.work = replace(kept.work, settings=settings)
            job = Job("job-1", MESSAGE_LEFT, name, kept.scope, NOW, {"call_id": LEG})
            await scene(kept, carrier, job)

    keeping(url, keyring, clinic, folder, work)


def test_a_message_becomes_a_recording_and_leaves_the_carrier(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(kept: Keeping, carrier: TwilioStandIn, job: Job) -> None:
        carrier.sounds[NAME] = wav(60_000)
        await fetch(kept.work, job)
        assert carrier.sounds == {}
        (row,) = await kept.rows()
        assert (row.call_id, row.vendor_id, row.consent) == (LEG, NAME, "implied")
        assert (row.seconds, row.deleted_at) == (7.5, None)
        sound = kept.heard(row)
        assert len(sound) == 120_000 > PART
        said = decode(sound[0::2]).astype(int)
        meant = (np.sin(np.arange(60_000) / 5) * 8000).astype(int)
        assert abs(said - meant).max() < 300
        assert set(sound[1::2]) == {0xFF}
        await fetch(kept.work, job)  # a job may be done twice
        assert len(await kept.rows()) == 1

    fetching(url, keyring, riverside, tmp_path, scene)


def test_one_that_is_not_ready_is_fetched_later(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path
) -> None:
    async def scene(kept: Keeping, carrier: TwilioStandIn, job: Job) -> None:
        with pytest.raises(Later, match="twilio_404"):
            await fetch(kept.work, job)
        assert await kept.rows() == []

    fetching(url, keyring, riverside, tmp_path, scene)


def test_what_an_earlier_try_left_half_way_goes(
    url: str,
    keyring: Keyring,
    riverside: Clinic,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def scene(kept: Keeping, carrier: TwilioStandIn, job: Job) -> None:
        carrier.sounds[NAME] = wav(800)

        def full(*given: object) -> int:
            raise OSError("no space left on the device")

        with monkeypatch.context() as broken:
            broken.setattr("clinic.recordings.sealed_sound.os.fsync", full)
            with pytest.raises(OSError, match="no space"):
                await fetch(kept.work, job)
        assert NAME in carrier.sounds
        kept.wait(seconds=1)
        await fetch(kept.work, job)
        first, second = await kept.rows()
        assert (first.deleted_at, second.deleted_at) == (kept.archive.clock(), None)
        await kept.sweep()
        assert [one.stem for one in kept.files()] == [second.id]
        assert carrier.sounds == {}

    fetching(url, keyring, riverside, tmp_path, scene)


@pytest.mark.parametrize("name", ["", "RE1", "../Calls", NAME + "?x=1"])
def test_only_names_of_messages_are_asked_for(
    url: str, keyring: Keyring, riverside: Clinic, tmp_path: Path, name: str
) -> None:
    async def scene(kept: Keeping, carrier: TwilioStandIn, job: Job) -> None:
        with pytest.raises(Never, match="no_name"):
            await fetch(kept.work, job)
        assert carrier.taken == []

    fetching(url, keyring, riverside, tmp_path, scene, name)


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (b"<html>gateway</html>", "no_sound"),
        (b"", "no_sound"),
        (wav(800, rate=16_000), "another_form"),
        (wav(800, width=1), "another_form"),
    ],
)
def test_what_is_no_sound_of_a_telephone_is_refused(sound: bytes, why: str) -> None:
    with pytest.raises(Never, match=why):
        as_recorded(sound)


def test_of_two_channels_the_first_is_the_caller() -> None:
    assert as_recorded(wav(800, channels=2)) == as_recorded(wav(800))


def test_the_job_is_known() -> None:
    assert HANDLERS[MESSAGE_LEFT] == ("telephony.twilio.message_sound:fetch",)
