"""What is said on any day with the words of danger in it: never 911 by the rules alone."""

import pytest

from engine.safety import Level, assess
from engine.safety.assess import signs

ORDINARY = """
my emergency contact is my sister
no chest pain or anything
I'm dying to get this done
my dad had a stroke years ago
what happens if I have a reaction
my battery's about to die
I nearly died laughing
I had a seizure when I was a kid
I had a seizure when I was eleven
I had a stroke in twenty nineteen
my grandmother died of a heart attack
do you treat emergencies
I broke my night guard
I choked up at the wedding
she never lost consciousness
the ambulance company billed me twice
the ambulance is blocking your driveway
I don't have any trouble breathing
I'm not short of breath or anything
I'm not suicidal
I'm calling about the suicide prevention walk
do you teach what to do when somebody has a seizure
is there a chance of a broken jaw
I need a refill of my epipen
do you have an epipen in the office
is an emergency exam covered
it's a coffee emergency, I'm late
I blacked out the dates I can't come
I passed out the flyers
I can't even breathe, that was so funny
I was breathless waiting for it
I'm suffocating under these medical bills
I almost fainted when I saw the price
can nitrous make you stop breathing
no tengo dolor en el pecho
no me duele el pecho ni nada
no se pegó en la cabeza
mi contacto de emergencia es mi hermana
me muero de ganas de verla
me quiero morir de la pena
mi papá murió de un infarto
casi me da un infarto cuando vi lo que cobraron
quiero hacerme una limpieza
hace años tuve un derrame
vivo en la calle Socorro
se me está muriendo el teléfono
la prevención del suicidio
fui a emergencias el domingo
this car is bleeding me dry
I overdosed three years ago and have been sober since
back in high school I fainted all the time
what would you guys do if somebody had a seizure
""".strip().splitlines()

DANGER = """
quiero hacerme daño
I want to hurt myself
help me please
send the police
he's been shot
somebody do something
que venga alguien rápido
I want to end it
chest pain in twenty minutes
no me puedo mover y no respira
chest pain last week and it's been bad today
what do you do when he stops breathing, he stopped breathing
""".strip().splitlines()


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_talk_with_words_of_danger(words: str) -> None:
    assert assess(words).level < Level.EMERGENCY


@pytest.mark.parametrize("words", DANGER)
def test_danger_that_is_near_to_it(words: str) -> None:
    assert assess(words).level > Level.NONE


def test_a_denial_in_spanish_hides_nothing_beside_it() -> None:
    assert assess("no me duele el pecho pero no puedo respirar").level is Level.EMERGENCY


def test_signs_are_told_with_whether_they_stand() -> None:
    assert signs("chest pain, but no bleeding") == {"chest": True, "possible": False}
    assert signs("no bleeding. Bleeding now") == {"possible": True}
    assert signs("a cleaning please") == {}
