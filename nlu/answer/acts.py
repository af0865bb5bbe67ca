"""What kind of move the caller makes: takes, turns down, asks, tells, wishes, thanks, takes leave.

One sentence may make several moves at once ("Sounds good, book me for three"), and which ones it
makes depends on what it answers: "that works" takes what is on offer, agrees to what was read
back, and is a mere courtesy where neither is the case. What stands between the two is therefore
told. Values are not read here; whether the words hold any is told as well.
"""

import re
from enum import StrEnum
from typing import Final

from nlu.answer.yes_no import NO, YES, answer
from nlu.utterance.word import MOST_CHARACTERS, same_length_plain


class Act(StrEnum):
    """A move of the caller."""

    AFFIRM = "affirm"
    DENY = "deny"
    TELL = "tell"
    """Gives something that was or might have been asked for."""
    ASK = "ask"
    """Asks for a fact about what is on offer or was booked."""
    WISH = "wish"
    """Says what they want done: to find, to book."""
    TAKE = "take"
    """Takes what is on offer."""
    ALTERNATIVES = "alternatives"
    """Wants to hear of something else than what is on offer."""
    THANK = "thank"
    LEAVE = "leave"
    """Takes leave, or says that this was all."""


class Standing(StrEnum):
    """What the words answer."""

    OPEN = "open"
    """How can I help?"""
    DONE = "done"
    """A question was answered or a wish fulfilled, and nothing is on offer."""
    SLOT = "slot"
    READ_BACK = "read_back"
    """A yes is wanted to what was understood."""
    OFFER = "offer"
    INVITATION = "invitation"
    """Shall something be done now? A yes, a no, or another wish."""
    ANYTHING_ELSE = "anything_else"


