"""A check that cannot fail is worth nothing: each rule is broken once, and must be heard of."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.outreach.checker import RULES, check
from tests.outreach.contact import Act, Call, Log, Text
from tests.outreach.person import Agreement, Person, Truth

NOON = datetime.fromisoformat("2026-10-20T12:00:00-05:00")
ANA, BEN, CARLA, DAN = "+15125551001", "+15125551002", "+13055551003", "+15125551004"
EVA, FAY, OLD = "+19155551005", "+15125551006", "+12125551007"
OPENING = (
    "Hello, this is the automated assistant of Riverside Dental. To stop these calls, press nine."
)
MESSAGE = (
    "This is the automated assistant of Riverside Dental. Please call us back at 512-555-0100."
)
REMINDER = "Reminder: Your appointment is tomorrow at 10 AM.\nReply C to confirm\nRiverside Dental"

TRUTH = Truth(
    "Riverside Dental",
    "America/Chicago",
    "TX",
    (
        Person("ana", "Ana", "Ruiz", (ANA, "+15125551011"), "TX"),
        Person("ben", "Ben", "Ruiz", (BEN,), None),
        Person("carla", "Carla", "Diaz", (CARLA,), "FL"),
        Person("dan", "Dan", "Old", (DAN,), "TX", "deceased"),
        Person("daisy", "Daisy", "Old", (DAN,), "TX"),
        Person("eva", "Eva", "Paso", (EVA,), None),
        Person("old", "Olga", "Old", (OLD,), "TX", "do_not_contact"),
        Person("fay", "Fay", "Lead", (FAY,), None, patient=False),
        Person(
            "gil", "Gil", "Lead", ("+15125551008",), None, patient=False,
            agreed=(Agreement("lead", NOON - timedelta(days=1)),),
        ),
    ),
)  # fmt: skip


class Diary(Log):
    """A log that is written by hand."""

    def call(
        self, to: str = ANA, at: datetime = NOON, reason: str = "job1", **more: object
    ) -> None:
        given = {"answered_by": "human", "before": (OPENING,), **more}
        self.calls.append(Call(self.next(), to, at, reason, **given))  # type: ignore[arg-type]

    def text(self, to: str = ANA, at: datetime = NOON, body: str = REMINDER, **more: bool) -> None:
        self.texts.append(Text(self.next(), to, at, body, **more))

    def act(self, deed: str, by: str = ANA, at: datetime = NOON) -> None:
        self.acts.append(Act(self.next(), by, at, deed))  # type: ignore[arg-type]


def clock(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return NOON.replace(hour=hour, minute=minute, day=day)


def broken(*lines: Callable[[Diary], None]) -> list[str]:
    diary = Diary()
    for line in lines:
        line(diary)
    return sorted({one.rule for one in check(TRUTH, diary).broken})


DAY, HOUR = timedelta(days=1), timedelta(hours=1)
PLANTED: list[tuple[str, list[Callable[[Diary], None]]]] = [
    ("hours", [lambda d: d.text(at=clock(7, 59))]),
    ("hours", [lambda d: d.text(at=clock(8, 30))]),  # half past seven in El Paso
    ("hours", [lambda d: d.text(at=clock(21, 0))]),
    ("hours", [lambda d: d.text(EVA, clock(8, 30))]),
    ("hours", [lambda d: d.text(BEN, clock(7, 59))]),
    ("hours", [lambda d: d.call(CARLA, clock(19, 1))]),  # eight in Florida
    ("hours", [lambda d: d.call(at=NOON.replace(month=11, hour=7, day=2))]),
    ("one a day", [lambda d: d.text(), lambda d: d.text(at=NOON + HOUR, body=REMINDER + " ")]),
    ("one a day", [lambda d: d.text(), lambda d: d.call(at=NOON + HOUR)]),
    ("one a day", [lambda d: d.call(), lambda d: d.call(at=NOON + 5 * HOUR, reason="job2")]),
    ("one a day", [lambda d: d.text(), lambda d: d.text("+15125551011", NOON + HOUR)]),
    ("three a week", [
        lambda d, n=n: d.text(at=NOON + n * DAY, body=f"{REMINDER} {n}") for n in range(4)
    ]),
    ("three tries", [
        lambda d, n=n: d.call(at=NOON + n * DAY, answered_by="", before=()) for n in range(4)
    ]),
    ("four hours apart", [
        lambda d: d.call(answered_by="", before=()),
        lambda d: d.call(at=NOON + 3 * HOUR),
    ]),
    ("no call after they were reached", [lambda d: d.call(), lambda d: d.call(at=NOON + DAY)]),
    ("nothing after a stop", [lambda d: d.act("stop"), lambda d: d.text(at=NOON + DAY)]),
    ("nothing after a stop", [
        lambda d: d.act("stop"), lambda d: d.text("+15125551011", at=NOON + DAY)
    ]),
    ("nothing after a stop", [
        lambda d: d.act("stop"),
        lambda d: d.text(body="You are opted out.", answer=True),
        lambda d: d.call(at=NOON + DAY),
    ]),
    ("nothing after a stop", [
        lambda d: d.act("stop"),
        lambda d: d.text(body="You are opted out.", answer=True),
        lambda d: d.text(body="You really are.", at=NOON + timedelta(minutes=1)),
    ]),
    ("agreement in writing", [lambda d: d.call(FAY)]),
    ("agreement in writing", [lambda d: d.call("+15125551008", NOON - 2 * DAY)]),
    ("agreement in writing", [lambda d: d.text(body="A special price on visits, this week only!")]),
    ("who must not be reached", [lambda d: d.text(OLD)]),
    ("who must not be reached", [lambda d: d.call(DAN, after=("Is this Dan?",))]),
    ("who must not be reached", [lambda d: d.text("+15125559999")]),
    ("nothing clinical", [lambda d: d.text(body="Your crown appointment is tomorrow.")]),
    ("nothing clinical", [
        lambda d: d.call(answered_by="machine", before=(MESSAGE, "It is about your cleaning."))
    ]),
    ("nothing clinical", [lambda d: d.call(before=(OPENING, "It is about your root canal."))]),
    ("nothing before they say who they are", [
        lambda d: d.call(before=(OPENING, "You are expected on Tuesday. Is this Ana?"))
    ]),
    ("opening", [lambda d: d.call(before=("Hello! Press nine to stop calls.",))]),
    ("opening", [lambda d: d.call(before=("The automated assistant of Riverside Dental.",))]),
    ("opening", [lambda d: d.call(before=("This is Riverside Dental. Press nine to stop.",))]),
    ("opening", [
        lambda d: d.call(
            answered_by="machine", before=("The automated assistant of Riverside Dental called.",)
        )
    ]),
    ("length", [lambda d: d.text(body="Riverside Dental: it has been a while. " * 5)]),
    ("length", [lambda d: d.text(body="Your appointment is tomorrow. " * 12)]),
    ("length", [lambda d: d.call(answered_by="machine", before=(MESSAGE, "and so on " * 60))]),
    ("never reply CANCEL", [
        lambda d: d.text(body="Your appointment is tomorrow. Reply CANCEL to cancel it.")
    ]),
    ("nothing twice", [lambda d: d.text(), lambda d: d.text(at=NOON + HOUR)]),
    ("nothing twice", [lambda d: d.call(), lambda d: d.call(reason="job2")]),
    ("answers answer something", [lambda d: d.text(body="Thank you.", answer=True)]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "lines"), PLANTED)
def test_a_planted_violation_is_found(rule: str, lines: list[Callable[[Diary], None]]) -> None:
    assert rule in broken(*lines)


def test_every_rule_has_been_broken() -> None:
    assert {rule for rule, _ in PLANTED} == set(RULES)


LAWFUL: list[list[Callable[[Diary], None]]] = [
    [lambda d: d.text(at=clock(9, 0)), lambda d: d.text(BEN, clock(20, 59))],
    [lambda d: d.call(at=clock(8, 0, 30) + 4 * DAY + 2 * HOUR)],  # nine on the wall by then
    [lambda d: d.text(), lambda d: d.text(at=NOON + DAY)],
    [lambda d: d.text(arrived=False), lambda d: d.call(at=NOON + HOUR)],
    [
        lambda d: d.call(answered_by="", before=()),
        lambda d: d.call(at=NOON + 4 * HOUR, answered_by="", before=()),
        lambda d: d.call(at=NOON + DAY, answered_by="machine", before=(MESSAGE,)),
    ],
    [
        lambda d: d.act("stop"),
        lambda d: d.text(body="You are opted out of Riverside Dental.", answer=True),
        lambda d: d.act("start", at=NOON + DAY),
        lambda d: d.text(body="You will get our texts again.", at=NOON + DAY, answer=True),
        lambda d: d.text(at=NOON + 2 * DAY),
    ],
    [lambda d: d.call("+15125551008")],
    [lambda d: d.call(DAN, after=("Is this Daisy?",))],
    [
        lambda d: d.call(after=("Booked for Tuesday at ten, a cleaning.",)),
        lambda d: d.act("asked"),
        lambda d: d.text(body="Your appointment at Riverside Dental is Tuesday, 10 AM."),
    ],
    [lambda d: d.act("wrote"), lambda d: d.text(body="✅ Confirmed!", answer=True)],
    [lambda d: d.text(body="Riverside Dental: your appointment on Tuesday has been cancelled.")],
]


@pytest.mark.parametrize("lines", LAWFUL)
def test_what_is_lawful_passes(lines: list[Callable[[Diary], None]]) -> None:
    assert broken(*lines) == []


def test_a_verdict_counts_what_it_looked_at() -> None:
    diary = Diary()
    diary.text()
    diary.call(BEN)
    verdict = check(TRUTH, diary)
    assert str(verdict) == f"{len(RULES)} rules, 2 contacts (1 calls, 1 texts): 0 broken"
    assert "0 broken" not in str(replace(verdict, broken=check(TRUTH, _bad()).broken))


def _bad() -> Log:
    diary = Diary()
    diary.text(at=clock(3))
    return diary


def test_an_area_code_that_is_not_known_is_an_error() -> None:
    people = (Person("far", "Far", "Away", ("+19075551000",), None),)
    diary = Diary()
    diary.text("+19075551000")
    with pytest.raises(KeyError):
        check(replace(TRUTH, people=people), diary)
