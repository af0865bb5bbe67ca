"""A day in one clause and the time in another: one wish, but no "not" across a sentence."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

import pytest

from engine.clinic import Clinic
from nlu.utterance.found import Found
from nlu.when.windows import windows

Said: TypeAlias = Callable[[Found | None], list[str] | None]

WEDNESDAY = datetime.fromisoformat("2026-03-04T09:15")

ENGLISH: list[tuple[str, str]] = [
    (
        "A checkup, please, Tuesday the tenth, mornings suit me best. The name's Desmond Achebe.",
        "03-10 08:00-12:00",
    ),
    (
        "Morning. A checkup, please, Tuesday the tenth, mornings suit me best.",
        "03-10 08:00-12:00",
    ),
    (
        "I'm after a flu shot, Tuesday would suit me, some time after lunch, "
        "and you can ring me back.",
        "03-10 13:00-17:00",
    ),
    (
        "Hi, I'm calling about a cleaning. Tuesday would be ideal. I'd want it "
        "in the afternoon, though.",
        "03-10 12:00-17:00",
    ),
    (
        "Hello, this is Priya Raman, I need a physical. Thursday's good for "
        "me. Mornings are easiest.",
        "03-05 08:00-12:00",
    ),
    (
        "I'd like to bring my son in on Friday, he's six. It would have to be after school.",
        "03-06 15:00-03-07 00:00",
    ),
    (
        "Could I see someone next Monday? I finish work at four, so after that.",
        "03-09 16:00-17:00",
    ),
    (
        "It's my knee again. Next Wednesday, if you've got anything. Early, ideally.",
        "03-11 08:00-10:00",
    ),
    (
        "I'm hoping to get a filling done. Some time in the morning. Monday would be best.",
        "03-09 08:00-12:00",
    ),
    (
        "A cleaning, please. In the afternoon. Thursday the twelfth.",
        "03-12 12:00-17:00",
    ),
    (
        "Good afternoon, I'd like an eye check for my mother. She can do "
        "Tuesday, she's an early bird, so the morning.",
        "03-10 08:00-12:00",
    ),
    (
        "Hey, Carlos here. Thursday, I think. Around two would be great.",
        "03-05 13:30-14:30",
    ),
    (
        "I need to get my blood drawn, the fifteenth of April if possible, and "
        "it has to be before lunch.",
        "04-15 08:00-12:00",
    ),
    (
        "Evening. I was hoping to come in on Monday, my husband drives me, so "
        "after five if you can.",
        "03-09 17:00-03-10 00:00",
    ),
    (
        "Morning, I'd like to book a checkup for Thursday, I'm free from noon on.",
        "03-05 12:00-17:00",
    ),
    (
        "I want an appointment on the tenth. I don't mind what time, but not before ten.",
        "03-10 10:00-17:00",
    ),
    (
        "Can I come in tomorrow? I know it's short notice. The afternoon would suit me.",
        "03-05 12:00-17:00",
    ),
    (
        "My daughter needs a flu shot. We could do Friday. Nothing too early, please.",
        "03-06 10:00-15:00",
    ),
    (
        "I'm looking for a slot on Tuesday. My shift ends at three, so after three.",
        "03-10 15:00-17:00",
    ),
    (
        "We'd like to come Monday, the pair of us, late in the afternoon.",
        "03-09 15:00-17:00",
    ),
    (
        "I have a rash that won't go away. Could somebody look at it on "
        "Thursday? Morning is better for me.",
        "03-05 08:00-12:00",
    ),
    (
        "Mornings work for me. I was thinking Tuesday.",
        "03-10 08:00-12:00",
    ),
    (
        "After lunch is best for me. Would Monday do?",
        "03-09 13:00-17:00",
    ),
    (
        "Next week works, I'm off then. Any afternoon.",
        "03-09 12:00-17:00 | 03-10 12:00-17:00 | 03-12 12:00-17:00 | 03-13 12:00-17:00",
    ),
    (
        "I'd be grateful for a visit on the 12th, the doctor asked me to come "
        "back, at ten o'clock if she's free then.",
        "03-12 10:00",
    ),
    (
        "I'm supposed to see the hygienist. Let's say Monday. Ten in the morning works.",
        "03-09 10:00",
    ),
    (
        "I'm after a checkup, Thursday would be lovely, first thing if you can.",
        "03-05 08:00-10:00",
    ),
    (
        "so yeah i'm supposed to get my teeth cleaned tuesday is good for me "
        "and uh mornings i guess",
        "03-10 08:00-12:00",
    ),
    (
        "hi i am sandra and i am hoping to get in on thursday i am off in the afternoon",
        "03-05 12:00-17:00",
    ),
    (
        "i'm calling cause i need a checkup monday works the morning if you can",
        "03-09 08:00-12:00",
    ),
    (
        "Thursday or Friday would do. Afternoons are best.",
        "03-05 12:00-17:00 | 03-06 12:00-17:00",
    ),
    (
        "I'd like Monday or, if that's no good, Tuesday. In the morning either way.",
        "03-09 08:00-12:00 | 03-10 08:00-12:00",
    ),
    (
        "I'd like to come in the morning. Either Monday or Tuesday.",
        "03-09 08:00-12:00 | 03-10 08:00-12:00",
    ),
    (
        "Tuesday in the morning. Or Thursday, after three.",
        "03-05 15:00-17:00 | 03-10 08:00-12:00",
    ),
    (
        "Could it be Tuesday? If not, Thursday morning.",
        "03-05 08:00-12:00 | 03-10 08:00-12:00",
    ),
    (
        "Next week is best. Not Monday. Mornings, please.",
        "03-10 08:00-12:00 | 03-12 08:00-12:00 | 03-13 08:00-12:00",
    ),
    (
        "I need a cleaning next week. Thursday would be my first choice. Nothing before ten.",
        "03-12 10:00-17:00",
    ),
    (
        "I'd prefer the afternoon, on the tenth, but the twelfth would do too.",
        "03-10 12:00-17:00 | 03-12 12:00-17:00",
    ),
    (
        "My daughter has school until three. Could she come on Monday after that?",
        "03-09 15:00-17:00",
    ),
    (
        "I have a loose crown. Tomorrow would be wonderful. I'm around all afternoon.",
        "03-05 12:00-17:00",
    ),
    (
        "It's been hurting since Sunday. Is there anything today? I could be there by eleven.",
        "03-04 09:15-11:00",
    ),
    (
        "I get off at five. Is Wednesday evening possible?",
        "03-11 17:00-20:00",
    ),
    (
        "I have dialysis Monday, Wednesday and Friday. Tuesday morning would be good.",
        "03-10 08:00-12:00",
    ),
    (
        "I've got a cold. Can you see me this afternoon?",
        "03-04 12:00-17:00",
    ),
    (
        "I don't drive. My son can bring me Thursday. He's free after two.",
        "03-05 14:00-17:00",
    ),
    (
        "I'll be in town from Monday to Wednesday. Mornings suit me.",
        "03-09 08:00-12:00 | 03-10 08:00-12:00",
    ),
    (
        "I'm flexible. Tuesday maybe. I wouldn't want it before nine.",
        "03-10 09:00-17:00",
    ),
    (
        "Friday the thirteenth, I'm not superstitious. Half past nine.",
        "03-13 09:30",
    ),
    (
        "I want the earliest you've got on Thursday. I am not picky.",
        "03-05 08:00-17:00",
    ),
    (
        "Would March twelfth be all right? It'd be for both of us. About ten?",
        "03-12 09:30-10:30",
    ),
    (
        "No rush, some time next month. I'd want a Monday. Early in the day.",
        "04-06 08:00-10:00 | 04-13 08:00-10:00 | 04-20 08:00-10:00 | 04-27 08:00-10:00",
    ),
    (
        "My husband's off on Thursdays, so a Thursday. Afternoon.",
        "03-05 12:00-17:00",
    ),
    (
        "I'd need it on a Friday, and in the morning, because I work the rest of the time.",
        "03-06 08:00-12:00",
    ),
    (
        "I'm hoping you have something for the ninth. I can be there from one onwards.",
        "03-09 13:00-17:00",
    ),
]

WITH_REASONS: list[tuple[str, str]] = [
    ("Friday's bad. Thursday's good. Before eleven.", "03-05 08:00-11:00"),
    ("I'm not free in the mornings. Tuesday, then?", "03-10 12:00-17:00"),
    ("I can't do mornings. I can do Tuesday.", "03-10 12:00-17:00"),
    ("Tuesdays I can't. Thursday is fine.", "03-05 08:00-17:00"),
    ("I have a meeting. Could somebody look at it on Thursday?", "03-05 08:00-17:00"),
    ("Thursday I have a meeting. How about Friday?", "03-06 08:00-15:00"),
    (
        "Monday I have English class. Please the Thursday of next week, also afternoon.",
        "03-12 12:00-17:00",
    ),
    ("I'd like Thursday, I have a rash. Morning is best.", "03-05 08:00-12:00"),
    ("Thursday I could come after my class. Early, please.", "03-05 08:00-10:00"),
    ("I hurt my wrist on Sunday. Could somebody look at it tomorrow?", "03-05 08:00-17:00"),
    ("I was wondering about Monday. I could do any time before two.", "03-09 08:00-14:00"),
    ("The tenth would be good. Or the twelfth. Mornings.", "03-10 08:00-12:00 | 03-12 08:00-12:00"),
    ("I came in two weeks ago and it fell out. Thursday morning?", "03-05 08:00-12:00"),
]

SPANISH: list[tuple[str, str]] = [
    (
        "Hola, quisiera una limpieza. El martes me vendría bien. Por la tarde, si puede ser.",
        "03-10 12:00-17:00",
    ),
    (
        "Buenos días, soy Ana Robles, necesito un chequeo. El jueves puedo. Mejor por la mañana.",
        "03-05 08:00-12:00",
    ),
    (
        "Me duele la rodilla. ¿Tienen algo el lunes? Después del almuerzo me conviene más.",
        "03-09 13:00-17:00",
    ),
    (
        "Necesito una cita para mi hijo el viernes, está en segundo grado, a las diez si se puede.",
        "03-06 10:00",
    ),
    (
        "Buenas tardes, quiero una cita. Por la mañana. El martes diez de marzo.",
        "03-10 08:00-12:00",
    ),
    (
        "Las mañanas me vienen mejor. ¿Podría ser el jueves?",
        "03-05 08:00-12:00",
    ),
    (
        "El lunes me queda bien, yo salgo a las tres, así que después de las tres.",
        "03-09 15:00-17:00",
    ),
    (
        "Soy Marta, quería ver al doctor el doce, mi hermana me lleva, temprano por favor.",
        "03-12 08:00-10:00",
    ),
    (
        "Mañana si hay lugar. Me gustaría por la tarde.",
        "03-05 12:00-17:00",
    ),
    (
        "Hola, habla Teresa, es para una revisión. El lunes o el martes. En la "
        "mañana me queda mejor.",
        "03-09 08:00-12:00 | 03-10 08:00-12:00",
    ),
    (
        "Quisiera el jueves, no puedo antes de las diez.",
        "03-05 10:00-17:00",
    ),
    (
        "Necesito venir la próxima semana. El martes sería perfecto. Temprano, por favor.",
        "03-10 08:00-10:00",
    ),
    (
        "Trabajo por las mañanas. ¿Tienen algo el jueves?",
        "03-05 12:00-17:00",
    ),
    (
        "Me gustaría el viernes. A eso de las nueve.",
        "03-06 08:30-09:30",
    ),
    (
        "Tengo una tos fuerte. ¿Me pueden ver mañana? Por la mañana estoy libre.",
        "03-05 08:00-12:00",
    ),
    (
        "El día doce, mi hermana me lleva, temprano por favor.",
        "03-12 08:00-10:00",
    ),
    (
        "Salgo a las cinco. ¿El miércoles se puede?",
        "03-11 17:00-03-12 00:00",
    ),
]


@pytest.mark.parametrize(("words", "expected"), ENGLISH + WITH_REASONS)
def test_english(said: Said, riverside: Clinic, words: str, expected: str) -> None:
    assert said(windows(words, WEDNESDAY, riverside)) == expected.split(" | ")


@pytest.mark.parametrize(("words", "expected"), SPANISH)
def test_spanish(said: Said, riverside: Clinic, words: str, expected: str) -> None:
    assert said(windows(words, WEDNESDAY, riverside, "es")) == expected.split(" | ")


def test_any_day_but_one_is_all_others_whatever_was_said_before(riverside: Clinic) -> None:
    found = windows("I teach until two. Any day but Monday.", WEDNESDAY, riverside)
    assert found is not None
    assert not any(window["start"].startswith("2026-03-09") for window in found.value)
