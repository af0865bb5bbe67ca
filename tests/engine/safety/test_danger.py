"""Sentences of callers and how urgent they are; each line was written as people say it."""

import pytest

from engine.safety import Level, assess

EMERGENCIES = """
I can't breathe
i cant breathe
my dad just dropped to the floor and isn't moving
I feel like something's crushing my chest
my husband's lips look blue
everything went black and I woke up on the floor
I've gone through a whole box of gauze and it's still going
my cheek is huge and I've got chills
there's no air
I don't see any reason to keep going
he took all his heart pills at once
nothing is stopping the bleeding
never mind, it's chest pain
never mind chest pain
it's bleeding without stopping
I've never had chest pain like this
I don't have insurance my chest hurts
I had a root canal two months ago my face is swollen and it's spreading to my eye
I need an ambulance to 12 River Street
this is an emergency I need an appointment
it's not stopping, the bleeding won't stop
I took amoxicillin and now my lips are swollen
my daughter's face is blowing up after a bee sting
me quiero quitar la vida
I can not breathe
I CAN'T BREATHE
I can’t breathe
my son is having trouble breathing
she is not breathing
I don't think he's breathing
it's hard to breathe
my husband can hardly breathe
I'm having a hard time swallowing
I can't swallow anything
my throat is closing up
he's choking
she's turning blue
I'm short of breath
I feel breathless
I can't catch my breath
my baby stopped breathing
it feels like I'm not getting enough air
there's something stuck in my throat
I'm having chest pain
my chest hurts really bad
there's a pressure in my chest
it feels like an elephant sitting on my chest
my dad is having a heart attack
I think I'm having a heart attack
my chest feels very tight
I have a pain going down my left arm
my left arm has gone numb
my wife's heart stopped
I think my mother is having a stroke
half of his face is drooping
his speech is slurred
my right side is numb
I can't move my left arm
she can't speak properly all of a sudden
he's unconscious
my wife passed out
she fainted in the bathroom
he just collapsed
he won't wake up
I can't wake him up
she's not responding to me
my daughter is having a seizure
he lost consciousness after the fall
I feel like I'm about to pass out
there's no pulse
I'm having an allergic reaction
I think she's going into anaphylactic shock
my tongue is swelling up
I had to use my epipen
my lips are swelling and I have hives
the swelling is going into my eye
my neck is swollen
my eye is swollen shut
I have swelling under my tongue
there's swelling down my throat
my jaw is swollen and I have a fever
I've got a fever of 103 and my face is puffy
it won't stop bleeding
the bleeding hasn't stopped since last night
I'm bleeding a lot
there's blood everywhere
my gums are still bleeding three hours after the extraction
she's losing a lot of blood
my mouth keeps filling up with blood
he's coughing up blood
I've soaked through four gauze pads
I want to kill myself
I'm thinking about suicide
I don't want to live anymore
I want to end it all
my son says he wants to die
I've been thinking about ending my life
he's threatening to hurt himself
I took too many pills
my toddler drank bleach
my daughter swallowed a battery
I think she overdosed
he took a whole bottle of tylenol
this is an emergency
it's an emergency
we have an emergency
emergency
emergency please
ambulance
I need an ambulance
please send an ambulance
call 911
should I call nine one one
he's dying
I think I'm dying
somebody help
I'm going to die
no chest pain but I can't breathe
no fever, but my neck is swollen
I don't have an appointment. My chest hurts.
No, I can't breathe
no my chest hurts
No, he's unconscious
last year I had chest pain and now I can't breathe
my tooth hurts and also I can't swallow
I don't feel good I have chest pain
I'm not sure if this is a heart attack
uh I um I can't uh really breathe
i can't can't breathe
he can t breathe
no chest pain, can't breathe or talk
I don't know if I'm having a heart attack
if you can call me back my chest hurts
call me back if you can i have chest pain
I have chest pain since last week
no es una broma, no puedo respirar
no puedo respirar
mi hijo no respira
me cuesta respirar
no puedo tragar
me falta el aire
se está ahogando
me duele el pecho
tengo dolor en el pecho
creo que es un infarto
creo que le dio un derrame cerebral
tiene la cara torcida
mi esposo está inconsciente
mi mamá se desmayó
no despierta
perdió el conocimiento
está convulsionando
tengo una reacción alérgica
se me está hinchando la lengua
se me cierra la garganta
tengo la cara hinchada y fiebre
la hinchazón me llega al ojo
no para de sangrar
no deja de sangrar la encía
está sangrando mucho
está perdiendo mucha sangre
quiero morirme
me quiero matar
ya no quiero vivir
pienso en el suicidio
tomó demasiadas pastillas
mi niño tomó cloro
sobredosis
es una emergencia
necesito una ambulancia
llame al 911
auxilio
se está muriendo
no tengo cita pero me duele el pecho
no aguanto el dolor de pecho
""".strip().splitlines()

