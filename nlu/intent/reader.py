"""What the clauses of an utterance ask for.

Exact turns of conversation come first, then the classifier, clause by clause. What was asked
matters as much as the words: where the clinic waits for a name or a reason, the answer itself is
no new request ("just a regular checkup" books nothing anew), so a clause must hold more than the
answer to be heard as a request. Only where a caller was asked what they want may two likely
requests both come back, for the engine to ask which.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
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
from nlu.intent.conversation import CARD_NUMBER
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
_SURE: Final = 0.6
"""Away from the question how we can help, the border stands higher."""
_BOOK: Final = "book_appointment"
_CANCELLING: Final = "cancel_appointment"
_MOVING: Final = "reschedule_appointment"
_IN_DOUBT: Final = 0.4
"""Another request this likely keeps a service that is named from being taken for a booking."""
_IMPLIED: Final = 0.6
"""A service named in answer to "how can I help?" is asked for."""

_LIGHT: Final = frozenset(
    """a an the my your his her our their it its it's is are was i i'm i'd me we us you he she they
    am be to for of on in at with and or but so that this that's there here please thanks thank
    yes no yeah ok okay um uh er hi hello well just like would want need have has had got get
    can could will do does did make let go going think guess maybe about as by from if then some
    any one oh sure right sorry actually also too name number phone call calling last first
    birth birthday date born day time spelled spell email address member id insurance reason
    number's best good fine sir ma'am not don't really kind sort regular looking come el la los
    las un una unos de del que y o en con por para es soy son mi mis su se me le lo al si no
    favor gracias bueno pues este quiero quisiera necesito tengo tiene estoy nombre llamo numero
    telefono fecha nacimiento correo seguro hora dia ya muy mas bien a""".split()
)
_QUESTION: Final = re.compile(
    r"\?|(?<![\w'])(?:where|when|what|what's|how|why|who|which|do you|are you|is there|can i"
    r"|can you|could you|do i"
    r"|does|donde|cuando|cuanto|como|que|cual|quien|tienen|aceptan|puedo|puede|hay)(?![\w'])"
)
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


class IntentReader:
    """Knows what the callers of one flow may ask for, in each of its languages."""

    def __init__(self, flow: Flow, classifier: Classifier | None = None) -> None:
        learner = classifier or KernelClassifier(encoder())
        self._flow = flow
        self._models: dict[str, Model] = {
            language: trained(learner, _examples(flow, language))
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
        rankings: list[list[tuple[str, float]]] = []
        parts = self._parts(words)
        for clause in parts:
            turn = self.turn(clause.words, expecting)
            if turn is not None:
                _add(found, Intent(turn, 1.0))
            elif not _content(clause):
                continue
            elif is_open or _asks_more(clause, spans, expecting):
                ranked = self.ranked(model, clause)
                best = self._accepted(ranked, clause, is_open, expecting)
                if best is None and clause.polarity == clauses.WANTS:
                    rankings.append(ranked)
                elif best is not None:
                    _add(found, best)
        _drop_excuses(found, parts)
        requests = set(found) & (set(self._flow.requests) | set(self._flow.answers) | set(PEOPLE))
        if is_open and not requests and CARD_NUMBER not in found:
            whole = Clause(words, 0, len(words))
            if len(parts) > 1 and all(clause.polarity == clauses.WANTS for clause in parts):
                ranked = self.ranked(model, whole)
                best = self._accepted(ranked, whole, is_open, expecting)
                if best is not None and best.name not in conversation.TURNS:
                    return (*found.values(), best)
                rankings.insert(0, ranked)
            return (*found.values(), *self._possible(rankings))
        return tuple(found.values())

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
        if name == _ADVICE and not _QUESTION.search(plain(words)):
            return False
        if name in conversation.NAMES:
            return len(words_of(words)) <= 10
        return name in self._flow.answers and bool(_QUESTION.search(plain(words)))

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
        asks = name in self._flow.answers and _QUESTION.search(plain(clause.words))
        if sure < (ACCEPTED if is_open or asks else _SURE):
            return None
        if not is_open and name == _ADVICE and not _QUESTION.search(plain(clause.words)):
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
            return bool(_QUESTION.search(flat)) or len(words_of(flat)) >= 4
        if "appointment" in name:
            return bool(_ABOUT_IT.search(flat)) and not _echo(flat, expecting.asked)
        return not _echo(flat, expecting.asked)

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


def implied(
    intents: tuple[Intent, ...], flow: Flow, expecting: Expecting, serviced: bool
) -> tuple[Intent, ...]:
    """The intents, with a booking where a caller who was asked what they want named a service."""
    likeliest = next((one for one in intents if one.name not in _COURTESY), Intent(_BOOK, 0.0))
    limit = ACCEPTED if likeliest.name in (_BOOK, *PEOPLE) else _IN_DOUBT
    sure = likeliest.confidence >= limit
    if sure or not serviced or _BOOK not in flow.requests or not open_question(expecting):
        return intents
    kept = tuple(one for one in intents if one.name in _COURTESY)
    return (*kept, Intent(_BOOK, _IMPLIED))


_COURTESY: Final = ("greeting", "thanks", "confused", "dont_know")
_ASIDES: Final = ("confused", "dont_know", "i_already_said")
"""Turns that a request explains: "I got a bill and I don't understand it"."""


def open_question(expecting: Expecting) -> bool:
    """Whether the caller was asked what they want, be it the first or another thing."""
    return expecting.kind == "open" or (expecting.kind == "yes_no" and expecting.state == "QUALIFY")


def _examples(flow: Flow, language: str) -> Mapping[str, tuple[str, ...]]:
    """The flow's examples, those of every conversation, and the background."""
    examples = dict(conversation.EXAMPLES[language])
    for name, said in flow.examples.get(language, {}).items():
        short = conversation.SHORT[language].get(name, ())
        examples[name] = (*examples.get(name, ()), *said, *short)
    examples[OUT_OF_SCOPE] = conversation.BACKGROUND[language]
    return examples


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


def _asks_more(clause: Clause, spans: Sequence[tuple[int, int]], expecting: Expecting) -> bool:
    """Whether a clause holds words that are no part of an answer to the question."""
    claimed = 0
    left: list[str] = []
    for word in words_of(clause.words):
        start = clause.start + word.start
        if any(first <= start < end for first, end in spans):
            claimed += 1
        elif word.plain not in _LIGHT:
            left.append(word.plain)
    asks = bool(_QUESTION.search(plain(clause.words)))
    return bool(left) if asks or not claimed else len(left) >= 2


def _content(clause: Clause) -> bool:
    """Whether a clause says anything beyond courtesy; a question may be made of small words."""
    if any(word.plain not in _LIGHT for word in words_of(clause.words)):
        return True
    return len(words_of(clause.words)) >= 3 or clause.words.rstrip().endswith("?")


def _echo(flat: str, asked: str) -> bool:
    """Whether a clause only takes up the words of the question, or their concepts."""
    if not asked:
        return False
    question = plain(asked)
    said = [word.plain for word in words_of(flat) if word.plain not in _LIGHT]
    heard = {word.plain for word in words_of(question)}
    about = set(concepts(flat)) - {"want", "mine"}
    return all(word in heard for word in said) or (
        len(said) <= 3 and bool(about) and about <= set(concepts(question))
    )
