"""A small dental flow, written out by hand, on which understanding is tested."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.clinic import Clinic, Provider, Service
from engine.commands import Expecting
from engine.events import Understood
from engine.flow import Answer, Flow, Limits, Request, Slot, Thresholds
from engine.safety import Trigger
from nlu.understand import Understanding

OPEN = Expecting()
"""Nothing was asked."""

_EN = {
    "book_appointment": """
        I need to schedule an appointment|can I get in for a cleaning|I want to come in for a
        checkup|my tooth hurts and I need to be seen|I'd like to make an appointment |set me up
        with the hygienist|I'm due for my six month cleaning|what's your first available |book me
        for a consultation|my daughter needs to see the dentist|I have a toothache and want
        someone to look at it|I'm looking for a new dentist|do you have anything open this
        week|get me on the calendar|could you squeeze me in tomorrow|when is the soonest I could
        be seen|schedule a visit please""",
    "reschedule_appointment": """
        I need to reschedule my appointment|can I move my appointment to next week|I'd like to
        change my appointment time|could we find another day|I need a different day |push my
        appointment back a few hours|can I switch from monday to wednesday|I booked the wrong
        day|bump me to friday|swap my appointment for a later one|my schedule changed so I have to
        move my visit|that day is no good any more, I need a new one|can my two o'clock become a
        four o'clock|move it to another time|postpone my visit|I want to move it|rebook my
        appointment""",
    "cancel_appointment": """
        I need to cancel my appointment|please cancel my cleaning|I can't make it tomorrow|take me
        off the schedule|I don't need my appointment anymore|I'm calling to cancel|I have to
        cancel|cancel my visit please|I won't be able to come in|something came up and I have to
        cancel|I want to cancel|call off my appointment|drop my appointment|I'm not coming on
        friday |remove me from the schedule|get rid of my appointment|what if I cancel""",
    "running_late": """
        I'm running late|I'll be ten minutes late|I'm stuck in traffic|I'm on my way but late|I
        won't be there on time|we're running behind|I overslept and will be late|my bus is late
        |will you still see me if I'm late|I'm going to be late for my appointment|be there in
        fifteen minutes|traffic is terrible|I'm delayed|a few minutes late|tell them I'm running
        behind|late""",
    "billing_question": """
        I have a question about my bill|why was I charged so much|I'd like to pay my bill|what do
        I owe|there's a charge I don't recognize|you sent me a statement|can I set up a payment
        plan|my balance is wrong|I got a bill in the mail|I was overcharged|refund|did you get my
        payment|billing department|how much is my balance|I want to pay""",
}
_ANSWERS = {
    "opening_hours": """
        what are your hours|are you open on saturday|when do you close|what time do you open|how
        late are you open|are you open today|what are your opening hours|do you close for lunch
        |are you there on weekends|hours please|what time do you close today|are you guys open
        right now |is the office open|what days are you open|how early do you open|until when are
        you open""",
    "location": """
        where are you located|what's your address|how do I get there|where is your office|can you
        give me directions|which street are you on|where do I find you|what part of town are you
        in |are you downtown|I need your address|how do I get to your office|directions
        please|where is the clinic|what building are you in|is it near the mall|address""",
    "parking": """
        do you have parking|where do I park|is there parking|is parking free|where can I leave my
        car|do I have to pay for parking|is there a parking garage|parking|is there a lot|where
        should I park my car|do you validate parking|is there street parking|any parking
        nearby|how's the parking|can I park behind the building|parking lot""",
    "insurance_accepted": """
        do you take Delta Dental|which insurance do you accept|are you in network with Cigna|do
        you take my insurance|is Aetna okay|do you work with MetLife|what plans do you take |do
        you accept medicaid|is my insurance accepted|are you in my network|do you guys take
        Guardian |what insurance do you take|do you accept PPO plans|will you take my
        plan|insurance accepted|can I use my Humana there""",
    "pricing": """
        how much is a cleaning|what does a crown cost|what do you charge for an exam|how much
        would a filling be|prices|what's the price of whitening|how much is it|what does it
        cost|cost of a root canal|how expensive is a checkup|do you have a price list|how much
        without insurance|what are your fees|what would that cost me|price for a cleaning|how much
        do you charge""",
}
_ES = {
    "book_appointment": """
        necesito una cita|quiero hacer una cita|me pueden dar una cita|quisiera una
        limpieza|quiero agendar una consulta|me duele la muela y quiero que me vean|tienen citas
        mañana |una cita por favor|necesito ver al dentista|quiero sacar una cita para mi hijo""",
    "reschedule_appointment": """
        quiero cambiar mi cita|necesito otra fecha|puedo mover mi cita|quiero cambiar la
        cita|necesito reprogramar|cambiar la hora de mi cita|otro día para mi cita""",
    "cancel_appointment": """
        quiero cancelar mi cita|cancele mi cita|no puedo ir a mi cita|necesito cancelar|llamo para
        cancelar|quiero cancelar|anular mi cita""",
    "parking": "dónde me puedo estacionar|hay estacionamiento|tienen parqueo|dónde dejo el carro",
    "location": "dónde están ubicados|cuál es su dirección|cómo llego|en qué calle están",
}


