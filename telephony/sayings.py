"""What rehearsed callers say, in our own words: goals, answers and habits of speech, in English.

Braces hold a fact of the caller: {name}, {own_name}, {spelled}, {phone}, {born}, {reason},
{time}, {other_time}, {status}, {carrier}, {member_id}, {email}, {message}, {why},
{relationship}, {option}.
"""

from collections.abc import Mapping
from typing import Final

OPENINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "book_appointment": (
        "Hi, I'd like to make an appointment",
        "I need to come in for {reason}",
        "hello, can I get an appointment for {reason} please",
        "I want to book {reason}, {time} if you have it",
        "yeah I need to see someone about {reason}",
        "my kid needs {reason}, the name is {name}",
        "I'm a new patient and I'd like to come in for {reason}",
    ),
    "reschedule_appointment": (
        "I have to move my appointment",
        "can I change my appointment to {time}",
        "I need to reschedule",
    ),
    "cancel_appointment": (
        "I need to cancel my appointment",
        "I can't come to my appointment, please cancel it",
    ),
    "confirm_appointment": (
        "I'm calling to confirm my appointment",
        "I got a message asking me to confirm, so yes, I'm coming",
    ),
    "appointment_lookup": (
        "when is my appointment again",
        "I forgot what day my appointment is",
    ),
    "running_late": ("I'm running about ten minutes late", "I'm stuck in traffic, I'll be late"),
    "callback": ("could somebody call me back", "I'd like the office to give me a call"),
    "insurance_question": (
        "I have a question about my insurance",
        "I wanted to know if my plan covers a crown",
    ),
    "billing_question": (
        "I got a bill that I don't understand",
        "I have a question about my balance",
    ),
    "referral": ("I need a referral to a specialist", "did my referral go out yet"),
    "records_request": (
        "I need a copy of my records",
        "can you send my x-rays to another office",
    ),
    "leave_message": ("can I leave a message", "I just want to leave a message for the doctor"),
    "join_waitlist": (
        "put me on the waiting list please",
        "call me if something opens up sooner",
    ),
    "returning_call": ("somebody called me from this number", "I'm returning your call"),
    "opening_hours": ("what time do you close today", "when are you open"),
    "location": ("where are you located", "what's your address"),
    "parking": ("is there parking at your place", "where can I park"),
    "insurance_accepted": ("do you take Aetna", "which insurance do you take"),
    "pricing": ("how much is a {reason}", "what does a visit cost"),
    "prescription_refill": ("I need a refill on my prescription", "can you refill my antibiotics"),
    "test_results": ("are my test results in", "I'm calling for my lab results"),
    "how_are_you": ("I'm fine, thanks", "all is well"),
    "report_trouble": ("it still hurts quite a bit", "something is not right since my visit"),
    "human": ("can I talk to a real person", "let me speak to someone at the desk please"),
    "emergency": (
        "I can't breathe",
        "my face is swelling and I'm having trouble breathing",
        "he's unconscious, please help",
    ),
}
"""How a caller begins, by what they want."""

ANSWERS: Final[Mapping[str, tuple[str, ...]]] = {
    "patient_name": ("{name}", "it's {name}", "my name is {name}", "{name}, {spelled}"),
    "caller_name": ("{own_name}", "this is {own_name}"),
    "date_of_birth": ("{born}", "it's {born}", "I was born on {born}"),
    "callback_number": ("{phone}", "it's {phone}", "you can reach me at {phone}"),
    "email": ("{email}",),
    "relationship": ("I'm {relationship}",),
    "patient_status": ("{status}",),
    "visit_reason": ("{reason}", "I need {reason}", "it's for {reason}"),
    "provider": ("anyone is fine", "no preference"),
    "preferred_time": ("{time}", "{time} if possible", "how about {time}", "{time} works for me"),
    "insurance_carrier": ("{carrier}", "I have {carrier}", "it's with {carrier}"),
    "insurance_member_id": ("{member_id}",),
    "cancel_reason": ("{why}",),
    "message": ("{message}",),
    "reschedule_instead": ("no, just cancel it", "no thanks"),
    "coming": ("yes", "yes, I'll be there", "yes I'm coming", "no, I can't make it"),
    "wants_visit": ("yes", "yes please", "sure", "no thank you", "not right now"),
    "feeling_well": ("yes, all is well", "I'm fine, thanks", "no, something is wrong"),
    "payment": ("by card at the visit", "a payment plan", "my insurance", "the office"),
    "call_time": ("tomorrow after five", "any time"),
}
"""How a slot is answered."""