_ALTERNATIVES: Final = re.compile(
    r"(?<![\w'])(?:(?:some|any)(?:thing|one|body|where|place|time)(?: \w+)? (?:else|different"
    r"|closer|cheaper|better|nearer)"
    r"|(?:any|some|what|are there|other) (?:other|else|more|different|additional|alternatives?)"
    r"|(?:who|what|where) else|what about (?:an|some|any)?other"
    r"|an?other(?! (?:thing|question|time maybe|day maybe))|alternatives?|alternative"
    r"|(?:an?|some|something|anything|the|try|any) different|different (?:one|option|place|day"
    r"|time|dentist|doctor|salon|provider)s?|(?<!the )(?:other|more) (?:options?|choices?|places?"
    r"|dentists?|doctors?|salons?|providers?|times?|days?|ones?|openings?|stylists?|suggestions?|results?)"
    r"|(?:look|search|check|try|find|show|see)(?: \w+){0,6} (?:else(?:where)?|instead)"
    r"|elsewhere|rather (?:have|see|go|look|try)|not (?:that|this) one"
    r"|(?<!la )(?<!el )otr[oa]s?|alg(?:o|uien) (?:mas|diferente|distint[oa])"
    r"|que mas (?:hay|tiene))(?![\w'])"
)
_AGAIN: Final = re.compile(
    r"(?<![\w'])(?:find|search|look|show|(?:is|are) there|do you (?:have|know)|i(?:'d| would)?"
    r" (?:want|need|like|prefer)|how about|what about|busque|hay|tiene)(?: \w+){0,8}"
    r" (?:in|near|around|unisex|en|cerca)(?!\w)"
)
"""Names what to look for afresh."""
_THANKS: Final = re.compile(
    r"(?<!\w)(?:thank(?:s|ful|ing)?|thank ?you|thx|ty|cheers|appreciate(?:d| it)?|much obliged"
    r"|grateful|gracias|agradezco|helpful|(?:great|good|nice) (?:help|job|work))(?!\w)"
)
_ALL: Final = re.compile(
    r"(?<![\w'])(?:(?:that|this|it|which)(?:'s| is|s| was|'ll be| will be|'d be| would be| does"
    r"| should do| ought to be)?(?: pretty much| about| really| just| exactly)?"
    r" (?:all|it|everything|enough)(?! (?:right|sounds?|that sounds|works?|good|okay|fine|correct"
    r"|ok|great|perfect))|(?:got|have|had|gave me|for) (?:all|everything)|all i (?:need|want)\w*"
    r"|everything i (?:need|want)\w*|what i need(?:ed)?(?: for| to know|$)|(?:i'?m|we'?re|i am|am|"
    r"all) (?:all )?(?:set|done|finished)|i'?m (?:good|fine)(?: for| now|$)|nothing (?:else|more)"
    r"|(?:don'?t|do not|won'?t) need any\w*(?: \w+)? (?:else|more|further|help)"
    r"|no(?:thing)? (?:further|more)|takes care of (?:it|everything|that)|for (?:now|today)"
    r"|(?:that|this|it)(?:'ll| will)? (?:does|do) (?:it|for)|(?:good ?)?bye|see you"
    r"|have a (?:\w+ )?(?:day|one|evening|night|afternoon|weekend|time)|take care"
    r"|(?:es|seria|eso es) todo|nada mas|por ahora|adios|hasta luego|que tenga)(?![\w'])"
)
_WISHES: Final = re.compile(
    r"(?<![\w'])(?:"
    r"(?:book|schedule|reserve|make|set|get|arrange|fix|have|need|want|like|try|see|take|do|for"
    r"|request|put|go|appoint|visit|plan|confirm|find|looking)(?:ting|ing)?(?: \w+){0,5}"
    r" (?:appoint?e?ments?|appt|appointed|visits?|reservations?|bookings?|slots?|cita|consulta)"
    r"|(?:an? |the |my )(?:\w+ ){0,2}appointments?"
    r"|(?:can|could|would|will|please|to|and|let'?s|go ahead and|just|then|i'?ll|so|now|ok|okay"
    r"|yes|sure|great|perfect|good|^) (?:you |we |i |me |please |just |now )*(?:re)?(?:book|reserve"
    r"|schedule)(?! (?:a |me a |an? )?(?:cab|taxi|ride|car|table|bus|hotel|flight))"
    r"|(?:need|want|like|have|wish|love|looking|going|time)(?: \w+){0,2} (?:to )?(?:see|visit|find"
    r"|go to|get)(?: \w+){0,3} (?:dentist|doctor|stylist|salon|physician|specialist|provider"
    r"|clinic)s?"
    r"|(?:is|are|do|does|have|has|got|was|check|see)(?: \w+){0,5} (?:available|availab\w+"
    r"|openings?|open|free|vacan\w+|space|spot)"
    r"|(?:anything|something) (?:available|open|free)"
    r"|(?:reservar|agendar|hacer|sacar|pedir) (?:una |la |mi )?cita"
    r")(?![\w'])"
)
_MINE: Final = re.compile(
    r"(?<![\w'])(?:am i|do i have|i'?m|i am|my) (?:\w+ ){0,3}(?:free|available)"
)
"""The caller's own diary."""
_SEEKS: Final = re.compile(
    r"(?<![\w'])(?:find(?:ing)?|look(?:ing)? (?:for|up)|search(?:ing)?(?: for)?|recommend\w*"
    r"|suggest\w*|show me|get me|need|want|like|locate|help)(?: \w+){0,7} (?:dentists?|doctors?"
    r"|dermatologists?|physicians?|specialists?|salons?|stylists?|hair\w*|gp|gynecologists?"
    r"|ophthalmologists?|practitioners?|providers?|clinics?|barbers?|dental|teeth|tooth)(?!\w)"
)
_LIKES: Final = re.compile(
    r"(?<![\w'])(?:i(?:'d| would| do|'ll| will|'m)?(?: really| definitely| just| also| happy to)?"
    r" (?:like|love|take|choose|prefer|pick|go|visit|try|check|accept|use|want|wanna|keep|stick"
    r"|settle|see|select|be fine|interested)|let'?s (?:go|do|try|take|use|pick|choose)|(?:go|stick)"
    r" with|(?:that|this|it|they|he|she|which)(?:'s| is|s| are| will| would|'ll|'d| should| seems?"
    r"| sounds?| looks?| one| dentist| doctor| salon| place| works?)+(?: \w+){0,3} (?:good|great"
    r"|fine|perfect|nice|works?|ok|okay|right|best|cool|excellent|awesome|amazing|wonderful|lovely"
    r"|like|want|choose|choice|do|ideal|suits?|interesting|convenient|acceptable|alright|one)"
    r"|sounds? (?:like|\w*good|great|nice|fine|perfect|ok\w*|right|awesome|amazing|excellent"
    r"|wonderful|lovely|interesting|cool)|works (?:for|well|great)|good (?:choice|one|option|place)"
    r"|that'?ll do|me gusta|me quedo|est[ae] (?:bien|perfecto))(?![\w'])"
)
_ASKS: Final = re.compile(
    r"(?<![\w'])(?:what'?s?|where'?s?|which|who|how(?!ever)|whether|if|is|are|do|does|can|could"
    r"|would|will|may|tell|give|let me|need|want|know|like|provide|send|share|get|also|and|have"
    r"|please|find out|check|wondering|curious|confirm|que|cual|donde|como|cuanto|digame|tiene)"
    r"(?![\w'])"
)


