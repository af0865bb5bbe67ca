"""What is said by Twilio's own voices, beside the sentences of a flow.

These are heard where no flow speaks: before a call is answered, when a person is asked to take
one, and when nobody is there. Only what a person must know to decide stands in a whisper.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Speaker:
    """A language as Twilio speaks and hears it."""

    language: str
    voice: str
    said: Mapping[str, str]


VOICES: Final[Mapping[str, Speaker]] = {
    "en": Speaker(
        "en-US",
        "Polly.Joanna",
        {
            "voicemail": "Thank you for calling {clinic}. Nobody can take your call at the "
            "moment. Please leave your name, your number and a short message after the tone, "
            "and we will call you back.",
            "unanswered": "I'm sorry, nobody at {clinic} could pick up. Please leave your name, "
            "your number and a short message after the tone, and we will call you back.",
            "message_taken": "Thank you. Our staff will call you back. Goodbye.",
            "goodbye": "Goodbye.",
            "unknown_number": "I'm sorry, this number is not in service. Goodbye.",
            "blocked": "This call cannot be taken. Goodbye.",
            "gone": "I'm sorry, the caller has hung up. Goodbye.",
            "cut_off_open": "I'm sorry, we were cut off. I'll connect you with {clinic}.",
            "cut_off": "I'm sorry, we were cut off. Please call {clinic} back at this number when "
            "it suits you.",
        },
    ),
    "es": Speaker(
        "es-US",
        "Polly.Lupe",
        {
            "voicemail": "Gracias por llamar a {clinic}. En este momento nadie puede atenderle. "
            "Deje su nombre, su número y un mensaje corto después del tono, y le devolveremos la "
            "llamada.",
            "cut_off_open": "Disculpe, se cortó la llamada. Le comunico con {clinic}.",
            "cut_off": "Disculpe, se cortó la llamada. Puede llamar a {clinic} a este número "
            "cuando guste.",
            "unanswered": "Lo siento, nadie en {clinic} pudo contestar. Deje su nombre, su número "
            "y un mensaje corto después del tono, y le devolveremos la llamada.",
        },
    ),
}
WHISPERED: Final = "Frontdesk has a caller for you{reason}. To take the call, press 1."
REASONS: Final[Mapping[str, str]] = {
    "emergency": "a possible emergency",
    "urgent_dental": "an urgent dental problem",
    "human": "asking for a person",
    "distress": "who is upset",
    "system_failure": "whom the system could not help",
    "taken_over": "whom the clinic asked for",
}
"""What a whisper says of why; of other reasons it says nothing: they may tell of a condition."""


def speaker(language: str) -> Speaker:
    """How a language is spoken; English where Twilio is not set up for it."""
    return VOICES.get(language, VOICES["en"])


def whispered(reason: str) -> str:
    """What a person hears who is to take a caller."""
    why = REASONS.get(reason)
    return WHISPERED.format(reason=f", {why}" if why else "")


def say(into: Any, text: str, language: str) -> None:
    """Have a sentence spoken; `into` is a document, or what gathers an answer."""
    voice = speaker(language)
    into.say(text, voice=voice.voice, language=voice.language)
