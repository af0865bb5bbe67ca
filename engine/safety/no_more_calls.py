"""How somebody says that they do not want to be called any more.

Any reasonable words revoke a consent, so they are heard by rules, at once and at any confidence,
like the key that does the same. What is asked for a day or an hour ("don't call me before nine"),
said of others ("he won't stop calling me") or of something else ("I'll stop by", "I can't stop
bleeding") is no such wish; so most lines end where their clause does.
"""

from typing import Final

NO_MORE_CALLS: Final = """
(?<! dont )(?<! wont )(?<! doesnt )(?<! cant )(?<! never )(stop|quit|cease) (calling|phoning|
    ringing|contacting|bothering|harassing|dialing) (me|us|here|again|now|please|already|
    anymore|any more|altogether|(this|my|our) (number|phone|line|house|home|cell|mobile|cellphone))
(?<! dont )(?<! wont )(?<! doesnt )(?<! cant )(?<! never )(stop|quit|cease) (calling|phoning|
    contacting)(?= [,.]| $)
(dont|never) (ever )?(call|phone|ring|contact|bother|dial) (me|us|here|(this|my|our) (number|
    phone|line|house|home|cell|mobile)) (here )?(ever |any )?(again|anymore|more|longer|ever|
    please|(at|on) this (number|phone))
(dont|never) (ever )?(call|phone|contact|bother) (me|us|here|this number|again|anymore)(?= [,.]| $)
(take|remove|get|delete|drop|cross|scratch|strike) (me|us|(my|our|this) (phone )?(name|
    number)) (off|from|out of) ... (list|lists|database|system|records|calls|calling)
(remove|delete|erase|lose|forget) (my|this|our) (phone )?number(?= [,.]| $)
no more (of )?(these |those |your |automated |phone |robo |reminder |robot )*(calls|robocalls)
(?<! dont )(?<! cant )(stop|quit|end) (with )?(the|these|those|your|all|all the|all these|
    making these|making the|sending me these) (automated |phone |robo |reminder |robot |
    stupid |damn )*(calls|robocalls)
(dont|no longer) (want|wish|like|need) (to (get|receive|have|hear) )?(any more|anymore|more|
    these|those|your|further|automated|robot|any of these|any further|any automated) (phone |
    automated |robot |reminder )*(calls|robocalls)
(dont|no longer) (want|wish|like) to (get|receive) (any )?(phone )?calls (from you|like this|
    like these|anymore|again)
(dont|no longer) (want|wish|like) (you|you to|you guys|you people|anyone|anybody) (to )?(call|
    calling|contact|contacting|bothering)( me| us| here| this number)?( again| anymore| any more|
     ever)?(?= [,.]| $)
(dont|no longer) (want|wish|like) (to be|being) (called|contacted|bothered)( again| anymore|
     any more| ever| by you| by a machine| by machines)?(?= [,.]| $)
opt (me |us |my number )?out
unsubscribe
dont call (list|registry)
(revoke|withdraw|take back) (my |the )?(consent|permission)
(dont|never) (consent|agreed|agree|gave (you )?(consent|permission)|give (you )?(consent|
    permission)) ... (call|calls|called)
leave (me|us) (the (hell|heck) )?alone
(dejen?|paren?|deja|para|dejenme|dejeme) de (estar )?(molestando|llamar|llamarme|llamando|
    llamarnos|llamandome|marcar|marcarme|molestar|molestarme|hablarme)
(ya )?no (me |nos )?(llamen?|llames|marquen?|vuelvan? a (llamar|marcar|hablar)|esten? llamando|
    hablen?|molesten?) (mas|nunca|jamas|otra vez|de nuevo|a este numero|aqui|ya)
(ya )?no (me|nos) (llamen?|llames|marquen?|esten? llamando|molesten?)(?= [,.]| $)
no (vuelvan?|vuelvas) a (llamar|llamarme|llamarnos|marcar|marcarme)
(ya )?no (quiero|deseo|queremos) que (me|nos) (llamen?|marquen?|esten? llamando|sigan? llamando|
    vuelvan? a llamar)( mas| nunca| otra vez| de nuevo)?(?= [,.]| $)
(ya )?no (quiero|deseo|queremos) (recibir )?((mas|estas|sus|esas|este tipo de) )+llamadas
(quiten?|quiteme|quitenme|borren?|borreme|borrenme|saquen?|saqueme|saquenme|eliminen?|eliminenme|
    elimineme) ... (lista|listas|base de datos|registro|registros|sistema)
(quiten?|borren?|saquen?|eliminen?|olviden?) (mi|este|nuestro) (numero|telefono)(?= [,.]| $)
(no|basta de|ya no) (mas |estas |esas |sus )+llamadas
(dejenme|dejeme|dejame|dejennos) en paz
(darme|deme|denme|darnos|dennos) de baja
"""
"""One a line; see `rules.py` for how they are written."""
