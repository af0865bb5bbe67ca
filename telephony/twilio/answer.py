"""What Twilio is told to do with a call: documents in TwiML, made by its own kit.

Behind every stream stands the clinic's own line, in the same document: should this server die in
the middle of a call, Twilio goes on by itself and rings the staff. Every `<Dial>` asks what comes
next, so nobody is told that a person was reached who was not.
"""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from twilio.twiml.voice_response import Connect, Dial, VoiceResponse

from agent_config.settings import Settings
from engine.clinic import Clinic
from engine.safety import sentences
from telephony.twilio.address import (
    ACCEPT,
    DIALLED,
    MESSAGE,
    WHISPER,
    address,
    media_address,
)
from telephony.twilio.wording import VOICES, say, speaker

LONGEST: Final = 4_000
"""Characters of a document that is passed in a request."""
RING_SECONDS: Final = 22
"""How long the staff are rung before somebody else answers; Twilio adds a little (FG-1: 20–25)."""
MESSAGE_SECONDS: Final = 120


def connect(settings: Settings, clinic: Clinic, token: str) -> str:
    """The receptionist answers, by sound."""
    answer = VoiceResponse()
    stream = Connect()
    stream.stream(url=media_address(settings)).parameter(name="token", value=token)
    answer.append(stream)
    _staff(answer, settings, clinic, then="voicemail")
    return str(answer)


def connect_called(
    settings: Settings, clinic: Clinic, token: str, now: datetime, language: str
) -> str:
    """Whom the clinic calls hears the receptionist, by sound.

    Behind their stream stands no voicemail, which would ask them for a message: they did not call.
    """
    answer = VoiceResponse()
    stream = Connect()
    stream.stream(url=media_address(settings)).parameter(name="token", value=token)
    answer.append(stream)
    _cut_off(answer, clinic, now, language)
    return str(answer)


def cut_off(clinic: Clinic, now: datetime, language: str = "en") -> str:
    """A call that the clinic placed cannot go on: a person of the clinic takes it, if any is there.

    They may have said a moment before that something is wrong, so nobody is left without a word.
    """
    answer = VoiceResponse()
    _cut_off(answer, clinic, now, language)
    return str(answer)


def left_message(words: str | None, language: str) -> str:
    """What a machine records for whom the clinic called; without words, nothing."""
    answer = VoiceResponse()
    if words:
        say(answer, words, language)
    answer.hangup()
    return str(answer)


def ring_staff(settings: Settings, clinic: Clinic, then: str, seconds: int = RING_SECONDS) -> str:
    """The staff's telephone rings first. `then`: `agent` or `voicemail` if nobody answers."""
    answer = VoiceResponse()
    _staff(answer, settings, clinic, then=then, seconds=seconds)
    return str(answer)


def to_a_person(settings: Settings, number: str, leg: str, ended: str) -> VoiceResponse:
    """A caller of a call in turns is put through; the person is asked first.

    `ended` is the address that is told how it ended.
    """
    answer = VoiceResponse()
    dial = Dial(timeout=RING_SECONDS, answer_on_bridge=True, action=ended, method="POST")
    dial.number(number, url=address(settings, WHISPER, leg=leg, call="turn"), method="POST")
    answer.append(dial)
    return answer


def whisper(settings: Settings, leg: str, words: str, call: str) -> str:
    """What a person hears before they take a caller, twice; pressing nothing is a no.

    `call` is `stream` or `turn`, by how the caller is being served.
    """
    answer = VoiceResponse()
    accepted = address(settings, ACCEPT, leg=leg, call=call)
    gather = answer.gather(
        input="dtmf", num_digits=1, timeout=6, action=accepted, method="POST", finish_on_key=""
    )
    for _ in range(2):
        say(gather, words, "en")
    answer.hangup()
    return str(answer)


def meet(settings: Settings, leg: str) -> str:
    """A caller, or the person who takes them, goes where the other one is."""
    answer = VoiceResponse()
    ended = address(settings, DIALLED, then="end", leg=leg)
    dial = Dial(action=ended, method="POST")
    dial.conference(
        leg,
        beep="false",
        start_conference_on_enter=True,
        end_conference_on_exit=True,
        max_participants=2,
    )
    answer.append(dial)
    return str(answer)


def voicemail(settings: Settings, clinic: Clinic, why: str = "voicemail") -> str:
    """Nobody can answer: the truth, the way in an emergency, and a message.

    In every language of the clinic that Twilio is set up for, one after the other.
    """
    answer = VoiceResponse()
    known = dict.fromkeys(one.partition("-")[0] for one in clinic.languages)
    for language in [one for one in known if one in VOICES] or ["en"]:
        say(answer, sentences.EMERGENCY[language], language)
        say(answer, VOICES[language].said[why].format(clinic=clinic.name), language)
    answer.record(
        action=address(settings, MESSAGE),
        method="POST",
        max_length=MESSAGE_SECONDS,
        timeout=5,
        finish_on_key="#",
        play_beep=True,
    )
    say(answer, VOICES["en"].said["goodbye"], "en")
    answer.hangup()
    return str(answer)


def spoken(key: str) -> str:
    """One of our own sentences, and the end of the call."""
    answer = VoiceResponse()
    if key == "blocked":
        say(answer, sentences.EMERGENCY["en"], "en")
    say(answer, VOICES["en"].said[key], "en")
    answer.hangup()
    return str(answer)


def redirect(settings: Settings, path: str, **query: str | int) -> str:
    """Ask again elsewhere."""
    answer = VoiceResponse()
    answer.redirect(address(settings, path, **query), method="POST")
    return str(answer)


def reject() -> str:
    """The line is busy; nothing is answered, and nothing charged."""
    answer = VoiceResponse()
    answer.reject(reason="busy")
    return str(answer)


def hang_up() -> str:
    """The end."""
    answer = VoiceResponse()
    answer.hangup()
    return str(answer)


def nothing() -> str:
    """Nothing is to be done."""
    return str(VoiceResponse())


def _cut_off(answer: VoiceResponse, clinic: Clinic, now: datetime, language: str) -> None:
    """Nothing here asks this server, which may be gone."""
    said = speaker(language).said
    if clinic.is_open(now.astimezone(ZoneInfo(clinic.timezone))):
        say(answer, said["cut_off_open"].format(clinic=clinic.name), language)
        answer.dial(clinic.staff_line, timeout=RING_SECONDS, answer_on_bridge=True)
    say(answer, said["cut_off"].format(clinic=clinic.name), language)
    say(answer, sentences.EMERGENCY.get(language, sentences.EMERGENCY["en"]), language)
    answer.hangup()


def _staff(
    answer: VoiceResponse,
    settings: Settings,
    clinic: Clinic,
    *,
    then: str,
    seconds: int = RING_SECONDS,
) -> None:
    ended = address(settings, DIALLED, then=then)
    dial = Dial(timeout=seconds, answer_on_bridge=True, action=ended, method="POST")
    dial.number(clinic.staff_line)
    answer.append(dial)
