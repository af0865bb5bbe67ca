"""What the clauses of an utterance ask for.

Exact turns of conversation come first, then the classifier, clause by clause. What was asked
matters as much as the words: where the clinic waits for a name or a reason, the answer itself is
no new request ("just a regular checkup" books nothing anew), so a clause must hold more than the
answer to be heard as a request. Only where a caller was asked what they want may two likely
requests both come back, for the engine to ask which.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from engine.commands import Expecting
from engine.events import Intent
from engine.flow import Flow
from engine.safety.alarm import PEOPLE
from nlu.dictation.card import MASK
from nlu.encoder import encoder
from nlu.intent import clauses, conversation
from nlu.intent.classifier import (
    ACCEPTED,
    OUT_OF_SCOPE,
    WORTH_ASKING,
    Classifier,
    KernelClassifier,
    Model,
)
from nlu.intent.clauses import Clause
from nlu.intent.concepts import concepts
from nlu.intent.content import QUESTION, asks_more, echoes, says_anything
from nlu.intent.conversation import CARD_NUMBER
from nlu.intent.features import sentence
from nlu.intent.implied import open_question
from nlu.intent.kept_models import trained
from nlu.utterance.word import plain, words_of

_POLITE: Final = ("thanks", "greeting")
"""Turns that may as well be a message: "thank you for last week"."""

_SECOND: Final = 0.02
_BELOW: Final = ACCEPTED - 0.01
_TALKED_OF: Final = 0.3
"""What is refused, imagined or past is never acted on, so less certainty will do to tell it."""
_ADVICE: Final = "medical_advice"
"""Elsewhere an illness that is told is an answer, and only a question about it is this."""
_DROP: Final = "never_mind"
_PLAIN: Final = 0.6
"""Beside a request this sure, another part of the same breath is believed sooner."""
_BESIDE: Final = 0.4
"""How much sooner."""
_SURE: Final = 0.6
"""Away from the question how we can help, the border stands higher."""
_BOOK: Final = "book_appointment"
_CANCELLING: Final = "cancel_appointment"
_MOVING: Final = "reschedule_appointment"

_ABOUT_IT: Final = re.compile(r"appointment|appt|visit|booking|schedule|cita|consulta|agendar|book")
_VAGUE: Final = re.compile(
    r"\W*(?:(?:hi|hello|yes|um|so|i'?m|i am|it'?s|is|calling|calling you|llamo|hola|es|un[ao]?|a|i"
    r"|have|had|i'?ve|got|tengo|question|pregunta|something|algo|please|por favor)\W+)*"
    r"(?:(?:about|regarding|concerning|for|on|with|sobre|acerca de|por|de|con)\W+)?"
    r"(?:my|our|the|an|mi|la|una|nuestra)\W+(?:appointment|appt|visit|cita|consulta)"
    r"(?:\W+(?:i|we|que) (?:have|made|got|tengo|hice))?\W*"
)
"""Words that only say that there is an appointment, and nothing of what is wanted with it."""
_CANCEL: Final = re.compile(r"(?<!\w)cancel")
_BARE_CANCEL: Final = re.compile(r"\W*(?:please )?(?:cancel|cancelar|cancelacion|cancellation)\W*")


@dataclass(frozen=True, slots=True)
class _Read:
    """The readings of the parts of an utterance, and of the whole if it has several."""

    parts: list[tuple[Clause, list[tuple[str, float]]]]
    whole: list[tuple[str, float]]


class IntentReader:
    """Knows what the callers of one flow may ask for, in each of its languages."""

    def __init__(
        self,
        flow: Flow,
        classifier: Classifier | None = None,
        learning: Callable[[], None] | None = None,
    ) -> None:
        learner = classifier or KernelClassifier(encoder())
        self._flow = flow
        self._told = {*flow.requests, *flow.answers, *PEOPLE}
        self._models: dict[str, Model] = {
            language: trained(learner, conversation.examples(flow, language), learning)
            for language in conversation.EXAMPLES
        }

    def read(
        self,
        words: str,
        expecting: Expecting,
        language: str,
        spans: Sequence[tuple[int, int]] = (),
    ) -> tuple[Intent, ...]:
        """The intents in the order of the clauses.

        `spans` are the places in which slots were found. A card number stands beside a request,
        and hides none ("I'd like to pay, my card is …").
        """
        model = self._models.get(language, self._models["en"])
        is_open = open_question(expecting)
        found: dict[str, Intent] = {}
        if MASK in words:
            found[CARD_NUMBER] = Intent(CARD_NUMBER, 1.0)
            words = words.replace(MASK, " " * len(MASK))
        parts = self._parts(words)
        for clause in parts:
            turn = self.turn(clause.words, expecting)
            if turn is not None:
                _add(found, Intent(turn, 1.0))
        parts = tuple(
            clause
            for clause in parts
            if self.turn(clause.words, expecting) is None
            and says_anything(clause)
            and (is_open or asks_more(clause, spans, expecting))
        )
        read = self._read_all(model, parts, words if is_open else "")
        doubtful: list[list[tuple[str, float]]] = []
        for clause, ranked in read.parts:
            best = self._accepted(ranked, clause, is_open, expecting)
            if best is None and clause.polarity == clauses.WANTS:
                doubtful.append(ranked)
            elif best is not None:
                _add(found, best)
        if is_open and any(found[name].confidence >= _PLAIN for name in self._told & set(found)):
            for name, sure in (ranked[0] for ranked in doubtful if ranked):
                if name in self._told and sure >= _BESIDE:
                    _add(found, Intent(name, max(sure, ACCEPTED)))
        _drop_excuses(found, parts)
        requests = self._told & set(found)
        if not is_open or CARD_NUMBER in found:
            return tuple(found.values())
        if len(requests) < 2 and read.whole:
            whole = Clause(words, 0, len(words))
            best = self._accepted(read.whole, whole, is_open, expecting)
            surest = max((found[name].confidence for name in requests), default=0.0)
            if best is not None and best.name in self._told and best.confidence > surest:
                others = (one for name, one in found.items() if name not in requests)
                return (*others, best)
            doubtful.insert(0, read.whole)
        if not requests:
            return (*found.values(), *self._possible(doubtful))
        return tuple(found.values())

    def sentences(self, words: str) -> list[str]:
        """What an encoder will be asked for when the words are read: one batch is soonest done."""
        parts = [clause for clause in self._parts(words) if says_anything(clause)]
        parts = [clause for clause in parts if conversation.exact(clause.words) is None]
        cuts = (one for clause in parts for cut in clauses.cuts(clause) for one in cut)
        return [sentence(clauses.affirmed(clause)) for clause in (*parts, *cuts)]

    def _read_all(self, model: Model, parts: Sequence[Clause], words: str) -> "_Read":
        """The readings of the parts, and of the whole where there are several.

        A part is read as two that follow without a pause, where both ask for something, one of
        them plainly, and not for the same. In answers (no `words`) nobody speaks of so much.
        """
        whole = bool(words) and len(parts) > 1
        whole = whole and all(clause.polarity == clauses.WANTS for clause in parts)
        pairs = [clauses.cuts(clause) if words else () for clause in parts]
        asked = [*parts, *(one for cuts in pairs for cut in cuts for one in cut)]
        texts = [*map(clauses.affirmed, asked), *([words] if whole else [])]
        ranked = model.predict_all(texts)
        known = dict(zip(asked, ranked, strict=False))
        found: list[tuple[Clause, list[tuple[str, float]]]] = []
        for clause, cuts in zip(parts, pairs, strict=True):
            both = {cut: self._both(known[cut[0]], known[cut[1]]) for cut in cuts}
            best = max(both, key=lambda cut: both[cut], default=None)
            meant = best if best is not None and both[best] else (clause,)
            found.extend((one, known[one]) for one in meant)
        return _Read(found, ranked[-1] if whole else [])

    def _both(
        self, first: Sequence[tuple[str, float]], second: Sequence[tuple[str, float]]
    ) -> float:
        """How sure it is that two parts ask for two things; 0 if it is no two."""
        if not first or not second or first[0][0] == second[0][0]:
            return 0.0
        told = {first[0][0], second[0][0]} <= self._told
        least, most = sorted((first[0][1], second[0][1]))
        return least if told and most >= _PLAIN and least >= _BESIDE else 0.0

    def turns(self, words: str, expecting: Expecting) -> tuple[Intent, ...]:
        """The exact turns of conversation among the clauses: what needs no classifier."""
        named = (self.turn(clause.words, expecting) for clause in self._parts(words))
        return tuple(Intent(name, 1.0) for name in dict.fromkeys(named) if name is not None)

    def ranked(self, model: Model, clause: Clause) -> list[tuple[str, float]]:
        """The classifier's reading of a clause; of a refusal, of what is refused."""
        return model.predict(clauses.affirmed(clause))

    def likely(self, words: str, language: str) -> list[tuple[str, float]]:
        """Everything that an utterance as a whole may be about, best first, however doubtful.

        The first has the chance (0 to 1) that it is right, the others less.
        """
        model = self._models.get(language, self._models["en"])
        ranked = self.ranked(model, Clause(words, 0, len(words)))
        return [(name, model.chance(sure)) for name, sure in ranked if name != OUT_OF_SCOPE]

    def about(self, words: str, place: int, language: str) -> str | None:
        """What the clause at a place of the utterance is surely about."""
        model = self._models.get(language, self._models["en"])
        for clause in self._parts(words):
            if clause.start <= place < clause.end:
                ranked = self.ranked(model, clause)
                return ranked[0][0] if ranked and ranked[0][1] >= ACCEPTED else None
        return None

    def aside(self, words: str, expecting: Expecting, language: str) -> bool:
        """Whether words spoken in answer to a question about a slot are clearly no answer to it.

        Then a name is not looked for in "where are you located?", and no message is made of it.
        """
        if self.turn(words, expecting) is not None:
            return True
        slot = self._flow.slots.get(expecting.slot or "")
        if slot is not None and slot.type == "bool":
            return False
        ranked = self._models.get(language, self._models["en"]).predict(words)
        if not ranked or ranked[0][0] == OUT_OF_SCOPE or ranked[0][1] < _SURE:
            return False
        name = ranked[0][0]
        if name in _POLITE and slot is not None and slot.type == "text":
            return False
        if name == _ADVICE and not QUESTION.search(plain(words)):
            return False
        if name in conversation.NAMES:
            return len(words_of(words)) <= 10
        return name in self._flow.answers and bool(QUESTION.search(plain(words)))

    def _parts(self, words: str) -> tuple[Clause, ...]:
        if conversation.exact(words) is not None:
            return (Clause(words, 0, len(words)),)
        return clauses.clauses(words)

    def turn(self, words: str, expecting: Expecting) -> str | None:
        """The exact turn of conversation that the words are.

        "Cancel" alone answers "how can I help?", and "just cancel it" a question about cancelling;
        anywhere else it drops what is in hand.
        """
        turn = conversation.exact(words)
        return None if turn == _DROP and self._answers_cancelling(words, expecting) else turn

    def _answers_cancelling(self, words: str, expecting: Expecting) -> bool:
        """Whether "cancel" in the words is an answer and drops nothing."""
        flat = plain(words)
        if not _CANCEL.search(flat):
            return False
        if expecting.kind == "open":
            return _BARE_CANCEL.fullmatch(flat) is not None
        slot = self._flow.slots.get(expecting.slot or "")
        if slot is not None and slot.type == "bool":
            return True
        return expecting.kind == "yes_no" and "cancel" in plain(expecting.asked)

    def _accepted(
        self,
        ranked: Sequence[tuple[str, float]],
        clause: Clause,
        is_open: bool,
        expecting: Expecting,
    ) -> Intent | None:
        """The best reading of a clause, if it is sure enough for where the call stands."""
        if not ranked or ranked[0][0] == OUT_OF_SCOPE:
            return None
        name, sure = ranked[0]
        if name == _DROP and self._answers_cancelling(clause.words, expecting):
            return None
        if is_open and _VAGUE.fullmatch(plain(clause.words)):
            return None
        if clause.polarity != clauses.WANTS and name not in conversation.TURNS:
            return Intent(name, sure, clause.polarity) if sure >= _TALKED_OF else None
        asks = name in self._flow.answers and QUESTION.search(plain(clause.words))
        if sure < (ACCEPTED if is_open or asks else _SURE):
            return None
        if not is_open and name == _ADVICE and not QUESTION.search(plain(clause.words)):
            return None
        known = name in self._flow.requests or name in self._flow.answers
        if not is_open and known and not self._breaks_in(name, clause, expecting):
            return None
        return Intent(name, sure)

    def _breaks_in(self, name: str, clause: Clause, expecting: Expecting) -> bool:
        """Whether a request or question may break into what is being asked.

        A question may; a request must name its object ("cancel" alone is about what is in hand),
        and words of the question itself are an echo of it.
        """
        flat = plain(clause.words)
        if name in self._flow.answers:
            return bool(QUESTION.search(flat)) or len(words_of(flat)) >= 4
        if "appointment" in name:
            return bool(_ABOUT_IT.search(flat)) and not echoes(flat, expecting.asked)
        return not echoes(flat, expecting.asked)

    def _possible(self, rankings: Iterable[Sequence[tuple[str, float]]]) -> tuple[Intent, ...]:
        """The two likeliest requests, when none is sure; none if these are about nothing."""
        best: dict[str, float] = {}
        for ranked in rankings:
            if not ranked or ranked[0][0] == OUT_OF_SCOPE:
                continue
            for name, sure in ranked:
                if name in self._flow.requests or name in self._flow.answers or name in PEOPLE:
                    best[name] = max(sure, best.get(name, 0.0))
        order = sorted(best, key=lambda name: (-best[name], name))
        if not order or best[order[0]] < WORTH_ASKING:
            return ()
        likely = [order[0], *(name for name in order[1:2] if best[name] >= _SECOND)]
        return tuple(
            Intent(name, round(min(max(best[name], WORTH_ASKING), _BELOW), 4)) for name in likely
        )


