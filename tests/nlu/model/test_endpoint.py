"""Addresses of models, and which of them are in the house."""

from dataclasses import replace

import pytest

from agent_config.clinic_file import load_clinic
from engine.clinic import Clinic
from nlu.model.endpoint import OPENAI, Endpoint
from nlu.model.route import refusal, route


@pytest.fixture(scope="module")
def clinic() -> Clinic:
    return load_clinic("riverside_dental")


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/v1",
        "http://localhost:11434/v1",
        "http://[::1]:8080/v1",
        "http://[::ffff:10.0.0.1]:8080/v1",
        "http://192.168.1.20/v1",
        "http://10.1.2.3:8000/v1",
        "http://ollama:11434/v1",
        "http://model-1.clinic.internal/v1",
        "https://llm.lan",
    ],
)
def test_what_is_in_the_house_says_so_by_its_address(address: str) -> None:
    assert Endpoint(address).is_own


@pytest.mark.parametrize(
    "address",
    [
        OPENAI,
        "https://llm.example.com/v1",
        "https://8.8.8.8/v1",
        "https://134744072/v1",
        "https://0x08080808/v1",
        "https://localhost.example.com/v1",
        "https://10.0.0.1.example.com/v1",
        "https://[2001:4860:4860::8888]/v1",
    ],
)
def test_what_is_not_is_a_vendor(address: str) -> None:
    assert not Endpoint(address).is_own


@pytest.mark.parametrize(
    "address",
    [
        "localhost:8080",
        "ftp://localhost/v1",
        "https://",
        "https://user@api.openai.com/v1",
        "https://evil.example\\@localhost/v1",
        "https://a b/v1",
        "https://[::1/v1",
    ],
)
def test_what_is_no_address_is_told_in_a_sentence(address: str) -> None:
    with pytest.raises(ValueError, match="is no address of a model; one looks like"):
        Endpoint(address)


def test_words_do_not_cross_the_internet_unencrypted() -> None:
    with pytest.raises(ValueError, match="not in our own network, so it needs https"):
        Endpoint("http://llm.example.com/v1")


def test_a_key_is_never_shown() -> None:
    assert "secret" not in repr(Endpoint(OPENAI, key="secret"))


def test_a_vendor_is_asked_only_with_an_agreement_on_record(clinic: Clinic) -> None:
    usual = Endpoint(OPENAI)
    assert route(clinic, usual, None).endpoints == ()
    told = refusal(clinic, usual)
    assert told is not None
    assert "riverside_dental has no agreement (BAA) with openai on record" in told
    assert "'baa: [openai]'" in told
    signed = replace(clinic, baa=("openai",))
    assert route(signed, usual, None).to(sensitive=False) == usual
    assert refusal(signed, usual) is None


def test_another_vendor_is_named_by_its_host(clinic: Clinic) -> None:
    usual = Endpoint("https://llm.example.com/v1")
    assert not route(replace(clinic, baa=("openai",)), usual, None).endpoints
    assert route(replace(clinic, baa=("llm.example.com",)), usual, None).endpoints == (usual,)


def test_sensitive_words_go_to_the_own_endpoint_or_nowhere(clinic: Clinic) -> None:
    usual, own = Endpoint(OPENAI), Endpoint("http://localhost:1/v1")
    signed = replace(clinic, baa=("openai",))
    assert route(signed, usual, own).to(sensitive=True) == own
    assert route(signed, usual, own).to(sensitive=False) == usual
    assert route(signed, usual, None).to(sensitive=True) is None
    assert route(clinic, usual, own).to(sensitive=False) == own
    assert route(clinic, None, own).to(sensitive=False) == own
    assert route(clinic, own, None).to(sensitive=True) == own
    assert refusal(clinic, own) is None
    assert refusal(clinic, None) is None


def test_an_endpoint_for_sensitive_words_is_in_the_house(clinic: Clinic) -> None:
    with pytest.raises(ValueError, match="LOCAL_MODEL_BASE_URL is for words that must not leave"):
        route(clinic, None, Endpoint(OPENAI))
