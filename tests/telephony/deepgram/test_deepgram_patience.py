"""How long Flux waits, and which words of a clinic it is told to listen for."""

from dataclasses import replace

import pytest

from agent_config.clinic_file import load_clinic
from agent_config.flow_file import load_flow
from engine.commands import Expecting
from telephony.deepgram.patience import LONG, SHORT, USUAL, Patience, patience_for
from telephony.keyterms import MOST, MOST_CHARACTERS, keyterms_of


@pytest.mark.parametrize(
    ("expecting", "patience"),
    [
        (Expecting("open"), USUAL),
        (Expecting("yes_no", slot="patient_name"), SHORT),
        (Expecting("offer", options=("2026-03-03T10:00",)), SHORT),
        (Expecting("slot", slot="callback_number"), LONG),
        (Expecting("slot", slot="date_of_birth"), LONG),
        (Expecting("slot", slot="patient_name"), LONG),
        (Expecting("slot", slot="anything", part="last"), LONG),
        (Expecting("slot", slot="visit_reason"), USUAL),
        (Expecting("slot"), USUAL),
    ],
)
def test_numbers_dates_and_names_get_more_time(expecting: Expecting, patience: Patience) -> None:
    assert patience_for(expecting) == patience


@pytest.mark.parametrize("patience", [USUAL, SHORT, LONG])
def test_patience_is_within_the_vendors_ranges(patience: Patience) -> None:
    assert 0.3 <= patience.eager <= 0.9
    assert patience.eager <= patience.end <= 1.0
    assert patience.end >= 0.5
    assert 500 <= patience.timeout_ms <= 60_000


def test_key_terms_are_the_clinics_own_words_the_rarest_first() -> None:
    flow = load_flow("dental_reception", load_clinic("riverside_dental"))
    terms = keyterms_of(flow)
    clinic = flow.clinic
    assert terms[0] == clinic.name
    assert {one.name for one in clinic.providers} <= set(terms)
    assert set(clinic.insurance_accepted) <= set(terms)
    assert "teeth cleaning" in terms
    assert len({one.casefold() for one in terms}) == len(terms)


def test_key_terms_are_few_and_short_however_long_the_clinics_lists_are() -> None:
    flow = load_flow("dental_reception", load_clinic("riverside_dental"))
    many = tuple(f"Insurance Company Number {n}" for n in range(500))
    terms = keyterms_of(replace(flow, clinic=replace(flow.clinic, insurance_accepted=many)))
    assert len(terms) <= MOST
    assert sum(map(len, terms)) <= MOST_CHARACTERS
    few = keyterms_of(replace(flow, clinic=replace(flow.clinic, insurance_accepted=("", " A  B "))))
    assert "A B" in few
    assert "" not in few
