"""`frontdesk call --voice`: the same simulated call, spoken and heard by local speech.

Through the sound card, or from WAV files into one; everything said is shown as well.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cli import view
from cli.failure import Failure
from cli.handset import Handset
from engine.commands import Say
from telephony.faulty import Faults
from telephony.local.ear import LocalEars
from telephony.local.sound_card import SoundCard
from telephony.local.sound_files import SoundFile, SoundFiles
from telephony.local.talk import Loudspeaker, Microphone, Mouthpiece, Talk
from telephony.local.voice import LocalVoice
from telephony.local.weights import NoLocalSpeech, missing
from telephony.loop import Loop
from telephony.simulated import VirtualClock
from telephony.speech import VoiceFailed


class SpokenHandset(Handset):
    """The simulated line, on a screen and aloud."""

    def __init__(self, clock: VirtualClock, faults: Faults, mouthpiece: Mouthpiece) -> None:
        super().__init__(clock, faults)
        self._mouthpiece = mouthpiece

    async def say(self, say: Say) -> None:
        """Show a sentence, and speak it."""
        await super().say(say)
        await self._mouthpiece.speak(say.text, say.language)


class Handpiece:
    """What a spoken call is held with.

    Raises `Failure` where speech is not installed, or there is neither a sound card nor files.
    """

    def __init__(self, wav_in: Path | None, wav_out: Path | None, model: Path | None) -> None:
        if (sentence := missing()) is not None:
            raise Failure(sentence)
        self._model = model
        self._voice = LocalVoice()
        self._microphone, self._loudspeaker = _ends(wav_in, wav_out)
        self._is_file = wav_in is not None

    def line(self, clock: VirtualClock, faults: Faults) -> SpokenHandset:
        """The line of the call."""
        return SpokenHandset(clock, faults, Mouthpiece(self._voice, self._loudspeaker))

    async def converse(self, loop: Loop, caller: str | None, begins: Mapping[str, Any]) -> None:
        """Hold the call to its end; `begins` is how, where the clinic is the one who calls."""
        ear = LocalEars(self._model).ear(loop.call.language, ())
        echo = self._loudspeaker if self._is_file else None
        try:
            talk = Talk(loop, ear, self._microphone, heard=_show, echo=echo)
            await talk.to_the_end(caller, begins)
            await self._loudspeaker.close()
        except (NoLocalSpeech, VoiceFailed) as reason:
            raise Failure(str(reason)) from None
        except OSError as fault:
            raise Failure(f"the sound cannot be written: {fault.strerror}") from None
        finally:
            await self._voice.close()


def _ends(wav_in: Path | None, wav_out: Path | None) -> tuple[Microphone, Loudspeaker]:
    if wav_out is not None and wav_in is None:
        raise Failure("--wav-out goes with --wav-in: what the caller says, from a file or folder")
    try:
        if wav_in is not None:
            return SoundFiles(wav_in), SoundFile(wav_out)
        card = SoundCard()
    except (NoLocalSpeech, ValueError) as reason:
        raise Failure(str(reason)) from None
    view.remark("speak when the receptionist has finished; Ctrl-C hangs up")
    return card, card


def _show(words: str) -> None:
    view.said("caller", words)
