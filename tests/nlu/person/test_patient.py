"""Who the patient is to the clinic and to the caller, told in passing or in answer."""

import pytest

from nlu.person.name import person_name
from nlu.person.patient import patient_status, relationship

ROLES = {
    "parent": ("mother", "father", "my son", "my daughter"),
    "child": ("my mother", "my father"),
    "spouse": ("wife", "husband"),
}
"""By what the caller is to the patient."""


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("I've never been there", "new"),
        ("I haven't been in before", "new"),
        ("I've never been to your office", "new"),
        ("I haven't been to the dentist in a while and figured I should come in", None),
        ("I haven't been in a long time", None),
        ("I haven't been in years", None),
        ("I haven't been feeling well", None),
    ],
)
def test_who_has_not_been_in_a_while_is_not_new(words: str, status: str | None) -> None:
    found = patient_status(words)
    assert (found.value if found else None) == status


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("I'm her mother", "parent"),
        ("it's for my mother", "child"),
        ("mi hijo", "parent"),
        ("es para mi madre", "child"),
        ("soy su esposo", "spouse"),
    ],
)
def test_the_words_said_tell_the_role(words: str, role: str) -> None:
    found = relationship(words, ROLES, asked=True)
    assert found is not None
    assert found.value == role


@pytest.mark.parametrize(
    ("words", "asked", "status"),
    [
        ("new", "Are you new or existing?", "new"),
        ("existing", "Are you new or existing?", "existing"),
        ("yes", "Have you been here before?", "existing"),
        ("no", "Have you been here before?", "new"),
        ("yes", "Are you a new patient?", "new"),
        ("no", "Are you a new patient?", "existing"),
        ("yes", "Are you new, or have you been here before?", None),
        ("what", "Are you a new patient?", None),
        ("yes", None, None),
    ],
)
def test_the_status_as_an_answer(words: str, asked: str | None, status: str | None) -> None:
    found = patient_status(words, asked)
    assert (found.value if found else None) == status


@pytest.mark.parametrize(
    ("words", "asked", "role"),
    [
        ("for my daughter", False, "daughter"),
        ("it's for myself", False, "self"),
        ("me", True, "self"),
        ("me", False, None),
        ("my wife", True, "wife"),
        ("tuesday", True, None),
    ],
)
def test_without_options_the_relative_is_named_as_said(
    words: str, asked: bool, role: str | None
) -> None:
    found = relationship(words, {}, asked)
    assert (found.value if found else None) == role


@pytest.mark.parametrize(
    ("words", "options", "role"),
    [
        ("for my stepson", {"child": (), "other": ()}, "child"),
        ("for my cousin", {"child": (), "other": ()}, "other"),
        ("for my cousin", {"child": (), "spouse": ()}, None),
        ("the guardian", {"guardian": ("legal guardian",)}, "guardian"),
    ],
)
def test_a_relative_by_name_or_kind(
    words: str, options: dict[str, tuple[str, ...]], role: str | None
) -> None:
    found = relationship(words, options, asked=True)
    assert (found.value if found else None) == role


def test_a_relative_who_is_only_talked_of_is_not_the_patient() -> None:
    words = "my dad had a heart attack last year so I missed my checkup, I'd like to book it now"
    assert relationship(words, ROLES) is None


def test_one_of_the_family_too_is_told_unasked() -> None:
    found = relationship("oh and my son too", ROLES)
    assert found is not None
    assert found.value == "parent"


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Sarah Miles", "Miles"),
        ("my name is Sarah Miles", "Miles"),
        ("Sarah please", None),
        ("Sarah tomorrow", None),
    ],
)
def test_a_common_word_may_be_a_surname(words: str, last: str | None) -> None:
    found = person_name(words, asked=True)
    assert found is None or found.value == {"first": "Sarah", "last": last}
    assert found is not None or last is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Tuan Le", ("Tuan", "Le")),
        ("my name is Linh Le", ("Linh", "Le")),
        ("Kevin Do", ("Kevin", "Do")),
        ("it's David An", ("David", "An")),
    ],
)
def test_a_surname_may_be_a_small_word(words: str, name: tuple[str, str]) -> None:
    found = person_name(words, asked=True)
    assert found is not None
    assert (found.value["first"], found.value["last"]) == name


@pytest.mark.parametrize("words", ["what do", "I do", "yes I do", "please do", "not an"])
def test_a_small_word_alone_is_no_surname(words: str) -> None:
    assert person_name(words, asked=True) is None
