"""What a server's telephones hear and speak with, by its settings: vendors first, then what is
here.

A vendor is there if it has a key, and speech on this machine if it is installed. Without any of
them no stream of sound can be carried: the carrier rings the clinic, or hears and speaks by itself.
"""

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from agent_config.settings import Settings
from telephony.deepgram.maker import DeepgramEars
from telephony.keyterms import keyterms_of
from telephony.local.ear import LocalEars
from telephony.local.voice import LocalVoice
from telephony.phone.phones import Phones
from telephony.speaking.clips import Clips
from telephony.speaking.voices import Voices
from telephony.speech import EarMaker, Voice
from telephony.switchboard import Switchboard

CLIPS: Final = "clips"
"""The folder of sentences that are voiced once."""
_log = logging.getLogger(__name__)


def is_local_speech_installed() -> bool:
    """Whether what hears and speaks on this machine is there (`make voice`)."""
    return all(find_spec(name) is not None for name in ("faster_whisper", "hibari"))


def phones_of(settings: Settings, board: Switchboard) -> Phones:
    """The telephones of a server. Raises `ValueError`, a sentence, for a setting it cannot use."""
    voices = voices_of(settings)
    clips = Clips(Voices(voices), Path(settings.data_dir) / CLIPS) if voices else None
    return Phones(board, ears_of(settings), clips, keyterms=keyterms_of)


def ears_of(settings: Settings) -> list[EarMaker]:
    """What hears callers, in the order in which it is tried. Raises `ValueError`, a sentence."""
    ears: list[EarMaker] = []
    if settings.deepgram_api_key is not None:
        ears.append(
            DeepgramEars(
                settings.deepgram_api_key.get_secret_value(),
                model=settings.deepgram_model,
                base_url=settings.deepgram_base_url,
            )
        )
    if is_local_speech_installed():
        ears.append(LocalEars())
    return ears


def voices_of(settings: Settings) -> list[Voice]:
    """What speaks to callers, the best first."""
    return [LocalVoice()] if is_local_speech_installed() else []
