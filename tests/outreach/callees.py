"""The people at the other end: they pick up or do not, and answer what they are asked, or write.

What somebody does hangs on the seed, on who they are and on how often they were reached before,
never on the order in which things happen to be done: a month that is run again, or killed in
between, meets the same people. Everything that the law cares about is noted in the log, before the
program gets to hear of it.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from telephony.sandbox.callee import Callee, PickedUp, PlacedCall, Reply
from tests.outreach.contact import Act, Call, Deed, Log, Text
from tests.outreach.person import Person
from tests.outreach.world import World, one_of

Temper = Literal[
    "yes", "no", "moves", "cancels", "not_interested", "wrong_number", "stop_key", "stop_words",
    "hangs_up", "silent", "trouble", "person",
]  # fmt: skip

PICKED_UP: Final[tuple[tuple[PickedUp, int], ...]] = (
    ("human", 56), ("voicemail", 20), ("no_answer", 17), ("busy", 5), ("failed", 2),
)  # fmt: skip
TEMPERS: Final[tuple[tuple[Temper, int], ...]] = (
    ("yes", 56), ("no", 6), ("moves", 9), ("cancels", 3), ("not_interested", 6),
    ("wrong_number", 3), ("stop_key", 2), ("stop_words", 2), ("hangs_up", 6), ("silent", 3),
    ("trouble", 2), ("person", 2),
)  # fmt: skip
TEXTED: Final[tuple[tuple[str, int], ...]] = (
    ("C", 40), ("yes", 8), ("R", 6), ("D", 5), ("STOP", 2), ("Please stop texting me.", 1),
    ("cancel", 1), ("Can I stop by earlier?", 2), ("I'll be ten minutes late.", 2), ("👍", 3),
    ("", 30),
)  # fmt: skip
"""What is written back, and how often; nothing at all is the last."""
STARTS_AGAIN: Final = 0.3
"""How many of those who stop think better of it some days later."""
LEAVES_IT: Final = 0.15
"""How many do not answer a question in a text."""
MOST_TURNS: Final = 25
_STOPPING: Final = frozenset({"STOP", "Please stop texting me.", "cancel"})
"""The last is an opt-out, whatever was meant (47 CFR 64.1200(a)(10))."""
_DONE: Final = re.compile(
    r"shall i|should i|is that right|¿(?:es correcto|est[aá] bien|"
    r"(?:la )?(?:agendo|aparto|cancelo)|(?:se )?lo (?:apunto|aparto)|le aparto|hago el cambio|"
    r"(?:env[ií]o|mando) la)|correct\?",
    re.IGNORECASE,
)
"""A question whose yes makes, moves or cancels something, which is then confirmed in writing."""
_WHEN: Final = re.compile(
    r"day or time|another day|other day|which day|qu[eé] d[ií]a|otro d[ií]a|hora prefiere|"
    r"when would",
    re.IGNORECASE,
)
WISH: Final = ("any day next week", "cualquier día de la próxima semana")
_WORDS: Final[tuple[tuple[str, str, str], ...]] = (
    (r"anything else|algo m[aá]s|alguna otra cosa", "no", "no"),
    (r"what (?:type|kind)|com(?:e|ing) in for|see you for|comes closest|a word or two|"
     r"tipo de cita|motivo le gustar|le atendi|se parece|una o dos palabras", "a cleaning",
     "una limpieza"),
    (r"which (?:is better|one|of|would|appointment)|does that work|suit you|how does that sound|"
     r"cu[aá]l|le queda|le sirve|le conviene", "the first one", "la primera"),
    (r"why|reason|motivo|por qu[eé]", "I have to work that day", "tengo que trabajar ese día"),
    (r"callback number|best number|n[uú]mero", "yes", "sí"),
    (r"message|tell our staff|mensaje|recado", "Please call me back.", "Por favor llámeme."),
    (r"pain|swelling|bleeding|breathing|dolor|hinchaz[oó]n|sangr", "no", "no"),
    (r"insurance|seguro", "no insurance", "no tengo seguro"),
)  # fmt: skip
"""What is asked, and what most people answer, in English and Spanish."""


@dataclass(slots=True)
class Placed:
    """A call as it is made out, line by line."""

    number: int
    person: Person | None
    at: datetime
    turns: list[str] = field(default_factory=list)
    """What was said before each answer."""
    answers: list[Reply] = field(default_factory=list)


class Callees(dict[str, Callee]):
    """Who is at which number: the stand-in asks for them when a call is placed."""

    def __init__(self, world: World, log: Log, clock: Callable[[], datetime], seed: int) -> None:
        super().__init__()
        self.world, self.log, self.clock, self.seed = world, log, clock, seed
        self.placed: list[Placed] = []
        self.did: Counter[str] = Counter()
        self.wish = WISH
        """When those want to come who are asked, in English and Spanish."""
        self._times: Counter[str] = Counter()

    def get(self, number: str, default: Any = None) -> Any:
        """Somebody at a number, who is about to be rung."""
        self._times[number] += 1
        chance = Random(f"{self.seed} call {number} {self._times[number]}")
        owners = self.world.truth.owners(number)
        person = owners[0] if owners else None
        placed = Placed(self.log.next(), person, self.clock())
        self.placed.append(placed)
        picks_up = one_of(chance, PICKED_UP)
        temper = one_of(chance, TEMPERS)
        spanish = person is not None and person.language == "es"
        self.did[f"{picks_up}: {temper}" if picks_up == "human" else picks_up] += 1

        def reply(words: str) -> Reply:
            placed.turns.append(words)
            placed.answers.append(self._reply(placed, number, temper, words, spanish=spanish))
            return placed.answers[-1]

        return Callee(picks_up, reply)

    def act(self, number: str, deed: Deed) -> None:
        """Note what somebody does."""
        self.log.acts.append(Act(self.log.next(), number, self.clock(), deed))

    def calls(self, legs: list[PlacedCall], ordered: list[str]) -> list[Call]:
        """What became of every call; `ordered` are the addresses that they were placed with."""
        told = []
        for placed, leg, address in zip(self.placed, legs, ordered, strict=True):
            answered = {"human": "human", "voicemail": "machine"}.get(leg.callee.picks_up, "")
            first = placed.turns[0] if placed.turns else " ".join(leg.heard)
            count = _lines_of(leg.heard, first)
            told.append(
                Call(
                    placed.number,
                    leg.to,
                    placed.at,
                    reason=address.partition("?")[0].rpartition("/")[2],
                    answered_by=answered if leg.heard else "",
                    seconds=sum(len(one.split()) for one in leg.heard) * 60 // 150,
                    before=tuple(leg.heard[:count]),
                    after=tuple(leg.heard[count:]),
                )
            )
        return told

    def answer(self, words: str, *, agrees: bool, spanish: bool) -> str:
        """What most people answer to a question."""
        if _DONE.search(words):
            return ("sí" if spanish else "yes") if agrees else "no"
        nothing_more = re.search(_WORDS[0][0], words, re.IGNORECASE)
        if _WHEN.search(words) and not nothing_more:
            return self.wish[spanish]
        for asked, english, own in _WORDS:
            if re.search(asked, words, re.IGNORECASE):
                return own if spanish else english
        return ("sí" if spanish else "yes") if agrees else "no"

    def _reply(
        self, placed: Placed, number: str, temper: Temper, words: str, *, spanish: bool
    ) -> Reply:
        turn = len(placed.turns)
        if turn > MOST_TURNS or temper == "hangs_up":
            return None
        if temper == "silent":
            return ""
        if turn == 1:
            return self._first(number, temper, spanish=spanish)
        if _DONE.search(words):
            self.act(number, "asked")
        elif (
            turn == 2 and temper in _SECOND and (temper not in _OF_VISITS or _COMING.search(words))
        ):
            return _SECOND[temper][spanish]
        agrees = temper in ("yes", "moves", "cancels", "trouble", "person")
        return self.answer(words, agrees=agrees, spanish=spanish)

    def _first(self, number: str, temper: Temper, *, spanish: bool) -> Reply:
        """What is answered to "Is this Ana?"."""
        if temper == "wrong_number":
            return "número equivocado" if spanish else "you have the wrong number"
        if temper == "stop_key":
            self.act(number, "stop")
            return "9"
        if temper == "stop_words":
            self.act(number, "stop")
            return "no me llamen más" if spanish else "stop calling me"
        return "1"


_SECOND: Final[dict[Temper, tuple[str, str]]] = {
    "no": ("no", "no"),
    "moves": ("I need another day", "necesito otro día"),
    "cancels": ("I have to cancel it", "tengo que cancelarla"),
    "not_interested": ("no thank you, not interested", "no gracias, no me interesa"),
    "trouble": ("it hurts a lot since yesterday", "me duele mucho desde ayer"),
    "person": ("can I talk to a person", "quiero hablar con una persona"),
}


_OF_VISITS: Final = ("moves", "cancels")
"""What only somebody says who has an appointment."""
_COMING: Final = re.compile(
    r"will you (?:be there|come)|expect you|keep it|ir a venir|va a venir|vendr[aá]|le esperamos",
    re.IGNORECASE,
)


def _lines_of(heard: list[str], first: str) -> int:
    """How many of the lines that were heard came before the first answer."""
    for count in range(len(heard) + 1):
        if " ".join(heard[:count]) == first:
            return count
    return len(heard)


class Inbox(list[dict[str, Any]]):
    """The texts that the stand-in takes: each is noted, and answered by whoever gets it.

    `answers` are what is to be written back, and when: (moment, number, words).
    """

    def __init__(self, callees: Callees) -> None:
        super().__init__()
        self._callees = callees
        self._times: Counter[str] = Counter()
        self.answers: list[tuple[datetime, str, str]] = []
        self.reports: list[tuple[dict[str, Any], str, str]] = []
        self._turns: Counter[str] = Counter()
        self._agreed: set[tuple[str, datetime]] = set()

    def append(self, message: dict[str, Any]) -> None:
        """A text is taken."""
        super().append(message)
        log, to, now = self._callees.log, message["to"], self._callees.clock()
        self._times[to] += 1
        owners = self._callees.world.truth.owners(to)
        details = self._callees.world.details
        landline = any(one.key in details and details[one.key].landline for one in owners)
        log.texts.append(Text(log.next(), to, now, message["body"], arrived=not landline))
        if landline:
            self.reports.append((message, "undelivered", "30006"))
            return
        self.reports.append((message, "delivered", ""))
        chance = Random(f"{self._callees.seed} text {to} {self._times[to]}")
        words = one_of(chance, TEXTED)
        if not words:
            return
        at = _awake(now + timedelta(minutes=chance.randint(1, 180)), chance)
        self.answers.append((at, to, words))
        if words in _STOPPING and chance.random() < STARTS_AGAIN:
            self.answers.append((at + timedelta(days=chance.randint(1, 6)), to, "START"))

    def answered(self, number: str, body: str) -> None:
        """A text of theirs was answered; who is asked something mostly answers."""
        self._turns[number] += 1
        if not body.rstrip().endswith("?") or self._turns[number] > MOST_TURNS:
            return
        chance = Random(f"{self._callees.seed} turn {number} {self._turns[number]}")
        at = self._callees.clock() + timedelta(minutes=chance.randint(1, 8))
        if chance.random() < LEAVES_IT:
            return
        answer = self._callees.answer(body, agrees=True, spanish="¿" in body)
        self.answers.append((at, number, answer))
        if _DONE.search(body):
            self._agreed.add((number, at))

    def wrote(self, number: str, words: str) -> None:
        """Somebody writes a text: noted before it is handed in."""
        if (number, self._callees.clock()) in self._agreed:
            self._callees.act(number, "asked")
        deed: Deed = "stop" if words in _STOPPING else "wrote"
        self._callees.act(number, "start" if words == "START" else deed)
        self._callees.did[f"wrote: {words}"] += 1


def _awake(at: datetime, chance: Random) -> datetime:
    """Nobody answers in the middle of the night."""
    local = at.astimezone(ZoneInfo("America/Chicago"))
    if 7 <= local.hour < 23:
        return at
    morning = replace_hour(local, 7) + timedelta(days=local.hour >= 23)
    return morning + timedelta(minutes=chance.randint(0, 90))


def replace_hour(moment: datetime, hour: int) -> datetime:
    """A moment of the same day, on the hour."""
    return moment.replace(hour=hour, minute=0, second=0, microsecond=0)
