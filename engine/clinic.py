"""A clinic's facts: what may be said about it, and what may be booked there.

Loaded from `agent_config/clinics/`; no rule of conduct lives here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, TypeAlias

from engine.events import Value

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Hours: TypeAlias = tuple[str, str]
"""Opening and closing time of one stretch, local, `HH:MM`; the end is excluded."""


@dataclass(frozen=True, slots=True)
class Exam:
    """The last minutes of a visit, for which a second provider comes, as after a cleaning."""

    by: str
    """The second provider's role."""
    minutes: int


@dataclass(frozen=True, slots=True)
class Service:
    """Something that patients come for."""

    name: str
    says: tuple[str, ...] = ()
    """Other words that callers use for it, in every language of the clinic."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the caller hears, by language (`en`, `es`); the name where none is given."""
    minutes: int = 30
    by: str = ""
    """The role of the providers who do it; empty where no schedule is linked."""
    booking: str = "request"
    """`direct`, `approval` or `request`."""
    urgent: bool = False
    price: int | None = None
    """In whole dollars; `None` where the clinic lists no price."""
    minimum_notice_hours: int | None = None
    """How soon it may be booked; the clinic's rule where none is given, as with the next one."""
    booking_horizon_days: int | None = None
    buffer_minutes: int = 0
    """How long provider and room are kept free after it."""
    new_patients: bool = True
    """Whether new patients may book it in a call."""
    providers: tuple[str, ...] = ()
    """Who does it, of those with the role; empty for all of them."""
    operatories: tuple[str, ...] = ()
    """Where it is done; empty for the rooms of the role."""
    exam: Exam | None = None

    def booked(self, patient_status: Value) -> str:
        """How it is booked for a patient: `direct`, `approval` or `request`.

        `patient_status` is `new` for somebody who has never been there. What new patients may not
        book themselves is for the staff, who call them back.
        """
        return "request" if patient_status == "new" and not self.new_patients else self.booking


@dataclass(frozen=True, slots=True)
class Provider:
    """A dentist, hygienist or doctor."""

    name: str
    role: str
    days: tuple[str, ...] = DAYS


@dataclass(frozen=True, slots=True)
class Recording:
    """Whether calls are recorded, for how long the recordings are kept, and what is announced."""

    enabled: bool = False
    retention_days: int = 90
    announcement: bool = True


@dataclass(frozen=True, slots=True)
class Persona:
    """How the receptionist presents itself, on top of what the flow says."""

    name: str = "virtual assistant"
    texts: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Further wordings by language, then key (`prompts.greeting` …), said after the flow's own."""
    limits: Mapping[str, int] = field(default_factory=dict)
    """Budgets for flows that set none of their own."""


@dataclass(frozen=True, slots=True)
class Clinic:
    """One location of a practice."""

    id: str
    name: str
    practice: str
    timezone: str
    state: str
    number: str
    """The line that Frontdesk answers, E.164."""
    staff_line: str
    on_call_line: str | None
    address: str
    parking: str | None
    hours: Mapping[str, tuple[Hours, ...]]
    """By weekday out of `DAYS`; a day that is missing is closed."""
    lunch: Hours | None
    holidays: frozenset[date]
    """Days on which it is closed, unless `other_hours` has them."""
    languages: tuple[str, ...]
    flow: str
    call_routing: str = "ai_first"
    callback_within_hours: int = 2
    recording: Recording = Recording()
    providers: tuple[Provider, ...] = ()
    operatories: tuple[str, ...] = ()
    services: tuple[Service, ...] = ()
    insurance_accepted: tuple[str, ...] = ()
    cancellation_notice_hours: int = 24
    booking_horizon_days: int = 90
    minimum_notice_hours: int = 2
    parts_of_day: Mapping[str, Hours] = field(default_factory=dict)
    """`morning`, `afternoon`, `evening`, `night` where the clinic's differ from the usual ones."""
    other_hours: Mapping[date, tuple[Hours, ...]] = field(default_factory=dict)
    """Days with hours of their own, such as half a day before a holiday."""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Further facts to say, by language then name: `directions`, `new_patient_forms` …"""
    persona: Persona = Persona()
    baa: tuple[str, ...] = ()
    """The vendors with whom the clinic has a business associate agreement: only they may get what
    callers say. A name such as `openai`, or the host of a server."""
    preset: str = "standard"
    """`pilot` is stricter than the flow; see `agent_config/flow_file`."""
    thresholds: Mapping[str, float] = field(default_factory=dict)
    """Thresholds, by name, that win over the flow's."""

    def service(self, name: str) -> Service | None:
        """The service of that name, or `None`."""
        for service in self.services:
            if service.name == name:
                return service
        return None

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """The stretches in which the clinic is open on a day; none on a holiday."""
        if day in self.other_hours:
            return self.other_hours[day]
        if day in self.holidays:
            return ()
        return self.hours.get(DAYS[day.weekday()], ())

    def is_open(self, at: datetime) -> bool:
        """Whether staff answer the line at a moment given in the clinic's own time."""
        clock = at.isoformat()[11:16]
        return any(start <= clock < end for start, end in self.hours_on(at.date()))
