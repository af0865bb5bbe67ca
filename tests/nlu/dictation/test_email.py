"""E-mail addresses, said and typed."""

import time

import pytest

from nlu.dictation.email import email


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("ana dot ruiz at gmail dot com", "ana.ruiz@gmail.com"),
        ("my email is ana underscore ruiz at gmail dot com", "ana_ruiz@gmail.com"),
        ("it's ana.ruiz@gmail.com thanks", "ana.ruiz@gmail.com"),
        ("Ana.Ruiz@Example.org", "ana.ruiz@example.org"),
        ("mi correo es ana punto ruiz arroba hotmail punto com", "ana.ruiz@hotmail.com"),
        ("ana guion bajo ruiz arroba gmail punto com", "ana_ruiz@gmail.com"),
        ("ana guion medio ruiz arroba gmail punto com", "ana-ruiz@gmail.com"),
        ("john smith at yahoo dot com", "johnsmith@yahoo.com"),
        ("j s m i t h at gmail", "jsmith@gmail.com"),
        ("a n a r u i z 88 at outlook dot com", "anaruiz88@outlook.com"),
        ("ana ruiz eighty eight arroba gmail punto com", "anaruiz88@gmail.com"),
        ("you can reach me at ana at gmail dot com", "ana@gmail.com"),
        ("bob at my dash company dot co dot uk please", "bob@my-company.co.uk"),
        ("b o b at utexas dot e d u and my phone is five", "bob@utexas.edu"),
        ("ana.ruiz at gmail.com", "ana.ruiz@gmail.com"),
        ("ana plus dental at g mail dot com", "ana+dental@gmail.com"),
        ("ana at gmail com", "ana@gmail.com"),
        ("capital a n n a double t at aol dot com", "annatt@aol.com"),
        ("a b three dot s d d dot three at g mail dot com", "ab3.sdd.3@gmail.com"),
    ],
)
def test_an_address_is_heard(words: str, address: str) -> None:
    found = email(words)
    assert found is not None
    assert (found.value, found.corrected) == (address, False)
    assert 0.5 <= found.confidence <= 1


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("no it's bob at gmail dot com", "bob@gmail.com"),
        ("ana at gmail dot com no wait anna at gmail dot com", "anna@gmail.com"),
        ("ana@gmail.com sorry anna@gmail.com", "anna@gmail.com"),
    ],
)
def test_the_last_address_counts(words: str, address: str) -> None:
    found = email(words)
    assert found is not None
    assert (found.value, found.corrected) == (address, True)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "🦷\x00",
        "i'll be there at ten",
        "look at that dot",
        "i'm at home",
        "at gmail dot com",
        "meet me at the second street dot",
        "i don't have one",
        "@",
        "a@b",
        "ana ¿? at gmail dot com at",
    ],
)
def test_no_address(words: str) -> None:
    found = email(words)
    assert found is None or found.value == "ana@gmail.com"


@pytest.mark.parametrize(
    "words",
    ["at " * 10_000, "a at b dot com " * 3_000, "a@" * 10_000, "a." * 20_000, "a b " * 10_000],
)
def test_length_costs_little(words: str) -> None:
    begun = time.process_time()
    email(words)
    assert time.process_time() - begun < 30  # no more than a guard against a hang
