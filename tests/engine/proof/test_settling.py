"""What stays settled of a call's slots, and of which class."""

import pytest

from engine.advance import start
from engine.call import Filled
from engine.flow import Flow
from engine.proof.classes import EMPTY, Classes
from engine.proof.settling import Settling


@pytest.mark.parametrize(("born", "kind"), [("2019-02-03", "minor"), ("1970-02-03", "adult")])
def test_a_date_of_birth_is_that_of_a_minor_or_not(dental: Flow, born: str, kind: str) -> None:
    assert Classes(dental).of("date_of_birth", Filled(born)).startswith(kind)


@pytest.mark.parametrize("related", [True, False])
def test_what_is_asked_on_a_condition_is_settled_only_where_it_holds(
    dental: Flow, related: bool
) -> None:
    call = start(dental)
    call.request = "book_appointment"
    call.slots = {"relationship": Filled("parent")} if related else {}
    settled = Settling(dental, Classes(dental)).settled(call, {"caller_name": EMPTY})
    assert ("caller_name" in settled) is related
