"""Keys: what they seal, what they open, and what they never tell."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clinic.store.identifier import LENGTH, new_id
from clinic.store.keyring import SealError, kept_key, new_key, parse

COLUMN = "patients.last_name"


@given(text=st.text())
def test_what_is_sealed_opens_and_never_looks_the_same(text: str) -> None:
    keys = parse(new_key())
    one, other = keys.seal(text, COLUMN), keys.seal(text, COLUMN)
    assert keys.open(one, COLUMN) == keys.open(other, COLUMN) == text
    assert one != other


@pytest.mark.parametrize(
    "harm", [lambda one: one[:-4] + "AAA=", lambda one: one + "!", lambda _: ""]
)
def test_what_was_changed_does_not_open(harm: object) -> None:
    keys = parse(new_key())
    sealed = keys.seal("Ruiz", COLUMN)
    with pytest.raises(SealError) as told:
        keys.open(harm(sealed), COLUMN)  # type: ignore[operator]
    assert "Ruiz" not in str(told.value)


def test_what_is_copied_to_another_column_does_not_open_there() -> None:
    keys = parse(new_key())
    with pytest.raises(SealError, match="belongs elsewhere"):
        keys.open(keys.seal("Ruiz", COLUMN), "patients.first_name")


def test_keys_change_while_the_clinic_works() -> None:
    old = new_key("k1")
    new = f"{new_key('k2')},{old}"
    sealed = parse(old).seal("Ruiz", COLUMN)
    keys = parse(new)
    assert keys.open(sealed, COLUMN) == "Ruiz"
    assert not keys.is_current(sealed)
    assert keys.is_current(keys.seal("Ruiz", COLUMN))
    assert keys.index("phone", "+1512") == parse(old).index("phone", "+1512")


def test_an_index_tells_kinds_and_clinics_with_other_keys_apart() -> None:
    keys = parse(new_key())
    assert keys.index("phone", "1") == keys.index("phone", "1") != keys.index("birth", "1")
    assert keys.index("phone", "1") != parse(new_key()).index("phone", "1")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        (" , ", "is empty"),
        ("k1:c2hvcnQ=", "key 1 is not 32 bytes"),
        ("k1:%%%", "key 1 is not 32 bytes"),
        (f"a:{'A' * 43}=,a:{'B' * 43}=", "the same id"),
    ],
)
def test_keys_that_are_none_are_told_without_them(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as told:
        parse(text)
    assert "c2hvcnQ" not in str(told.value)


def test_keys_do_not_show_themselves() -> None:
    text = new_key("k7")
    assert repr(parse(text)) == "Keyring(k7)"
    assert parse(text.partition(":")[2]).keys[0][0] == "k1"


def test_a_key_is_made_once_and_kept_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "data" / "key"
    assert kept_key(path) == kept_key(path)
    assert path.stat().st_mode & 0o077 == 0


def test_ids_sort_by_time_and_do_not_repeat() -> None:
    moments = [datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 3, tzinfo=UTC)]
    ids = [new_id(moment) for moment in moments for _ in range(100)]
    assert len(set(ids)) == len(ids)
    assert {len(one) for one in ids} == {LENGTH}
    assert max(ids[:100]) < min(ids[100:])
