"""What a caller said after the tone is fetched from Twilio, sealed, and removed there.

Twilio records such messages by itself, for nobody else is on the line. A job fetches each, as soon
as Twilio has it ready; it becomes a recording like any other, with the clinic's time and the list
of who heard it, and the task of the message leads to it. It is removed at Twilio when it is safe
here, and not before; both may be tried again. See twilio.com/docs/voice/api/recording.
"""

import io
import re
import wave as pcm
from functools import partial
from typing import Final

import numpy as np
from sqlmodel import col
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from clinic.jobs.job import Job, Later, Never, Work
from clinic.recordings import wave
from clinic.recordings.archive import FOLDER, Archive
from clinic.store.profile import clinic_of
from clinic.store.tables.call import Recording
from telephony.phone.ulaw import encode
from telephony.twilio.rest import CarrierFailed, Rest

TIMEOUT_SECONDS: Final = 20.0
DEADLINE_SECONDS: Final = 60.0
LARGEST: Final = 32_000_000
"""Bytes of a message; two minutes have two millions."""
_NAME: Final = re.compile(r"RE[0-9a-f]{32}")
_NOT_THERE: Final = ("twilio_404", "twilio_20404")


async def fetch(work: Work, job: Job) -> None:
    """Fetch a message, unless it is here already, and remove it at Twilio."""
    name = job.reference
    if not _NAME.fullmatch(name):
        raise Never("no_name_of_a_message")
    rest = Rest(work.settings, timeout=TIMEOUT_SECONDS, deadline=DEADLINE_SECONDS)
    try:
        if not await _is_here(work, job):
            await _keep(work, job, as_recorded(await rest.ask(partial(_sound, name=name))))
        await _remove(rest, name)
    except CarrierFailed as failed:
        if failed.passes or str(failed) in _NOT_THERE:  # it may not be ready yet
            raise Later(str(failed)) from None
        raise Never(str(failed)) from None
    finally:
        await rest.close()


def as_recorded(sound: bytes) -> bytes:
    """A WAV file of 16-bit samples as the sound of a recording. Raises `Never` for another."""
    try:
        with pcm.open(io.BytesIO(sound)) as file:
            form = file.getframerate(), file.getsampwidth()
            samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
            samples = samples[:: file.getnchannels()]
    except (pcm.Error, EOFError, ValueError):
        raise Never("no_sound") from None
    if form != (wave.RATE, 2):
        raise Never("sound_of_another_form")
    said = encode(samples.astype(np.int16))
    return wave.interleaved(said, wave.SILENCE * len(said))


async def _is_here(work: Work, job: Job) -> bool:
    """Whether it is kept; what an earlier try left half-way is to go."""
    query = job.scope.rows(Recording).where(
        col(Recording.vendor_id) == job.reference, col(Recording.deleted_at).is_(None)
    )
    async with work.database.writing() as session:
        rows = list(await session.scalars(query))
        for row in rows:
            if row.ended_at is None:
                row.deleted_at = work.clock()
    return any(row.ended_at is not None for row in rows)


async def _keep(work: Work, job: Job, sound: bytes) -> None:
    clinic = await clinic_of(work.database, job.scope)
    archive = Archive(work.database, work.settings.data_dir / FOLDER, work.clock)
    days = clinic.recording.retention_days
    try:
        await archive.message(job.scope, str(job.more["call_id"]), job.reference, sound, days)
    finally:
        await archive.close()


async def _remove(rest: Rest, name: str) -> None:
    try:
        await rest.ask(lambda client: client.recordings(name).delete())
    except CarrierFailed as failed:
        if str(failed) not in _NOT_THERE:
            raise


def _sound(client: Client, name: str) -> bytes:
    """The WAV file of a recording; the kit itself only reads texts."""
    http = client.http_client
    address = f"{client.api.base_url}/2010-04-01/Accounts/{client.account_sid}/Recordings"
    got = http.session.get(
        f"{address}/{name}.wav", auth=client.auth, timeout=http.timeout, stream=True
    )
    with got:
        if got.status_code >= 400:
            raise TwilioRestException(got.status_code, "")
        whole = b""
        for piece in got.iter_content(1 << 16):
            whole += piece
            if len(whole) > LARGEST:
                raise ValueError("a message that long is none")
    return whole