URGENT = """
I knocked my tooth out
my son got his front tooth knocked out
his tooth fell out when he hit the pavement
my tooth came out and I'm holding it in my hand
the whole tooth is out root and all
I put the tooth in milk
I have a dental emergency
I broke my jaw
I think my jaw is dislocated
my jaw is stuck open
he got hit in the face with a baseball
she fell off her bike and chipped her front teeth
I fell and hit my mouth on the table
my daughter bit through her lip
we were in a car accident
the swelling is spreading
my cheek is swollen and it's getting bigger
my face is swelling up fast
I have unbearable pain after my root canal
I had a tooth pulled yesterday and the pain is excruciating
since the extraction I'm in so much pain
my pain after the surgery is killing me
se me cayó un diente de un golpe
le tumbaron un diente
me rompí la mandíbula
me pegaron en la boca
la hinchazón está creciendo
tengo un dolor insoportable después de la extracción
tengo una emergencia dental
""".strip().splitlines()

POSSIBLE = """
my gums bleed when I brush
I had chest pain in college
is chest pain a side effect
I work as a paramedic
I drive an ambulance
I've never had chest pain
the nerve in my tooth is dying
he had a heart attack in March
do you offer emergency services
I need an emergency dentist
help me
ayuda por favor
it's nothing life threatening
my gums are bleeding a lot when I floss
there's some blood when I spit
my cheek is swollen
I have a swollen gum
I have a fever and a toothache
I have an abscess
no chest pain
I don't have any chest pain
I don't have chest pain or trouble breathing
no chest pain, no trouble breathing, no bleeding
I don't have chest pain, trouble breathing, or swelling
I have not had any bleeding
it's not an emergency
it isn't an emergency
he's not unconscious
last year I had chest pain
I had a stroke in 2019
two years ago I had a heart attack
I had chest pain a few months ago
I have a history of seizures
my father died of a heart attack
I had a stroke last year and it's happening again
heart attacks run in my family
my chest pain went away
the chest pain is gone
what if I have an emergency after hours
what happens if my jaw gets broken
what should I do in case of emergency
if my tooth gets knocked out where do I go
do you handle emergencies
I'm worried about choking during the procedure
will I be unconscious during the procedure
I got a bill for the ambulance
I have a question about the ambulance charge
does my insurance cover an ambulance
after the ambulance bill I'm broke
I went to the emergency room last week
I have a family emergency and need to cancel
I need an emergency appointment
I can't breathe through my nose
I have sleep apnea and stop breathing at night
my glands are swollen in my neck
my baby tooth fell out
my son's baby tooth got knocked out
I have severe pain
the pain is a ten out of ten
it hurts to swallow
my heart is racing
I can't feel my face after the numbing
I need to be seen urgently
trouble breathing, no.
no tengo dolor de pecho
no tengo dificultad para respirar
sin fiebre ni dolor de pecho
el año pasado tuve un infarto
qué hago si tengo una emergencia
mis encías sangran cuando me cepillo
tengo la encía hinchada
no es una emergencia
tengo fiebre y dolor de muela
antecedentes de convulsiones
""".strip().splitlines()

ORDINARY = """
hello
I hurt myself at work
my wisdom teeth need to come out
my crown fell off my tooth
I can't speak right now
I lost my vision insurance
I'm about to pass out from boredom
I'm not going to make it on Friday
no puedo hablar ahora
I'd like to book a cleaning for Tuesday at three
my tooth hurts
I have a toothache
I chipped a tooth
my tooth is killing me
my emergency contact is my sister
I need to update my emergency contact
where is the emergency exit
what's your emergency number
I'm dying to get this done
my phone is dying
I'd die for a cup of coffee
I have bad breath
my blood pressure is a little high
I'm scared to death of the dentist
I nearly died when I saw the bill
can you help me
can someone help me book an appointment
I knocked it out of the park
the fever dream of my schedule
I'm allergic to penicillin
my address is 911 Main Street
my number is 512 911 4400
no
no thanks, that's all
I don't want the morning
my son has a fever
I lost a filling
I lost my insurance card
my crown fell off
I can't hear you
I can't make it on Friday
I hit traffic on the way
my chest x-ray appointment
I don't want to wait any more
my heart is set on Friday
what time do you close
I need to speak slowly
el contacto de emergencia es mi hermana
quiero una cita para una limpieza
me duele una muela
no, gracias
""".strip().splitlines()


@pytest.mark.parametrize("words", EMERGENCIES)
def test_certain_danger(words: str) -> None:
    assert assess(words).level == Level.EMERGENCY


@pytest.mark.parametrize("words", URGENT)
def test_urgent_but_not_for_911(words: str) -> None:
    assert assess(words).level == Level.URGENT


@pytest.mark.parametrize("words", POSSIBLE)
def test_possible_danger_gets_one_question(words: str) -> None:
    assert assess(words).level == Level.CHECK


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_words_raise_no_level(words: str) -> None:
    assert assess(words).level == Level.NONE
