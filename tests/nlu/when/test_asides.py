"""What names a day or a time and is no wish: greetings, names, and what is only told."""

from datetime import datetime

import pytest

from engine.clinic import Clinic
from nlu.when.asides import without_asides
from nlu.when.windows import windows

WEDNESDAY = datetime.fromisoformat("2026-03-04T09:15")

NO_WISH = """
Hi, I'm Sandra, I'm new here and I'm a bit nervous.
Hello there. My wife always used to make these calls. So here I am. I'm supposed to have a checkup.
I'm supposed to have a checkup, I feel fine, mind you, but she insists.
I am who I am, I hate dentists.
Well I think I am. I am the patient.
Yes I am, the one with the bad hip, I am afraid.
What I mean is I am in a bit of a state. Am I making sense?
Am I calling the right place? I'm looking for the dentist.
I'm 42 and I'm on blood pressure medicine.
I'm at 42 May Street, and yes I am an existing patient.
I'd like to speak to whoever I am supposed to speak to.
I want to know what I owe, I am on a payment plan.
I'm a PM at a software company, and my eyes are dry.
The name is A M O S, Amos.
My email is am at example dot com.
It's been two weeks and the cough won't go away.
My last one was in May.
My last one was in May, I think.
I've been a patient for ten years.
It's for the second of my kids.
It's the third of my crowns that came off.
I had it done in 2019 and it never healed right.
I was born on May third 1980.
I saw Doctor Shah last Tuesday and she told me to call.
My tooth broke yesterday while I was eating lunch.
I can't sleep at night because of it.
It hurts in the morning when I brush.
I take two pills in the morning and one at night.
I called this morning and nobody picked up.
I was in on Monday and I still feel awful.
It started three days ago, I'm not sure why.
My kids are two, five and seven.
You saw me last month for my back.
It's the third time I'm calling, I'm getting tired of this.
My husband used to come every six months, I am worried about him.
I've got three crowns and two fillings already.
Good morning, I'm fine, I'm just calling to book a checkup.
Morning! I need a checkup.
Morning, I'd like to make an appointment.
Evening, I'm calling for my father, he is eighty one.
Afternoon. My name's Joe, I'd like to make an appointment.
Hi, morning, this is June Carter, I need a refill.
My name is April Summers, I'm a new patient.
I feel faint when I get up in the morning.
I'm after a flu shot.
He fell off his bike on Saturday.
I moved here in January.
My doctor retired in December.
I turned fifty on Tuesday.
I get headaches every afternoon.
I only eat once a day and I feel weak in the afternoon.
I've taken two ibuprofen this morning.
Is this the office on Third Avenue?
He's in the fourth grade.
i am um i am calling about my bill
the pain wakes me up at three in the morning
it's been a rough couple of weeks
I've been waiting all morning.
I've been in pain since Friday.
I was up all night with a toothache.
It's one of those days, I'm sorry.
Every Sunday I go to church and my back hurts.
""".strip().splitlines()

NINGUN_DESEO = """
Buenas tardes, soy Luis, me siento mal.
Hace dos semanas que me duele.
Mi última visita fue en mayo.
Soy paciente desde hace diez años.
Es para el segundo de mis hijos.
Me duele por la noche y no puedo dormir.
Llamé esta mañana y nadie contestó.
Ya es tarde para mí, perdone la molestia.
Se me hizo tarde y no alcancé a llamar.
Tengo una muela rota y una corona.
Más vale tarde que nunca, soy yo otra vez.
El doctor me vio el mes pasado.
Me levanto por la mañana con dolor de cabeza.
Mi nombre es Domingo Ruiz.
Me llamo Abril Santos.
Tengo sesenta y dos años y tomo una pastilla por la mañana.
Soy la segunda esposa, a mí me toca llamar.
Nací el tres de mayo de mil novecientos ochenta.
Me caí el domingo y me duele la mano.
Me dijeron que llamara hoy.
Llevo esperando toda la mañana.
Me mudé aquí en enero.
Estuve ahí el lunes y sigo igual.
Tarde o temprano me tenían que ver.
""".strip().splitlines()


@pytest.mark.parametrize("words", NO_WISH)
def test_english_talk_holds_no_wish(riverside: Clinic, words: str) -> None:
    assert windows(words, WEDNESDAY, riverside) is None


@pytest.mark.parametrize("words", NINGUN_DESEO)
def test_spanish_talk_holds_no_wish(riverside: Clinic, words: str) -> None:
    assert windows(words, WEDNESDAY, riverside, "es") is None


@pytest.mark.parametrize(
    "words",
    [
        "I was hoping for Tuesday",
        "I was thinking Thursday morning",
        "I was told to come back on Tuesday",
        "Morning or afternoon on Tuesday",
        "Mornings suit me best",
        "This is for May",
        "I had Monday in mind",
        "",
    ],
)
def test_a_wish_is_no_aside(words: str) -> None:
    assert without_asides(words) == words


def test_every_character_keeps_its_place() -> None:
    words = "Morning. I called last week, and I'd like Tuesday."
    left = without_asides(words)
    assert len(left) == len(words)
    assert left.endswith(" I'd like Tuesday.")
    assert "week" not in left


def test_what_was_asked_for_is_no_greeting(riverside: Clinic) -> None:
    assert windows("Morning.", WEDNESDAY, riverside, asked=True) is not None


@pytest.mark.parametrize("words", ["am", "uh, am please", "am or pm", "a.m."])
def test_a_half_of_the_day_alone_answers(riverside: Clinic, words: str) -> None:
    assert windows(words, WEDNESDAY, riverside, asked=True) is not None


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("Tuesday am", "08:00 12:00"),
        ("Tuesday in the am", "08:00 12:00"),
        ("Tuesday a.m., I am free then", "08:00 12:00"),
        ("Tuesday P.M.", "12:00 17:00"),
        ("pm on Tuesday", "12:00 17:00"),
        ("Tuesday at ten am. Am I late?", "10:00 10:00"),
        ("Tuesday until ten I am free", "08:00 10:00"),
    ],
)
def test_a_half_of_the_day_beside_a_day(riverside: Clinic, words: str, hours: str) -> None:
    found = windows(words, WEDNESDAY, riverside)
    start, end = hours.split()
    assert found is not None
    assert found.value == [{"start": f"2026-03-10T{start}", "end": f"2026-03-10T{end}"}]
