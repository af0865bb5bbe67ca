"""Looks at who hears and speaks on the telephone: vendors by their keys and agreements, then us.

Nobody is asked: a key may be set and wrong, which the first call finds out and an alert tells.
"""

import ipaddress
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from agent_config.settings import Settings
from cli.finding import Finding, note, problem, well
from engine.clinic import Clinic
from telephony.local.weights import missing
from telephony.phone.outfit import CLIPS, Hearing, is_local_speech_installed
from telephony.speaking.casting import Casting

NAMES: Final = {
    "deepgram": "Deepgram",
    "elevenlabs": "ElevenLabs",
    "google": "Google",
    "local": "this machine",
}
_ONLY_INSIDE: Final = (".local", ".internal", ".lan", ".home.arpa", ".localhost", ".test")
"""Endings of names that no name server of the world knows (RFC 6761, RFC 6762, RFC 8375)."""


def is_reachable(address: str) -> bool:
    """Whether an address looks like one at which a carrier can reach this server: https, and a name
    or number that is not only known inside a network.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").casefold()
    if parts.scheme != "https" or host.endswith(_ONLY_INSIDE):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host


async def of_speech(settings: Settings, clinics: Iterable[Clinic]) -> list[Finding]:
    """What hears and speaks for each clinic, and who would but may not."""
    gone = missing()
    found = [note("speech", gone) if gone else well("speech", "this machine can hear and speak")]
    try:
        hearing = Hearing(settings)
        casting = Casting(settings, Path(settings.data_dir) / CLIPS)
    except ValueError as error:
        name = str(error).partition(":")[0]  # the rest may hold an address with a password
        return [*found, problem("speech", f"{name} cannot be used; see .env.example")]
    try:
        for clinic in clinics:
            found += _of_clinic(clinic, hearing, casting)
    finally:
        await casting.close()
    return found


def _of_clinic(clinic: Clinic, hearing: Hearing, casting: Casting) -> Iterator[Finding]:
    about = f"speech of {clinic.id}"
    for sentence in (*hearing.refusals(clinic), *casting.refusals(clinic)):
        yield note(about, sentence)
    ears = [maker.vendor for maker in hearing.ears(clinic)]
    voices = [*casting.speakers(clinic), *(["local"] if is_local_speech_installed() else [])]
    if ears and voices:
        yield well(about, f"heard by {_listed(ears)}; spoken by {_listed(voices)}")
        return
    lacking = " and ".join(
        word for word, there in (("hears", ears), ("speaks", voices)) if not there
    )
    yield note(
        about,
        f"nothing {lacking} on this server, so calls go by turns: the carrier hears and speaks. "
        "Set DEEPGRAM_API_KEY and ELEVENLABS_API_KEY, or run 'make voice'",
    )


def _listed(names: list[str]) -> str:
    return ", then ".join(NAMES.get(name, name) for name in names)
