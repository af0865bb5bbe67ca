"""The stricter of both sides' states decides; what is not known counts as the strictest."""

from dataclasses import replace

import pytest

from clinic.recordings.area_codes import STATES, state_of
from clinic.recordings.law import ground, hindrance
from engine.clinic import Clinic, Recording

TEXAN, CALIFORNIAN = "+15125550142", "+14155550142"


def recording(clinic: Clinic, state: str, *, announced: bool, enabled: bool = True) -> Clinic:
    return replace(clinic, state=state, recording=Recording(enabled, announcement=announced))


@pytest.mark.parametrize("state", ["TX", "CA", "CT", "OR", "PR"])
@pytest.mark.parametrize("caller", [TEXAN, CALIFORNIAN, None])
def test_with_a_notice_everybody_may_be_recorded_once_they_heard_it(
    riverside: Clinic, state: str, caller: str | None
) -> None:
    clinic = recording(riverside, state, announced=True)
    assert ground(clinic, caller) == "announced"
    assert hindrance(clinic) is None


@pytest.mark.parametrize(
    ("state", "caller", "may"),
    [
        ("TX", TEXAN, "implied"),
        ("NY", "+13035550142", "implied"),
        ("TX", CALIFORNIAN, None),
        ("CA", TEXAN, None),
        ("OR", TEXAN, None),
        ("TX", None, None),
        ("TX", "+18005550142", None),
        ("TX", "+14165550142", None),  # Toronto
        ("TX", "+442079460000", None),
        ("TX", "5125550142", None),
    ],
)
def test_without_one_only_where_both_sides_allow_it(
    riverside: Clinic, state: str, caller: str | None, may: str | None
) -> None:
    assert ground(recording(riverside, state, announced=False), caller) == may


def test_a_clinic_that_does_not_want_it_records_nothing(riverside: Clinic) -> None:
    for announced in (True, False):
        clinic = recording(riverside, "TX", announced=announced, enabled=False)
        assert ground(clinic, TEXAN) is None
        assert hindrance(clinic) is None


def test_what_stands_in_the_way_is_told(riverside: Clinic) -> None:
    strict = hindrance(recording(riverside, "CA", announced=False))
    assert strict is not None
    assert strict.startswith("no call is recorded: in CA")
    some = hindrance(recording(riverside, "TX", announced=False))
    assert some is not None
    assert "announcement" in some


def test_no_state_where_everybody_must_agree_is_among_the_others() -> None:
    assert not STATES & set("CA DE FL IL MD MA MT NV NH PA WA CT MI OR".split())
    assert len(STATES) == 51 - 14
    assert state_of("+12125550100") == "NY"
