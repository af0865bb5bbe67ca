"""Who hears and speaks for each clinic, as the doctor tells it."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from agent_config.clinic_file import load_clinic
from agent_config.settings import Settings
from cli import speech_checks
from cli.speech_checks import is_reachable, of_speech
from telephony.phone import outfit

RIVERSIDE = load_clinic("riverside_dental")


def told(settings: Settings, *baa: str) -> list[tuple[str, str, str]]:
    clinic = replace(RIVERSIDE, baa=baa)
    found = asyncio.run(of_speech(settings, [clinic]))
    return [(one.about, one.state, one.text) for one in found]


@pytest.fixture(params=[True, False], ids=["with local speech", "without"])
def local(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    there: bool = request.param
    for module in (speech_checks, outfit):
        monkeypatch.setattr(module, "is_local_speech_installed", lambda: there)
    monkeypatch.setattr(speech_checks, "missing", lambda: None if there else "run `make voice`")
    return there


def with_keys(folder: Path, **more: Any) -> Settings:
    return Settings(
        data_dir=folder,
        deepgram_api_key=SecretStr("key"),
        elevenlabs_api_key=SecretStr("key"),
        **more,
    )


def test_vendors_with_keys_and_agreements_come_first(local: bool, tmp_path: Path) -> None:
    installed, *rest = told(with_keys(tmp_path), "deepgram", "elevenlabs")
    assert installed[:2] == ("speech", "well" if local else "note")
    spare = ", then this machine" if local else ""
    text = f"heard by Deepgram{spare}; spoken by ElevenLabs{spare}"
    assert rest == [("speech of riverside_dental", "well", text)]


def test_a_vendor_without_an_agreement_is_named(local: bool, tmp_path: Path) -> None:
    _, *refusals, last = told(with_keys(tmp_path))
    assert [state for _, state, _ in refusals] == ["note", "note"]
    assert "(BAA) with deepgram" in refusals[0][2]
    assert "(BAA) with elevenlabs" in refusals[1][2]
    if local:
        assert last[1:] == ("well", "heard by this machine; spoken by this machine")
    else:
        assert last[1] == "note"
        assert "nothing hears and speaks" in last[2]
        assert "by turns" in last[2]


def test_a_vendor_in_our_own_network_needs_no_agreement(local: bool, tmp_path: Path) -> None:
    own = "http://127.0.0.1:9"
    settings = with_keys(tmp_path, deepgram_base_url=own, elevenlabs_base_url=own)
    (_, *rest) = told(settings)
    assert [state for _, state, _ in rest] == ["well"]


def test_an_address_that_cannot_be_used_is_named_and_not_shown(tmp_path: Path) -> None:
    settings = with_keys(tmp_path, deepgram_base_url="nowhere:hush")
    *_, last = told(settings)
    assert last[:2] == ("speech", "problem")
    assert last[2].startswith("DEEPGRAM_BASE_URL")
    assert "hush" not in last[2]


@pytest.mark.parametrize(
    ("address", "is_well"),
    [
        ("https://phone.riverside.example", True),
        ("https://203.0.113.7.nip.io/here", True),
        ("https://8.8.8.8", True),
        ("http://phone.riverside.example", False),
        ("https://localhost:8000", False),
        ("https://127.0.0.1", False),
        ("https://10.1.2.3", False),
        ("https://[::1]", False),
        ("https://frontdesk.local", False),
        ("https://frontdesk", False),
        ("https://", False),
    ],
)
def test_an_address_looks_reachable(address: str, is_well: bool) -> None:
    assert is_reachable(address) is is_well
