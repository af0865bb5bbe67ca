"""A recording opens with the keys alone, part by part, and tells what was done to it."""

import io
import os
import signal
import subprocess
import sys
import wave as pcm
from pathlib import Path

import pytest

from clinic.recordings import wave
from clinic.recordings.sealed_sound import (
    PART,
    BadSound,
    SealedSound,
    SoundWriter,
    is_current,
    seal_anew,
)
from clinic.store.keyring import Keyring, new_key, parse

SPOKEN = b"Zwetschgenbaum "
"""Stands for what a caller said: it must not be found on the disk."""


def sound(count: int) -> bytes:
    return (SPOKEN * (count // len(SPOKEN) + 1))[:count]


def made(path: Path, keyring: Keyring, count: int, *, ended: bool = True) -> bytes:
    writer, whole = SoundWriter(path, keyring), sound(count)
    full = count // PART * PART
    for start in range(0, full, PART):
        writer.add(whole[start : start + PART])
    if ended:
        size = writer.end(whole[full:])
        assert size == path.stat().st_size
    else:
        writer.leave(b"")
    return whole


def read(path: Path, keyring: Keyring, start: int = 0, end: int | None = None) -> bytes:
    one = SealedSound(path, keyring)
    return b"".join(one.read(start, one.size if end is None else end))


@pytest.mark.parametrize("count", [0, 2, PART - 2, PART, PART + 2, 3 * PART + 1234])
def test_what_was_recorded_comes_back_as_wav(keyring: Keyring, tmp_path: Path, count: int) -> None:
    path = tmp_path / "2026-03" / "one.sound"
    whole = made(path, keyring, count)
    assert read(path, keyring) == wave.header(count) + whole
    assert SPOKEN not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_header_is_that_of_stereo_u_law(keyring: Keyring, tmp_path: Path) -> None:
    made(tmp_path / "one", keyring, PART)
    raw = read(tmp_path / "one", keyring)
    assert raw[:4] + raw[8:16] == b"RIFFWAVEfmt "
    assert int.from_bytes(raw[4:8], "little") == len(raw) - 8
    assert [int.from_bytes(raw[at : at + 2], "little") for at in (20, 22, 34)] == [7, 2, 8]
    assert len(wave.header(0)) == wave.HEADER_BYTES
    reads = pytest.raises(pcm.Error, match="unknown format: 7")  # Python knows the form, not u-law
    with reads, pcm.open(io.BytesIO(raw)):
        pass


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 1), (0, 58), (57, 60), (58, 59), (PART, PART + 200), (2 * PART + 50, 2 * PART + 1292)],
)
def test_any_stretch_can_be_read_alone(
    keyring: Keyring, tmp_path: Path, start: int, end: int
) -> None:
    whole = made(tmp_path / "one", keyring, 2 * PART + 1234)
    expected = wave.header(len(whole)) + whole
    assert read(tmp_path / "one", keyring, start, end) == expected[start:end]


def test_only_the_parts_that_are_asked_for_are_opened(keyring: Keyring, tmp_path: Path) -> None:
    path = tmp_path / "one"
    whole = made(path, keyring, 3 * PART)
    raw = bytearray(path.read_bytes())
    raw[200] ^= 1  # in the first part
    path.write_bytes(raw)
    start = wave.HEADER_BYTES + PART
    assert read(path, keyring, start) == whole[PART:]
    with pytest.raises(BadSound, match="does not open"):
        read(path, keyring)


def test_a_recording_that_broke_off_can_be_heard_up_to_its_last_whole_part(
    keyring: Keyring, tmp_path: Path
) -> None:
    path = tmp_path / "one"
    whole = made(path, keyring, 3 * PART + 500)
    raw = path.read_bytes()
    for lost in (1, 530, 535):  # some of the last part, or all of it
        path.write_bytes(raw[:-lost])
        one = SealedSound(path, keyring)
        assert not one.is_whole
        assert b"".join(one.parts()) == whole[: 3 * PART]


def test_a_process_that_is_killed_leaves_what_can_be_heard(tmp_path: Path) -> None:
    key = new_key()
    program = (
        "import sys; from pathlib import Path; from clinic.store.keyring import parse;"
        "from clinic.recordings.sealed_sound import PART, SoundWriter;"
        "writer = SoundWriter(Path(sys.argv[1]), parse(sys.argv[2]));"
        "[writer.add(bytes([n]) * PART) for n in range(3)];"
        "print('written', flush=True); sys.stdin.read()"
    )
    path = tmp_path / "one"
    given = [sys.executable, "-c", program, str(path), key]
    with subprocess.Popen(given, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"written\n"
        os.kill(process.pid, signal.SIGKILL)
    one = SealedSound(path, parse(key))
    assert list(one.parts()) == [bytes([n]) * PART for n in range(3)]
    assert not one.is_whole


def test_nothing_opens_with_another_key_or_in_another_place(
    keyring: Keyring, tmp_path: Path
) -> None:
    made(tmp_path / "one", keyring, 2 * PART)
    made(tmp_path / "two", keyring, 2 * PART)
    with pytest.raises(BadSound, match="does not open"):
        read(tmp_path / "one", parse(new_key()))
    one, two = (tmp_path / name for name in ("one", "two"))
    first, second = one.read_bytes(), two.read_bytes()
    half = len(first) // 2
    one.write_bytes(first[:half] + second[half:])
    with pytest.raises(BadSound):
        read(one, keyring)
    one.write_bytes(b"RIFF" + first)
    with pytest.raises(BadSound, match="is no recording"):
        SealedSound(one, keyring)
    with pytest.raises(FileExistsError):
        SoundWriter(two, keyring)


@pytest.mark.parametrize("ended", [True, False])
def test_it_is_sealed_anew_when_the_key_changes(tmp_path: Path, ended: bool) -> None:
    old, new = new_key("old"), new_key("new")
    path = tmp_path / "one.sound"
    whole = made(path, parse(old), 2 * PART, ended=ended)
    both, alone = parse(f"{new},{old}"), parse(new)
    assert not is_current(path, both)
    assert seal_anew(path, both)
    assert is_current(path, both)
    assert not seal_anew(path, both)
    one = SealedSound(path, alone)
    assert b"".join(one.parts()) == whole
    assert one.is_whole == ended
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_one_that_does_not_open_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "one.sound"
    made(path, parse(new_key("old")), 2 * PART)
    before = path.read_bytes()
    with pytest.raises(BadSound):
        seal_anew(path, parse(new_key("new")))
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
