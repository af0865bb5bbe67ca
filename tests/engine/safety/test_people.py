"""Requests that always go to people, and distress: what counts, and what only sounds like it."""

import pytest

from engine.safety import assess

REFILL = """
I need a refill
I need to refill my prescription
can you renew my prescriptions
prescription
it's about my medication
I'm on medications and need more of my meds
can you refill my pre-medication
do you have the pharmacy's address
can the doctor prescribe something
I ran out of my pills
I'm out of my blood pressure medicine
I need more antibiotics
necesito una receta
quiero resurtir mi medicamento
¿cuál es la farmacia?
""".strip().splitlines()

RESULTS = """
can I get my test results
are my lab results in
I'm calling about the lab results
what did my blood work show
did my labs come back
my x-ray results please
has the biopsy come back
are the results ready
quiero saber mis resultados
¿ya salieron los análisis?
""".strip().splitlines()

ADVICE = """
should I take ibuprofen
should I be worried about this
what can I take for the pain
what should I do for the swelling
is it normal that it still hurts
is it safe to drink after
is this infected
how much Tylenol can I take
how often should I take it
what is the dosage
can I take advil with antibiotics
can you give me medical advice
should I go to the hospital
¿qué puedo tomar para el dolor?
¿es normal que sangre?
¿debo tomar antibiótico?
¿cuántas pastillas tomo?
""".strip().splitlines()

HUMAN = """
talk to someone
speak to person
I want to speak to a person
let me talk to a human
real person please
human
can I speak with the receptionist
operator
representative
I need to speak with billing
can I talk to Dr. Chen
can I speak to Maria
put me through to the front desk
transfer me to someone
get me a manager
is there anyone there
is there someone I can talk to
I don't want to talk to a machine
stop, I want to talk to a real human being
connect me with the nurse
Are you a real person? I want a real person.
am I talking to a robot? give me a human
customer service please
a person please
do I press one to speak to a person
you said press zero for a person, so get me a person
press zero to speak to a person
this is the operator
this is relay operator 4412, I want to speak to a person
quiero hablar con una persona
páseme con la recepcionista
quiero hablar con alguien
¿me puede comunicar con la doctora?
operadora
no quiero hablar con una máquina
""".strip().splitlines()

NOBODY = """
can someone call me back
have someone call me
I need to call my insurance
are you a robot
are you human
are you a real person
is this a human
is this a real person
am I talking to a real person
am I speaking with a human or a robot
tell me if you are a human or a computer
how do I know if you are a real person
¿eres una persona real?
¿estoy hablando con un robot?
I spoke to someone yesterday
I need to talk to my husband first
nice talking to you
I talked to her about it
human resources told me to call
hello, this is relay operator 4412 with a TTY call for you
this is operator number 4512 with a relay call
operator two two one with a call from a deaf person
le habla la operadora del servicio de retransmisión
press one to speak to an agent
press 2 now to be connected with one of our representatives
press nine to be removed, or push three for a live operator
oprima uno para hablar con un representante
I'm in a wheelchair and I need pre-medication before cleanings
I take premedication, my premeds
I take the bus
can I take the three o'clock
what can I do to prepare
what do I do to cancel
is it okay to come early
how much is a cleaning
how many people work here
I need a blood test
I need a cleaning
my test is on Friday
I need an x-ray
I want the first person available on Tuesday morning
add another person to my booking
una cita para dos personas
""".strip().splitlines()

DISTRESS = """
I'm so upset right now
I am really frustrated
this is ridiculous
I'm sick of this
I've had enough
you people never answer
this is the third time I've called
nobody ever calls me back
nobody ever picks up
you're wasting my time
this is unacceptable
I'm crying
are you kidding me
I've been on hold for an hour
you're not listening
what the hell
this is so frustrating
the worst service ever
I can't deal with this
you are useless
I hate this
how many times do I have to tell you
I already told you three times
I already told him
ya le dije mil veces
I want to file a complaint
estoy muy enojado
esto es ridículo
ya es la tercera vez que llamo
nadie me contesta
estoy llorando
no sirven para nada
""".strip().splitlines()

CALM = """
I already told you that
I already said that
ya le dije
my tooth hurts
I want to cancel my appointment
I lost my insurance card
my father died and I need to cancel
I'm in pain
that is the third appointment this year
no, that's wrong
is the service good there
that's my office, nobody picks up there, use my cell
don't call the house, no one answers at home
en ese número nadie contesta ahí
I'm calling for my third cleaning
what time do you close
how many times a year should we come
me duele mucho la muela
quiero cancelar mi cita
""".strip().splitlines()


@pytest.mark.parametrize("words", REFILL)
def test_refill(words: str) -> None:
    assert "prescription_refill" in assess(words).people


@pytest.mark.parametrize("words", RESULTS)
def test_results(words: str) -> None:
    assert "test_results" in assess(words).people


@pytest.mark.parametrize("words", ADVICE)
def test_advice(words: str) -> None:
    assert "medical_advice" in assess(words).people


@pytest.mark.parametrize("words", HUMAN)
def test_human(words: str) -> None:
    assert assess(words).people == ("human",)


@pytest.mark.parametrize("words", NOBODY)
def test_no_request_for_people(words: str) -> None:
    assert assess(words).people == ()


@pytest.mark.parametrize("words", DISTRESS)
def test_distress(words: str) -> None:
    assert assess(words).distress


@pytest.mark.parametrize("words", CALM)
def test_calm(words: str) -> None:
    assert not assess(words).distress


def test_requests_come_in_their_order() -> None:
    words = "let me talk to a person about my test results and the refill, and is it safe to drink"
    assert assess(words).people == (
        "prescription_refill",
        "medical_advice",
        "test_results",
        "human",
    )
