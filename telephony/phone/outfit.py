"""What a server's telephones hear and speak with, by its settings: vendors first, then our own.

A vendor is there if it has a key and the clinic an agreement with it, for it hears patients; speech
on this machine is there if it is installed. Without any of them no stream of sound is carried: the
carrier rings the clinic, or hears and speaks by itself.
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Final

from agent_config.settings import Settings
from clinic.recordings.archive import Archive
from engine.clinic import Clinic
from nlu.model.endpoint import Endpoint
from telephony.deepgram.maker import DeepgramEars
from telephony.local.ear import LocalEars
from telephony.local.voice import LocalVoice
from telephony.observer import Observer
from telephony.phone.phones import Phones
from telephony.speaking.casting import Casting
from telephony.speech import EarMaker, Voice
from telephony.switchboard import Switchboard

CLIPS: Final = "clips"
"""The folder of sentences that are voiced once."""
DEEPGRAM: Final = "deepgram"
"""The vendor's name in a clinic's `baa`."""


def phones_of(
    settings: Settings, board: Switchboard, archive: Archive, observer: Observer
) -> Phones:
    """The telephones of a server. Raises `ValueError`, a sentence, for a setting it cannot use."""
    spare: list[Voice] = [LocalVoice()] if is_local_speech_installed() else []
    casting = Casting(
        settings,
        Path(settings.data_dir) / CLIPS,
        spare=spare,
        failed=lambda label, why: observer.failed(_whose(label), why),
    )
    return Phones(board, casting, Hearing(settings).ears, archive, observer=observer)


def _whose(label: str) -> str:
    """The vendor of a voice, by its label; ours have none."""
    vendor, slash, _ = label.partition("/")
    return vendor if slash else "local"


def is_local_speech_installed() -> bool:
    """Whether what hears and speaks on this machine is there (`make voice`)."""
    return all(find_spec(name) is not None for name in ("faster_whisper", "hibari"))


class Hearing:
    """What hears the callers of a process. Raises `ValueError`, a sentence, for a bad setting."""

    def __init__(self, settings: Settings) -> None:
        self._deepgram: DeepgramEars | None = None
        self._is_own = False
        if settings.deepgram_api_key is not None:
            self._deepgram = DeepgramEars(
                settings.deepgram_api_key.get_secret_value(),
                model=settings.deepgram_model,
                base_url=settings.deepgram_base_url,
                is_eager=settings.deepgram_eager,
            )
        if settings.deepgram_base_url is not None:
            try:
                self._is_own = Endpoint(settings.deepgram_base_url).is_own
            except ValueError as fault:
                raise ValueError(f"DEEPGRAM_BASE_URL: {fault}") from None
        self._local = (
            LocalEars(settings.local_speech_model) if is_local_speech_installed() else None
        )

    def refusals(self, clinic: Clinic) -> list[str]:
        """Why vendors that are configured do not hear a clinic's callers, a sentence each."""
        if self._deepgram is None or self._is_own or DEEPGRAM in clinic.baa:
            return []
        return [
            f"{clinic.id} has no agreement (BAA) with {DEEPGRAM} on record, so it does not hear "
            f"callers there; once it is signed, add '{DEEPGRAM}' to 'baa' in the clinic's file"
        ]

    def ears(self, clinic: Clinic) -> list[EarMaker]:
        """What may hear a clinic's callers, in the order in which it is tried."""
        makers: list[EarMaker] = []
        if self._deepgram is not None and (self._is_own or DEEPGRAM in clinic.baa):
            makers.append(self._deepgram)
        if self._local is not None:
            makers.append(self._local)
        return makers