def _said(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(" ".join(one.split()) for one in text.split("|"))
        for name, text in table.items()
    }


_SERVICES = (
    Service("checkup", ("check-up", "exam", "regular checkup"), {}, 30, "dentist", "direct"),
    Service("cleaning", ("teeth cleaning", "limpieza"), {}, 60, "hygienist", "direct"),
    Service("toothache", ("tooth pain", "tooth hurts"), {}, 30, "dentist", "direct", urgent=True),
    Service("filling", ("cavity",), {}, 45, "dentist", "direct"),
    Service("crown", ("cap",), {"es": "corona"}, 90, "dentist", "approval"),
)


def _slots() -> dict[str, Slot]:
    slots = (
        Slot("patient_name", "person_name"),
        Slot("date_of_birth", "date"),
        Slot("callback_number", "phone"),
        Slot("email", "email"),
        Slot("caller_name", "person_name"),
        Slot(
            "relationship",
            "choice",
            ("parent", "child", "spouse"),
            {
                "parent": ("mother", "father", "my son", "my daughter"),
                "child": ("my mother", "my father"),
            },
        ),
        Slot("patient_status", "choice", ("new", "existing")),
        Slot("visit_reason", "choice"),
        Slot("provider", "text"),
        Slot("preferred_time", "time_window"),
        Slot("opening", "opening"),
        Slot("insurance_carrier", "insurance_carrier"),
        Slot("insurance_member_id", "member_id"),
        Slot("appointment", "appointment"),
        Slot("cancel_reason", "text"),
        Slot("message", "text"),
        Slot("reschedule_instead", "bool"),
        Slot("pet_friendly", "choice", ("cat", "dog"), {"dog": ("puppy",)}),
    )
    return {slot.name: slot for slot in slots}


@pytest.fixture(scope="session")
def practice() -> Flow:
    """A flow with five requests and five answers."""
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), (("08:00", "17:00"),))
    clinic = Clinic(
        id="example",
        name="Example Dental",
        practice="Example",
        timezone="America/Chicago",
        state="TX",
        number="+15125550100",
        staff_line="+15125550101",
        on_call_line=None,
        address="1 Main Street",
        parking=None,
        hours=week,
        lunch=None,
        holidays=frozenset(),
        languages=("en-US", "es-US"),
        flow="example",
        providers=(
            Provider("Dr. Sarah Chen", "dentist"),
            Provider("Dr. James Wilson", "dentist"),
            Provider("Maria Lopez", "hygienist"),
        ),
        services=_SERVICES,
        insurance_accepted=("Delta Dental", "Cigna", "Aetna"),
    )
    return Flow(
        name="example",
        version=1,
        language="en",
        limits=Limits(),
        thresholds=Thresholds(),
        slots=_slots(),
        requests={name: Request(name, "", "staff", ()) for name in _EN},
        answers={name: Answer(name, "") for name in _ANSWERS},
        triggers=(Trigger("purple gums", "urgent_dental"),),
        texts={"en": {}, "es": {}},
        examples={"en": _said(_EN | _ANSWERS), "es": _said(_ES)},
        clinic=clinic,
    )


@pytest.fixture(scope="session")
def understanding(practice: Flow) -> Understanding:
    """What understands the callers of that flow."""
    return Understanding(practice)


@pytest.fixture
def now() -> datetime:
    """A Monday morning."""
    return datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo("America/Chicago"))


@pytest.fixture
def meant(understanding: Understanding, now: datetime) -> Any:
    """What words mean after a question, on that morning."""

    def understand(words: str, expecting: Expecting = OPEN, *nbest: str) -> Understood:
        return understanding.understand(words, expecting, now, nbest)

    return understand
