"""The sound of stand-in voices tells what was said, also when it was cut off and begins anew."""

from telephony.sandbox.spoken_sound import sound_of
from telephony.sandbox.utterance import UtteranceReader
from telephony.speech import FRAME_BYTES, SILENCE

LONG = "This is a sentence that goes on and on, so that its words do not fit into a frame. " * 3


def test_a_sound_that_is_cut_off_and_played_again_says_what_it_says() -> None:
    sound = sound_of(LONG)
    reader = UtteranceReader()
    assert all(one is not None for one in reader.feed(sound[: 2 * FRAME_BYTES]))
    heard = [one for one in reader.feed(sound) if one is not None]
    assert heard[-1].is_over
    assert heard[-1].words == LONG.strip()


def test_it_is_loud_and_as_long_as_speech() -> None:
    sound = sound_of("Got it.")
    assert SILENCE not in sound
    assert len(sound) % FRAME_BYTES == 0
    assert len(sound) == 7 * 3 * FRAME_BYTES
