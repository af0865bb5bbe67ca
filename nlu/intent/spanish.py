"""Spanish words for what every call may turn to, whatever its flow, and for what is about nothing.

The Spanish twin of `nlu/intent/english.py`: written as callers in the US say it, not translated.
"""

from typing import Final

from nlu.intent.phrases import phrases
from nlu.intent.spanish_background import BACKGROUND
from nlu.intent.spanish_callers import MET
from nlu.intent.spanish_hearing import HEARD
from nlu.intent.spanish_people import PEOPLE

__all__ = ["BACKGROUND", "SHORT", "TURNS"]

TURNS: Final = {**HEARD, **MET, **PEOPLE}
"""By turn of conversation: how callers say it."""

SHORT: Final = {
    "book_appointment": phrases(
        """cita | una cita | necesito una cita | quiero una cita | una cita por favor
        | quiero una consulta
        | quiero ver al dentista | necesito que me atiendan | tienen citas disponibles"""
    ),
    "reschedule_appointment": phrases(
        """cambiar mi cita | cambiar la cita | quiero cambiarla | otra fecha | reprogramar"""
    ),
    "cancel_appointment": phrases("cancelar | cancelar mi cita | cancelarla | cancelación"),
    "confirm_appointment": phrases("confirmar | confirmar mi cita"),
    "running_late": phrases("voy tarde | voy a llegar tarde"),
    "callback": phrases("que me llamen | que me devuelvan la llamada"),
    "insurance_question": phrases("seguro | pregunta del seguro"),
    "billing_question": phrases("factura | mi cuenta | un pago"),
    "referral": phrases("referencia | una referencia"),
    "records_request": phrases("mi expediente | mis radiografías"),
    "leave_message": phrases("dejar un mensaje | un recado"),
    "appointment_lookup": phrases("cuándo es mi cita | a qué hora es mi cita"),
    "join_waitlist": phrases("lista de espera"),
    "returning_call": phrases("me llamaron | llamada perdida"),
    "opening_hours": phrases("horario | a qué hora abren | están abiertos"),
    "location": phrases("dirección | dónde están"),
    "parking": phrases("estacionamiento | dónde me estaciono"),
    "pricing": phrases("precios | cuánto cuesta"),
}
"""Requests as they are said in one or two words, for those that a flow has by these names."""
