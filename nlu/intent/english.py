"""English words for what every call may turn to, whatever its flow, and for what is about nothing.

They train the classifier beside a flow's own examples (see `nlu/intent/classifier.py`). The long
lists stand in files of their own, by what they are about.
"""

from typing import Final

from nlu.intent.english_background import BACKGROUND
from nlu.intent.english_callers import MET
from nlu.intent.english_hearing import HEARD
from nlu.intent.english_people import PEOPLE
from nlu.intent.phrases import phrases

__all__ = ["BACKGROUND", "SHORT", "TURNS"]

TURNS: Final = {**HEARD, **MET, **PEOPLE}
"""By turn of conversation: how callers say it."""

SHORT: Final = {
    "book_appointment": phrases(
        """appointment | I need an appointment | an appointment please | I'd like an appointment
        | book an appointment | new appointment | I want to come in | get an appointment
        | I want to see the dentist | I need to see the doctor | I need to be seen
        | I'd like a checkup
        | do you have any openings | do you have anything tomorrow
        | anything available this week | can I see the doctor on Monday | what do you have open
        | what times are available | I should come in | I should get in to see someone
        | it's been a while since I came in | I'm overdue | I'm due for a visit | my tooth hurts
        | I have a toothache | this tooth has been hurting for days | I broke a tooth
        | something's wrong with my tooth | my back hurts and I'd like to be seen
        | I'm sick and need to come in | my teeth are bothering me a lot"""
    ),
    "reschedule_appointment": phrases(
        """reschedule | move it | I want to move it | change my appointment | a different time
        | move my appointment"""
    ),
    "cancel_appointment": phrases(
        """cancel | cancellation | cancel my appointment | I cancelled | if I cancel"""
    ),
    "confirm_appointment": phrases(
        """confirm | confirm my appointment | I'm confirming | I'll be there"""
    ),
    "running_late": phrases("running late | I'm late | I'll be late"),
    "callback": phrases("call me back | a callback | have someone call me"),
    "insurance_question": phrases("insurance | insurance question | question about my coverage"),
    "billing_question": phrases("billing | my bill | bill question | a payment"),
    "referral": phrases("referral | a referral | referral to a specialist"),
    "records_request": phrases("records | my records | my x-rays | copy of my chart"),
    "leave_message": phrases("message | leave a message | take a message"),
    "appointment_lookup": phrases(
        """when is my appointment | what time is my appointment | check my appointment"""
    ),
    "join_waitlist": phrases("waitlist | the waiting list | cancellation list"),
    "returning_call": phrases("returning your call | missed call | you called me"),
    "opening_hours": phrases("hours | your hours | are you open"),
    "location": phrases("address | directions | where are you | how do I get to your office"),
    "parking": phrases("parking | where do I park"),
    "insurance_accepted": phrases(
        """do you take Humana | do you accept Aetna | do you take MetLife | do you take Guardian
        | do you take Delta | do you accept Blue Cross | can I use United | do you take Medicaid
        | which insurance do you take | do you take my insurance | is my insurance good there"""
    ),
    "pricing": phrases("prices | how much is it | what does it cost"),
}
"""Requests as they are said in one or two words, for those that a flow has by these names."""