def flattened(words: str) -> str:
    """Words in lower case without accents and sentence marks, apart from question marks."""
    flat = same_length_plain(words[:MOST_CHARACTERS]).replace("’", "'")
    return " ".join(re.sub(r"[.,;:!]+(?=\s|$)|[?¿¡]", " ", flat).split())


def seeks_alternatives(words: str) -> bool:
    """Whether the words ask for something else than what is on offer."""
    return _ALTERNATIVES.search(flattened(words)) is not None


def acts(
    words: str, standing: Standing, asked: str = "", told: bool = False, fact: bool = False
) -> frozenset[Act]:
    """The moves that words make as an answer to what stands, which was put as `asked`.

    `told`: they hold a value, such as a day or a place. `fact`: they name something that one may
    ask about, such as an address.
    """
    flat = flattened(words)
    asks = fact and ("?" in words or _ASKS.search(flat) is not None)
    match standing:
        case Standing.OPEN:
            return frozenset({Act.WISH, Act.TELL} if told else {Act.WISH})
        case Standing.SLOT:
            return frozenset({Act.TELL})
        case Standing.READ_BACK:
            return _to_read_back(words, flat, asked, told, asks)
        case Standing.OFFER:
            return _to_offer(words, flat, asked, told, asks)
        case Standing.INVITATION:
            return _to_invitation(words, flat, asked, told)
        case Standing.ANYTHING_ELSE:
            return _to_anything_else(words, flat, asked, told)
        case Standing.DONE:
            return _to_done(flat, told, asks)


def _to_read_back(words: str, flat: str, asked: str, told: bool, asks: bool) -> frozenset[Act]:
    """Another value contests what was read back; a question without one lets it stand."""
    said = answer(words, asked=asked)
    if said == NO or (told and said != YES):
        return frozenset({Act.DENY, Act.TELL})
    return frozenset({Act.AFFIRM, Act.ASK} if asks else {Act.AFFIRM})


def _to_offer(words: str, flat: str, asked: str, told: bool, asks: bool) -> frozenset[Act]:
    """To wish for other things is to ask for alternatives; to wish to book is to take it."""
    telling = {Act.TELL} if told else set[Act]()
    if _ALTERNATIVES.search(flat):
        return frozenset({Act.ALTERNATIVES, *telling})
    wishes, said = _wishes(flat), answer(words, asked=asked)
    afresh = _SEEKS.search(flat) or (_AGAIN.search(flat) and said != YES)
    if told and afresh and not wishes:
        return frozenset({Act.ALTERNATIVES, Act.TELL})
    if asks:
        return frozenset({Act.ASK})
    taken = said == YES or _LIKES.search(flat) is not None
    if wishes:
        return frozenset({Act.TAKE, Act.WISH, *telling})
    if said == NO:
        return frozenset({Act.ALTERNATIVES, *telling})
    if _ALL.search(flat) or (taken and _THANKS.search(flat)):
        return frozenset({Act.TAKE, Act.LEAVE})
    if told and not taken:
        return frozenset({Act.ALTERNATIVES, Act.TELL})
    return frozenset({Act.TAKE})


def _to_invitation(words: str, flat: str, asked: str, told: bool) -> frozenset[Act]:
    said = answer(words, asked=asked)
    if said == NO or (said != YES and not _wishes(flat) and not told):
        return frozenset({Act.DENY, Act.LEAVE} if _ALL.search(flat) else {Act.DENY})
    return frozenset({Act.AFFIRM, Act.TELL} if told else {Act.AFFIRM})


def _to_anything_else(words: str, flat: str, asked: str, told: bool) -> frozenset[Act]:
    """Another wish, or that this was all."""
    wishes = _wishes(flat)
    if not wishes and (not told or answer(words, asked=asked) == NO):
        return frozenset({Act.DENY, Act.THANK})
    return frozenset({Act.WISH, Act.TELL} if told else {Act.WISH})


def _to_done(flat: str, told: bool, asks: bool) -> frozenset[Act]:
    """Nothing stands: another wish, a question, or the end of the call."""
    thanks, leaves = _THANKS.search(flat), _ALL.search(flat)
    if asks:
        return frozenset({Act.ASK})
    if (thanks or leaves) and not _wishes(flat):
        return frozenset({Act.THANK, Act.LEAVE} if leaves else {Act.THANK})
    return frozenset({Act.WISH, Act.TELL} if told else {Act.WISH})


def _wishes(flat: str) -> bool:
    """Whether the words wish for a booking."""
    return _WISHES.search(_MINE.sub("", flat)) is not None
