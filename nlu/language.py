"""Which language a caller surely speaks, for the call to go on in it.

A wrong switch leaves a caller with words they cannot follow, and a missed one costs a turn; so
only a sentence counts. Names, loanwords and courtesy belong to everybody ("Juan de la Cruz",
"sí, gracias", "mañana"), and a clause that names a language ("¿habla español?") is a wish of its
own, whatever language it is said in.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from nlu.dictation.card import MASK
from nlu.intent.clauses import clauses
from nlu.person.given_names import GIVEN_NAMES
from nlu.utterance.word import Word, word_set, words_of

_MOST_WORDS: Final = 60
_ENOUGH: Final = 4
_TELLING: Final[Mapping[str, Mapping[int, frozenset[str]]]] = {
    "es": {
        4: word_set(
            """quiero quisiera necesito necesita necesitamos tengo tienen aceptan atienden duele
            duelen ayudeme llamenme respira desmayo desmayada desmayado sangra sangran sangrando
            ahogando asfixia asfixiando infarto convulsiones convulsionando envenenado
            hinchazon alergica alergico"""
        ),
        3: word_set(
            """queria llamo puedo podria gustaria estoy ahogo emergencia respirar deseo busco
            perdi podemos queremos tenemos vivo quedo olvide prefiero digame dejeme permitame
            entiendo entendi escucho debo vamos reciben toman trabajan"""
        ),
        2: word_set(
            """buenos buenas tardes noches que para por con nos mis su lo una unas le se tiene
            puede pueden cita citas usted ustedes llamando llamar esta estan estaba estamos soy
            cuando como cuanto cuantos cuanta cuesta porque pero tambien hijo hija esposo esposa
            mama papa dolor muela muelas diente dientes limpieza manana lunes martes miercoles
            jueves viernes sabado numero telefono nombre nacimiento muy ahora ahorita hoy semana
            proxima cancelar cancele cambiar cambio mover mueva hacer seria doctora hasta abren
            cierran queda donde casi lista receta resultados alguien nadie direccion ayuda aqui
            sangre ataque pecho cara garganta corazon inconsciente hinchada hinchado otra otro
            dia dias ninguna ninguno nada algo despues antes temprano tarde noche hace hay
            ese esa eso este cumpleanos naci pregunta cuenta pagar dejar mensaje hablar cual
            quien recibo seguro hora horas minutos bien urgente tarjeta trabajo carta voy va vez
            veces dos tres cuatro cinco seis siete ocho nueve diez doce trece catorce quince mil
            treinta cuarenta cincuenta sesenta setenta ochenta noventa cobraron llamen llame
            confirmo confirmar agendar reagendar anular llamada recordatorio llegar llego mejor
            mas consulta aseguranza factura pago medico revision chequeo"""
        ),
        1: word_set(
            """hola gracias adios si de del el la los las un en mi me al y a no ya les es son ha
            persona bueno domingo primera segunda uno enero febrero marzo abril mayo junio julio
            agosto septiembre octubre noviembre diciembre"""
        ),
    },
    "en": {
        3: word_set("i'm i'd i've i'll don't can't what's it's didn't isn't doesn't wasn't"),
        2: word_set(
            """the i and is are of my your that this for have need want would like can could does
            what when where how on at an am was will be call called calling with appointment it
            do we from not number name next there about should been tooth hurts morning afternoon
            tomorrow today they him her his who if make cancel change move reschedule insurance
            someone just"""
        ),
        1: word_set(
            "hello hi yes yeah thanks thank you please a me no to in or so but bye okay ok"
        ),
    },
}
"""By language: how much a word tells. What tells 1 is courtesy, or stands in names as well; it
counts only beside a word that tells more."""
_PLEASE: Final = re.compile(r"(?<!\w)por favor(?!\w)", re.IGNORECASE)
_SPANISH_FORM: Final = re.compile(
    r"\w+(?:aron|ieron|iendo|cion|ciones|arme|erme|irme|arla|arlo|cientos)|\w*[a-zñ][áéíó]"
)
_OTHER: Final = {"es": "en", "en": "es"}
_LANGUAGES: Final = word_set("espanol ingles spanish english")


def language_of(words: str) -> str | None:
    """`en` or `es` if the words are surely a sentence in that language, else `None`."""
    kept = _PLEASE.sub(" ", words.replace(MASK, " "))
    parts = [words_of(clause.words) for clause in clauses(kept)]
    said = [one for part in parts if not _names_one(part) for one in part][:_MOST_WORDS]
    found = {language: _told(said, language) for language in _TELLING}
    best = max(found, key=lambda language: found[language])
    sure = found[best] >= _ENOUGH and found[best] > 2 * found[_OTHER[best]]
    return best if sure else None


def _names_one(clause: Sequence[Word]) -> bool:
    return any(word.plain in _LANGUAGES for word in clause)


def _told(said: Sequence[Word], language: str) -> int:
    """How much the words tell for a language; nothing, if they are only courtesy or names."""
    each = [_tells(word, language) for word in said]
    return sum(each) if max(each, default=0) > 1 else 0


def _tells(word: Word, language: str) -> int:
    for much, known in _TELLING[language].items():
        if word.plain in known:
            return much
    formed = language == "es" and word.plain not in GIVEN_NAMES
    return 2 if formed and any(map(_SPANISH_FORM.fullmatch, (word.said, word.plain))) else 0