REASONS: Final[Mapping[str, tuple[str, ...]]] = {
    "checkup": ("a checkup", "an exam", "my regular checkup"),
    "cleaning": ("a cleaning", "a teeth cleaning"),
    "toothache": ("a toothache", "a broken tooth", "tooth pain"),
    "filling": ("a filling", "a cavity"),
    "crown": ("a crown", "a crown fitting"),
    "root canal": ("a root canal",),
    "consultation": ("a consultation", "a braces consultation", "whitening"),
    "sick visit": ("a sick visit", "a bad cold"),
    "vaccination": ("a vaccination", "a flu shot"),
    "physical": ("a physical", "my yearly physical"),
}
"""What callers call the usual services."""

WRONG_NUMBER: Final = ("no, you have the wrong number", "no, there's nobody here of that name")
"""What those say whom we call and who are not meant."""

YES: Final = ("yes", "yes please", "yeah that's right", "correct", "yep")
NO: Final = ("no", "no, nothing like that", "nope")
NO_MORE: Final = ("no, that's all", "no thank you", "that's it, bye", "no, I'm good, thanks")
FIRST: Final = ("the first one", "the first one is good", "I'll take the first one")
SECOND: Final = ("the second one", "the second one please")
NEITHER: Final = ("neither of those", "none of those work for me")
ONLY: Final = ("yes, that works", "that one is fine")
CORRECT: Final[Mapping[str, tuple[str, ...]]] = {
    "patient_name": ("no, it's {name}, {spelled}",),
    "date_of_birth": ("no, it's {born}",),
    "callback_number": ("no, it's {phone}",),
    "insurance_member_id": ("no, it's {member_id}",),
    "email": ("no, it's {email}",),
    "preferred_time": ("no, I'd rather come {time}",),
    "visit_reason": ("no, it's for {reason}",),
}
SECOND_THOUGHTS: Final = (
    "no, actually {other_time} would be better",
    "wait, can we make it {other_time} instead",
    "no, that's not right",
)
MORE: Final = (
    "yes, where can I park",
    "yes, what are your hours",
    "yes, I also need someone to call me back",
    "yes, I'd like another appointment for my husband",
)
ASIDES: Final = (
    "do you have parking",
    "how late are you open",
    "are you a robot",
    "do you take Cigna",
)
CHANGE: Final = ("the time please, {other_time}", "I'd rather come {other_time}", "{other_time}")
WHICH: Final = ("{option}", "I want to {option}")

LOST: Final = (
    "sorry, could you repeat that",
    "what do you mean",
    "I'm not sure I understand",
    "pardon",
    "can you say that slower please",
    "hold on, let me find my glasses",
    "who is this again",
)
ASTRAY: Final = (
    "my grandson set up this telephone for me",
    "is this the pharmacy on Main Street",
    "I was going to make soup today",
    "the bus did not come this morning",
    "it has been raining all week here",
)
UPSET: Final = (
    "this is ridiculous",
    "I already told you that",
    "I've been waiting forever for someone to pick up",
    "your system is terrible",
)
DEMAND: Final = ("just give me a real person", "I want to talk to a human, now")
SHORT: Final = ("um", "uh")
RAMBLE_BEFORE: Final = (
    "well you know I was just telling my sister about this and",
    "oh let me think, we had such a busy week, but",
    "right so the thing is, with the kids and everything,",
    "thanks for asking, it's been a while, so",
)
RAMBLE_AFTER: Final = (
    "and by the way your office is lovely",
    "my neighbor told me you were good so that's why I'm calling",
    "sorry, the dog is barking again",
    "anyway that's how it is these days",
)
