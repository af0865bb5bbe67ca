"""Clips: voiced once, kept whole, and what is about a patient never on disk."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from time import perf_counter

import pytest

from telephony.speaking.clips import Clips, Progress
from telephony.speech import VoiceFailed

FIXED = ["Got it.", "What's the best callback number for you?", "Is that right?"]


class FakeVoice:
    """Speaks each word as a piece; fails, breaks off or waits where it is told to."""

    def __init__(self, label: str = "fake/one") -> None:
        self.label = label
        self.spoken: list[str] = []
        self.at_once = self.most_at_once = 0
        self.refuses: set[str] = set()
        self.breaks_off: set[str] = set()
        self.is_wrong = False
        self.gate: asyncio.Event | None = None
        self.first = asyncio.Event()

    async def speak(self, text: str, language: str) -> AsyncIterator[bytes]:
        self.spoken.append(text)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self.is_wrong:
                raise ZeroDivisionError
            if text in self.refuses:
                raise VoiceFailed("refused")
            for number, word in enumerate(text.split()):
                if number and text in self.breaks_off:
                    raise VoiceFailed("broke off")
                await asyncio.sleep(0)
                yield f"[{word}]".encode()
                self.first.set()
                if self.gate is not None:
                    await self.gate.wait()
        finally:
            self.at_once -= 1

    async def close(self) -> None:
        pass


def sound(text: str) -> bytes:
    return b"".join(f"[{word}]".encode() for word in text.split())


def play(scene: Callable[[], Awaitable[None]]) -> None:
    async def whole() -> None:
        await scene()

    asyncio.run(whole())


async def heard(clips: Clips, text: str, language: str = "en") -> bytes:
    return b"".join([piece async for piece in clips.stream(text, language)])


async def settled(clips: Clips) -> None:
    while clips.is_voicing:
        await asyncio.sleep(0)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_was_prepared_is_at_hand_and_survives_the_process(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        clips = Clips(voice, tmp_path)
        assert clips.at_hand("Got it.", "en") is None
        assert await clips.prepare([*FIXED, "Got it. Is that right?"], "en") == Progress(3, made=3)
        assert clips.at_hand("Got it. Is that right?", "en") == sound("Got it. Is that right?")
        assert clips.at_hand("Got it.", "es") is None
        again = FakeVoice()
        later = Clips(again, tmp_path)
        assert await later.prepare(FIXED, "en") == Progress(3, kept=3)
        assert later.at_hand("Is that right?", "en") == sound("Is that right?")
        assert not again.spoken

    play(scene)


def test_what_is_about_a_patient_is_never_on_disk(tmp_path: Path) -> None:
    async def scene() -> None:
        clips = Clips(FakeVoice(), tmp_path)
        await clips.prepare(FIXED, "en")
        before = {path.name for path in files(tmp_path)}
        text = "Thanks, John. I have 512-555-0142. Is that right?"
        spoken = "Thanks, John. I have five one two, five five five, zero one four two. "
        assert await heard(clips, text) == sound(spoken + "Is that right?")
        await settled(clips)
        assert clips.at_hand(text, "en") == sound(spoken + "Is that right?")
        assert {path.name for path in files(tmp_path)} == before
        for path in files(tmp_path):
            assert b"John" not in path.read_bytes()
            assert set(path.stem) <= set("0123456789abcdef")
            assert len(path.stem) == 64

    play(scene)


def test_voices_languages_and_words_are_told_apart(tmp_path: Path) -> None:
    async def scene() -> None:
        for label in ("fake/one", "fake/two"):
            voice = FakeVoice(label)
            clips = Clips(voice, tmp_path)
            for language in ("en", "es"):
                assert (await clips.prepare(["No."], language)).made == 1
        assert len(files(tmp_path)) == 4

    play(scene)


def test_only_sentences_that_are_new_are_voiced(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        clips = Clips(voice, tmp_path)
        await clips.prepare(FIXED, "en")
        voice.spoken.clear()
        await heard(clips, "Got it. I have Ana. Is that right?")
        assert voice.spoken == ["I have Ana."]
        await heard(clips, "Got it. I have Ana. Is that right?")
        assert voice.spoken == ["I have Ana."]

    play(scene)


def test_the_next_sentence_is_voiced_while_the_first_plays(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        voice.gate = asyncio.Event()
        clips = Clips(voice, tmp_path)
        stream = clips.stream("One is here. Two is here. Three is here.", "en")
        assert await anext(stream) == b"[One]"
        while len(voice.spoken) < 2:
            await asyncio.sleep(0)
        assert voice.spoken == ["One is here.", "Two is here."]
        voice.gate.set()
        rest = b"".join([piece async for piece in stream])
        assert b"[One]" + rest == sound("One is here. Two is here. Three is here.")

    play(scene)


def test_what_is_asked_for_twice_at_once_is_voiced_once(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        clips = Clips(voice, tmp_path)
        clips.prefetch("I have Ana.", "en")
        clips.prefetch("I have Ana.", "en")
        told = await asyncio.gather(*(heard(clips, "I have Ana.") for _ in range(5)))
        assert set(told) == {sound("I have Ana.")}
        assert voice.spoken == ["I have Ana."]

    play(scene)


def test_who_interrupts_costs_nobody_else_a_word(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        voice.gate = asyncio.Event()
        clips = Clips(voice, tmp_path)
        gone = clips.stream("I have Ana.", "en")
        await anext(gone)
        staying = asyncio.create_task(heard(clips, "I have Ana."))
        await asyncio.sleep(0)
        await gone.aclose()
        voice.gate.set()
        assert await staying == sound("I have Ana.")
        await settled(clips)
        assert clips.at_hand("I have Ana.", "en") == sound("I have Ana.")

    play(scene)


def test_what_broke_off_is_not_kept(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        voice.breaks_off = {"I have Ana.", "Is that right?"}
        clips = Clips(voice, tmp_path)
        pieces: list[bytes] = []

        async def listen() -> None:
            async for piece in clips.stream("Got it. I have Ana.", "en"):
                pieces.append(piece)

        with pytest.raises(VoiceFailed, match="broke off"):
            await listen()
        assert pieces == [b"[Got]", b"[it.]", b"[I]"]
        await settled(clips)
        assert clips.at_hand("I have Ana.", "en") is None
        assert await clips.prepare(FIXED, "en") == Progress(3, made=2, failed=1)
        assert len(files(tmp_path)) == 2
        voice.breaks_off.clear()
        assert await heard(clips, "I have Ana.") == sound("I have Ana.")
        assert await clips.prepare(FIXED, "en") == Progress(3, kept=2, made=1)

    play(scene)


def test_a_voice_that_is_wrong_is_a_voice_that_failed(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        voice.is_wrong = True
        clips = Clips(voice, tmp_path)
        with pytest.raises(VoiceFailed, match="ZeroDivisionError"):
            await heard(clips, "I have Ana.")
        assert (await clips.prepare(FIXED, "en")).failed == 3
        voice.is_wrong = False
        assert await clips.prepare(FIXED, "en") == Progress(3, made=3)
        assert await clips.prepare(FIXED, "en") == Progress(3, kept=3)

    play(scene)


def test_preparing_asks_for_few_at_once_and_tells_how_far_it_is(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        clips = Clips(voice, tmp_path)
        told: list[Progress] = []
        texts = [f"This is sentence {one}." for one in "abcdefgh"]
        voice.gate = asyncio.Event()
        preparing = asyncio.create_task(clips.prepare(texts, "en", at_once=3, told=told.append))
        while voice.at_once < 3:
            await asyncio.sleep(0)
        voice.gate.set()
        end = await preparing
        assert voice.most_at_once == 3
        assert [one.done for one in told] == list(range(1, 9))
        assert told[-1] == end == Progress(8, made=8)

    play(scene)


def test_a_voice_that_is_down_is_not_asked_for_everything(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        texts = [f"This is sentence {one}." for one in "abcdefghijklmnop"]
        voice.refuses = set(texts)
        clips = Clips(voice, tmp_path)
        assert await clips.prepare(texts, "en", at_once=1) == Progress(16, failed=16)
        assert len(voice.spoken) == 5

    play(scene)


def test_another_voice_never_speaks_under_a_name_that_is_not_its_own(tmp_path: Path) -> None:
    async def scene() -> None:
        chain, maker = FakeVoice("first"), FakeVoice("first")
        clips = Clips(chain, tmp_path, maker=maker)
        await clips.prepare(FIXED, "en")
        assert len(maker.spoken) == 3
        assert not chain.spoken
        await heard(clips, "I have Ana.")
        assert chain.spoken == ["I have Ana."]

    play(scene)


def test_memory_and_disk_are_bounded(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        texts = [f"This is sentence {one}." for one in "abcdefgh"]
        size = len(sound(texts[0]))
        clips = Clips(
            voice, tmp_path, fixed_bytes=3 * size, passing_bytes=2 * size, disk_bytes=5 * size
        )
        await clips.prepare(texts, "en", at_once=1)
        assert sum(clips.at_hand(one, "en") is not None for one in texts) == 3
        assert len(files(tmp_path)) == 5
        voice.spoken.clear()
        for one in "pqrst":
            await heard(clips, f"This is sentence {one}.")
        await settled(clips)
        kept = [clips.at_hand(f"This is sentence {one}.", "en") for one in "pqrst"]
        assert [one is not None for one in kept] == [False, False, False, True, True]
        voice.spoken.clear()
        for path in files(tmp_path):
            os.utime(path)
        assert await heard(clips, texts[4]) == sound(texts[4])
        assert not voice.spoken  # it fell out of memory and was on disk

    play(scene)


def test_a_disk_that_fails_costs_no_sentence(tmp_path: Path) -> None:
    async def scene() -> None:
        (tmp_path / "file").write_text("no folder")
        clips = Clips(FakeVoice(), tmp_path / "file")
        assert await clips.prepare(FIXED, "en") == Progress(3, made=3)
        assert clips.at_hand("Got it.", "en") == sound("Got it.")
        assert await heard(clips, "I have Ana.") == sound("I have Ana.")

    play(scene)


def test_a_clip_on_disk_that_is_empty_is_made_again(tmp_path: Path) -> None:
    async def scene() -> None:
        await Clips(FakeVoice(), tmp_path).prepare(FIXED, "en")
        for path in files(tmp_path):
            path.write_bytes(b"")
        assert await Clips(FakeVoice(), tmp_path).prepare(FIXED, "en") == Progress(3, made=3)

    play(scene)


def test_closing_gives_up_what_is_under_way(tmp_path: Path) -> None:
    async def scene() -> None:
        voice = FakeVoice()
        voice.gate = asyncio.Event()
        clips = Clips(voice, tmp_path)
        listening = asyncio.create_task(heard(clips, "I have Ana."))
        await voice.first.wait()
        await clips.close()
        with pytest.raises(VoiceFailed, match="stopped"):
            await listening
        assert not voice.at_once

    play(scene)


def test_it_is_at_hand_in_microseconds(tmp_path: Path) -> None:
    async def scene() -> None:
        clips = Clips(FakeVoice(), tmp_path)
        await clips.prepare(FIXED, "en")
        text = "Got it. What's the best callback number for you?"
        best = 1.0
        for _ in range(50):
            begun = perf_counter()
            for _ in range(100):
                clips.at_hand(text, "en")
            best = min(best, (perf_counter() - begun) / 100)
        assert best < 50e-6, f"{best * 1e6:.1f} µs"

    play(scene)
