"""Who does which kind of job: one literal table, loaded when a job of the kind comes.

A kind may need several things done, a text and a mail; each is a job of its own, so that one which
fails is tried again without the others. A handler's place in the code is part of its jobs' names:
a handler that moves leaves its name here with the jobs that were made before.
"""

from collections.abc import Mapping
from typing import Final

HANDLERS: Final[Mapping[str, tuple[str, ...]]] = {
    "appointment.approved": ("clinic.messages.appointment:confirmed",),
    "appointment.cancelled": (
        "clinic.messages.appointment:cancelled",
        "clinic.jobs.openings:offer_freed",
        "clinic.outreach.news:cancelled",
    ),
    "appointment.confirmed": (
        "clinic.messages.appointment:confirmed",
        "clinic.outreach.news:confirmed",
    ),
    "appointment.created": (
        "clinic.messages.appointment:created",
        "clinic.outreach.news:booked",
    ),
    "appointment.moved": (
        "clinic.messages.appointment:moved",
        "clinic.jobs.openings:offer_freed",
        "clinic.outreach.news:moved",
    ),
    "appointment.rejected": (
        "clinic.messages.appointment:cancelled",
        "clinic.jobs.openings:offer_freed",
        "clinic.outreach.news:cancelled",
    ),
    "campaign.started": ("clinic.outreach.campaigns:started",),
    "hold.lapsed": ("clinic.jobs.openings:offer_freed",),
    "outbound.ended": ("clinic.outreach.outcome:call_ended",),
    "lead.ended": ("clinic.outreach.leads.post_back:send",),
    "message.queued": ("clinic.messages.sending:send",),
    "notification.created": ("clinic.messages.notice:created",),
    "voicemail.left": ("telephony.twilio.message_sound:fetch",),
    "waitlist.declined": ("clinic.jobs.openings:offer_freed",),
}
"""By the kind of a row of the outbox: `module:function` of each. Other kinds need no work."""