_ASIDES: Final = ("confused", "dont_know", "i_already_said")
"""Turns that a request explains: "I got a bill and I don't understand it"."""


def _add(found: dict[str, Intent], intent: Intent) -> None:
    """Keep one intent of each name: the last that is wanted or refused, before mere talk."""
    before = found.get(intent.name)
    talk = (clauses.PAST, clauses.HYPOTHETICAL)
    if before is None or intent.polarity not in talk or before.polarity in talk:
        found[intent.name] = intent


def _drop_excuses(found: dict[str, Intent], parts: Sequence[Clause]) -> None:
    """Take out what only tells why or from what: "I can't make Tuesday, can I come Friday?" is no
    cancellation, and in "I have a cleaning, but I need another day" nothing is booked."""
    if "confused" in found:
        found.pop("repeat", None)
    wanted = {name for name, one in found.items() if one.polarity == clauses.WANTS}
    if wanted - conversation.TURNS:
        for name in wanted.intersection(_ASIDES):
            del found[name]
    if _MOVING not in wanted:
        return
    said = [clause.words for clause in parts if clause.polarity == clauses.WANTS]
    meant = set(concepts(plain(" ".join(said))))
    for name, told in ((_CANCELLING, {"cancel"}), (_BOOK, {"book", "new"})):
        if name in wanted and not meant & told:
            del found[name]
