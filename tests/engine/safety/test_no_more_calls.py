"""Who does not want to be called any more is understood in whatever reasonable words."""

import pytest

from engine.safety import assess

WISHES = """
stop calling me
Stop calling
don't call me again
please stop calling this number
take me off your list
take my name off your calling list please
remove my number
no more calls please
I don't want these calls
do not call me
do not ever call here again
quit calling
unsubscribe
lose my number
leave me alone
put me on the do not call list
I don't want to be called
I don't want you to call me anymore
I want to opt out
opt me out
stop these robocalls
will you stop calling my house
no calls, stop calling me
dejen de llamarme
no me llamen más
no me llame
ya no me llamen
quítenme de su lista
no vuelvan a llamar
no quiero recibir estas llamadas
no quiero que me llamen
borren mi número
ya no quiero más llamadas
no me vuelvan a llamar nunca
déjenme en paz
dejen de estar molestando
quiero darme de baja
I revoke my consent
I never gave you permission to call me
stop harassing me
can you take me off the call list
"""
OTHERS = """
I'll stop by tomorrow
I can't stop bleeding
can I stop by and pay
don't call me before nine
don't call me at work
don't call me tomorrow, call me Friday
he won't stop calling me
don't stop calling me
please call me back
I don't want to call
call me later
no me llamen mañana
no me llame antes de las nueve
stop taking my medicine
I need to stop the medicine
should I stop calling in sick
I need to take him off the schedule
please remove the appointment
take me off the waitlist
not now
don't call her, call me
I don't like calling people
the bleeding won't stop
no me llamo Ana
no le llaman así
llámeme más tarde
I don't need a reminder
I want to stop smoking
stop
"""


@pytest.mark.parametrize("words", WISHES.strip().splitlines())
def test_it_is_heard(words: str) -> None:
    alarm = assess(words)
    assert alarm.no_more_calls
    assert not alarm.raised, "nobody else is needed for it"


@pytest.mark.parametrize("words", OTHERS.strip().splitlines())
def test_it_is_not_heard_in_anything_else(words: str) -> None:
    assert not assess(words).no_more_calls


def test_it_is_heard_beside_danger() -> None:
    alarm = assess("stop calling me, I can't breathe")
    assert alarm.no_more_calls
    assert alarm.raised
