from collections.abc import Callable
from pathlib import Path

import pytest

from telephony.local import weights
from telephony.local.weights import NoLocalSpeech, missing, voice_activity_file, whisper_folder

needs_speech = pytest.mark.skipif(missing() is not None, reason=f"{missing()}")


def gone(name: str) -> None:
    """What `find_spec` says of a package that is not there."""


def test_what_is_missing_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "find_spec", gone)
    assert "make voice" in str(missing())
    asked: tuple[Callable[[], Path], ...] = (whisper_folder, voice_activity_file)
    for ask in asked:
        with pytest.raises(NoLocalSpeech, match="make voice"):
            ask()


@needs_speech
def test_any_folder_that_holds_a_model_is_believed(tmp_path: Path) -> None:
    with pytest.raises(NoLocalSpeech, match="LOCAL_SPEECH_MODEL"):
        whisper_folder(tmp_path)
    (tmp_path / "model.bin").write_bytes(b"mine")
    assert whisper_folder(tmp_path) == tmp_path


@needs_speech
def test_files_that_are_not_as_pinned_are_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PINNED", {"config.json": "0" * 64})
    monkeypatch.setattr(weights, "VOICE_ACTIVITY_HASH", "0" * 64)
    with pytest.raises(NoLocalSpeech, match=r"config\.json .* not the file that was pinned"):
        whisper_folder(cache=tmp_path)
    assert not list((tmp_path / "whisper-base").iterdir())
    with pytest.raises(NoLocalSpeech, match="pinned"):
        voice_activity_file()


@needs_speech
def test_a_spoiled_copy_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = {"config.json": weights.PINNED["config.json"]}
    monkeypatch.setattr(weights, "PINNED", pinned)
    folder = whisper_folder(cache=tmp_path)
    whole = (folder / "config.json").read_bytes()
    (folder / "config.json").write_bytes(b"spoiled")
    assert (whisper_folder(cache=tmp_path) / "config.json").read_bytes() == whole


@needs_speech
def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "whisper-base").write_text("a file, not a folder")
    with pytest.raises(NoLocalSpeech, match="cannot be kept"):
        whisper_folder(cache=tmp_path)
