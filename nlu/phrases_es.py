"""Spanish words for what every call may turn to, whatever its flow, and for what is about nothing.

The Spanish twin of `nlu/phrases_en.py`: written as callers in the US say it, not translated.
"""

from typing import Final


def _list(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.replace("\n", " ").split("|"))


TURNS: Final = {
    "repeat": _list(
        """repita por favor | me lo puede repetir | ¿qué dijo? | ¿cómo dijo?
        | otra vez por favor | mande
        | no le escuché | no le oí bien | ¿puede decirlo de nuevo? | dígamelo otra vez
        | perdón no alcancé a oír | se cortó ¿qué dijo? | ¿cuál era la pregunta?
        | una vez más por favor
        | ¿me repite los horarios? | ¿cómo? no le entendí bien lo que dijo"""
    ),
    "slower": _list(
        """más despacio por favor | hable más despacio | va muy rápido | no tan rápido
        | ¿puede hablar más lento? | un poco más lento | habla demasiado rápido | despacio
        | dígamelo más despacito | más lento por favor | no le sigo tan rápido
        | vaya más despacio que estoy apuntando | me habla muy rápido | puede ir más despacio
        | con calma por favor más lento"""
    ),
    "wait": _list(
        """espere un momento | un segundo | un momentito por favor | deme un minuto | aguarde
        | déjeme ver mi calendario | déjeme buscar una pluma | permítame un momento
        | espéreme tantito
        | ahorita lo busco | déjeme preguntarle a mi esposo | un ratito | espere que lo busco
        | no cuelgue | ahorita vengo | déjeme checar"""
    ),
    "start_over": _list(
        """empecemos de nuevo | vamos a empezar otra vez | desde el principio por favor
        | quiero empezar de nuevo | comencemos de nuevo | todo está mal empecemos de cero
        | volvamos al principio | reiniciar | hay que empezar otra vez | empiece de nuevo
        | me equivoqué en todo empecemos de nuevo | de cero por favor | otra vez desde el inicio
        | podemos comenzar desde el principio | borre todo y empezamos de nuevo"""
    ),
    "never_mind": _list(
        """olvídelo | no importa | déjelo así | ya no | mejor no | cambié de opinión
        | no se preocupe
        | ya no quiero | olvídese de eso | lo hago otro día | después llamo | no hace falta
        | ahora no | mejor lo dejamos | déjelo | ya no hace falta"""
    ),
    "wrong_number": _list(
        """número equivocado | me equivoqué de número | perdón marqué mal | creo que marqué mal
        | ¿es la pizzería? | estaba llamando a otra persona | no es a donde quería llamar
        | disculpe es el número equivocado | quería llamar al banco | ay me equivoqué
        | llamé por error | no quería llamar aquí | ¿quién habla? yo llamaba a mi hermana
        | este no es el número que buscaba | marqué el número que no era"""
    ),
    "goodbye": _list(
        """adiós | hasta luego | es todo gracias adiós | que tenga buen día | chao | nos vemos
        | bueno eso es todo | me tengo que ir | ya con eso es todo | cuídese | hasta el martes
        | que le vaya bien | bye | buenas noches hasta luego | eso sería todo"""
    ),
    "thanks": _list(
        """gracias | muchas gracias | mil gracias | se lo agradezco | muy amable
        | gracias por su ayuda
        | ay qué bueno gracias | perfecto gracias | le agradezco mucho | muchísimas gracias
        | excelente gracias | qué amable gracias | gracias señorita | Dios la bendiga gracias
        | está bien gracias"""
    ),
    "greeting": _list(
        """hola | buenos días | buenas tardes | buenas | hola buenas | bueno | aló | buenas noches
        | hola ¿me escucha? | hola ¿cómo está? | ¿hay alguien ahí? | qué tal | hola buenos días
        | muy buenas tardes | sí bueno | hola señorita"""
    ),
    "confused": _list(
        """no entiendo | estoy confundido | ¿qué quiere decir? | no le entiendo | ¿de qué me habla?
        | no comprendo | no sé qué quiere que diga | me perdí | estoy confundida
        | ¿qué me está preguntando?
        | eso no tiene sentido | ¿cómo funciona esto? | ¿qué tengo que decir? | no le entendí nada
        | ¿a qué se refiere?"""
    ),
    "speak_spanish": _list(
        """español por favor | ¿habla español? | en español | quiero hablar en español
        | prefiero español
        | no hablo inglés | ¿hay alguien que hable español? | podemos hablar en español
        | hablo español
        | solo hablo español | ¿me puede atender en español? | mi mamá solo habla español
        | cambie a español | español | no entiendo inglés"""
    ),
    "speak_english": _list(
        """English please | in English | inglés por favor | ¿habla inglés? | prefiero inglés
        | can we speak English | do you speak English | en inglés por favor | I don't speak Spanish
        | quiero hablar en inglés | cambie a inglés | English | sorry I don't understand Spanish
        | mejor en inglés | no hablo español"""
    ),
    "no_recording": _list(
        """no me grabe | no quiero que me graben | no grabe la llamada | apague la grabación
        | ¿me están grabando? | no autorizo que me graben | deje de grabar
        | ¿están grabando esta llamada?
        | sin grabación por favor | no doy permiso para grabar | quite la grabación
        | no estoy de acuerdo con que me graben | preferiría que no se grabe | por favor no grabe
        | ¿por qué me graban?"""
    ),
    "i_already_said": _list(
        """ya le dije | ya se lo dije | se lo acabo de decir | ya le di mi nombre
        | ya me preguntó eso
        | eso ya lo dije | ¿cuántas veces se lo tengo que decir? | ya le di mi número
        | como ya le dije
        | ya contesté eso | ya me lo preguntó | acabo de decírselo | ya lo dije antes
        | se lo dije hace un momento | ya tiene ese dato"""
    ),
    "relay": _list(
        """servicio de retransmisión | llamo por el servicio de relevo | es una llamada de TTY
        | operador de relevo adelante | una persona sorda le llama por relevo | llamo por el 711
        | ¿ha recibido una llamada de relevo antes? | la persona está escribiendo espere
        | soy intérprete de señas con una llamada | servicio de relevo de telecomunicaciones
        | diga adelante cuando termine | la persona que llama es sorda | llamada por video relevo
        | soy sordo y uso el servicio de relevo | adelante GA"""
    ),
    "other_language": _list(
        """¿habla francés? | necesito un intérprete | solo hablo mixteco | hablo quechua
        | hablo portugués
        | ¿hay alguien que hable náhuatl? | necesito traductor | do you speak French
        | você fala português
        | mi esposo habla árabe nada más | ¿tienen intérprete de chino? | hablo k'iche'
        | no hablo español ni inglés | hablo criollo haitiano | un traductor por favor"""
    ),
    "dont_know": _list(
        """no sé | no estoy seguro | no me acuerdo | no recuerdo | no tengo idea | quién sabe
        | no lo tengo conmigo | no estoy segura | no lo tengo a la mano | no sabría decirle
        | ni idea
        | tendría que buscarlo | se me olvidó | no lo sé | ahorita no lo tengo"""
    ),
    "spam": _list(
        """felicidades usted ha sido seleccionado | ha ganado un viaje gratis
        | le llamo por la garantía de su auto | presione uno para hablar con un agente
        | su negocio califica para un préstamo | le ofrecemos paneles solares sin costo
        | quisiera hablar con el dueño del negocio sobre una oferta
        | somos una agencia de mercadotecnia
        | le podemos bajar el interés de su tarjeta
        | su llamada es muy importante para nosotros permanezca en la línea
        | todos nuestros agentes están ocupados | tenemos una promoción especial para su empresa
        | le llamo de su proveedor de energía con una oferta | oferta por tiempo limitado
        | queremos ofrecerle nuestros servicios de publicidad"""
    ),
    "abuse": _list(
        """chinga tu madre | vete a la mierda | hijo de puta | pendejo | pinche vieja estúpida
        | ¿qué traes puesto mamacita? | mámamela | vete al diablo | eres una puta | cabrón
        | que te jodan | métetelo por el culo | cállate idiota | te quiero ver desnuda
        | pinche máquina pendeja"""
    ),
    "prescription_refill": _list(
        """necesito que me surtan la receta | se me acabaron las pastillas
        | quiero renovar mi receta
        | llamo por mi medicina | la farmacia necesita la autorización del doctor
        | ¿me puede recetar algo? | necesito más antibiótico | resurtir mi medicamento
        | se me terminó la medicina del dolor | perdí mi receta | ¿ya está lista mi receta?
        | necesito que manden la receta a otra farmacia | relleno de mi receta
        | me quedan pocas pastillas de la presión | quiero otra receta"""
    ),
    "medical_advice": _list(
        """¿qué me puedo tomar para el dolor? | ¿es normal que siga hinchado?
        | ¿puedo tomar ibuprofeno?
        | ¿qué cree que tengo en la muela? | ¿está infectado? | ¿debo ir a emergencias?
        | tengo una pregunta médica | ¿puedo comer después del empaste?
        | ¿cuánto tiempo va a sangrar?
        | ¿qué dosis le doy a mi hijo? | ¿debo dejar de tomar mi medicina antes de la extracción?
        | ¿qué puedo hacer para la hinchazón? | ¿es peligroso esto que tengo?
        | ¿puedo tomar alcohol con el antibiótico?
        | estoy embarazada ¿me pueden sacar radiografías?"""
    ),
    "test_results": _list(
        """¿ya están mis resultados? | llamo por los resultados de mi análisis
        | ¿qué salió en mi biopsia?
        | quiero saber mis resultados | ¿qué mostraron mis radiografías?
        | resultados del laboratorio
        | ¿ya llegaron mis exámenes de sangre? | me hicieron unas pruebas y quiero saber
        | ¿salí positivo o negativo? | ¿el doctor ya vio mis análisis?
        | mis resultados de la semana pasada
        | ¿me puede dar los resultados? | ¿cómo salieron mis pruebas? | resultados de la biopsia
        | me dijeron que ya estarían los resultados"""
    ),
    "human": _list(
        """quiero hablar con una persona | páseme con alguien | operadora | representante
        | ¿me puede comunicar con una persona de verdad? | quiero hablar con un humano
        | no quiero hablar con una máquina | comuníqueme con la recepción
        | con una persona por favor
        | páseme a la recepcionista | quiero hablar con el encargado | ¿puedo hablar con alguien?
        | necesito hablar con el doctor | prefiero hablar con una persona
        | me transfiere con alguien por favor"""
    ),
}


SHORT: Final = {
    "book_appointment": _list(
        """cita | una cita | necesito una cita | quiero una cita | una cita por favor
        | quiero una consulta
        | quiero ver al dentista | necesito que me atiendan | tienen citas disponibles"""
    ),
    "reschedule_appointment": _list(
        """cambiar mi cita | cambiar la cita | quiero cambiarla | otra fecha | reprogramar"""
    ),
    "cancel_appointment": _list("cancelar | cancelar mi cita | cancelarla | cancelación"),
    "confirm_appointment": _list("confirmar | confirmar mi cita"),
    "running_late": _list("voy tarde | voy a llegar tarde"),
    "callback": _list("que me llamen | que me devuelvan la llamada"),
    "insurance_question": _list("seguro | pregunta del seguro"),
    "billing_question": _list("factura | mi cuenta | un pago"),
    "referral": _list("referencia | una referencia"),
    "records_request": _list("mi expediente | mis radiografías"),
    "leave_message": _list("dejar un mensaje | un recado"),
    "appointment_lookup": _list("cuándo es mi cita | a qué hora es mi cita"),
    "join_waitlist": _list("lista de espera"),
    "returning_call": _list("me llamaron | llamada perdida"),
    "opening_hours": _list("horario | a qué hora abren | están abiertos"),
    "location": _list("dirección | dónde están"),
    "parking": _list("estacionamiento | dónde me estaciono"),
    "pricing": _list("precios | cuánto cuesta"),
}
"""Requests as they are said in one or two words, for those that a flow has by these names."""

BACKGROUND: Final = _list(
    """hace buen tiempo hoy | cené pasta | el perro está ladrando perdón | pon música
    | ¿cuál es la capital de Francia? | apaga la luz de la cocina | estuvo bueno el partido
    | pídeme una pizza | resérvame un vuelo | necesito un hotel para dos noches
        | una mesa para cuatro
    | ¿cuánto dinero tengo en el banco? | recuérdame comprar leche | pon una alarma a las seis
    | cuéntame un chiste | ¿cómo cambio una llanta? | los niños están en la escuela | cállate mijo
    | bájate de ahí | no a usted no le hablaba a mi hijo | cierra la puerta | estoy en el carro
    | está lloviendo | la tele está muy fuerte | qué chistoso | así es la vida
        | mi vecina me habló de ustedes
    | vi su anuncio | venimos de Houston | trabajo en el hospital | mi esposa es maestra
        | estoy jubilado
    | tiene cinco años | fue un día largo | ¿conoce un buen restaurante?
        | ¿qué tan lejos está el aeropuerto?
    | ¿va a nevar? | ¿a qué hora es la película? | ¿quién ganó? | ¿cuánto es dos más dos?
    | cántame una canción | ¿cuál es su color favorito? | ¿es casada? | compré un carro nuevo
    | mi computadora no sirve | no hay internet | busco un plomero | ¿es el veterinario?
    | mi gato está perdido | ¿venden lentes? | ¿cómo renuevo mi pasaporte? | perdí mi maleta
    | traduce esto | una receta de cocina para sopa | ¿cuándo es el próximo feriado?
        | ¿están contratando?
    | traigo un paquete | hacemos una encuesta | bla bla bla | probando uno dos tres
        | el azul que está allá
    | se cayó al piso | debajo de la mesa | dos por favor | término medio
        | a la izquierda en el semáforo
    | por la cosa esa | igual que antes | depende | lo que usted diga | supongo | puede ser
        | tal vez después
    | más o menos | cualquier cosa está bien | eso pensé | ya veo | qué interesante | de veras
        | no me diga
    | ay Dios mío | claro claro | así nomás | ¿y qué más? | feliz cumpleaños | feliz navidad
    | dile a tu hermano que venga | ya está la comida | ¿dónde están mis llaves?
        | el bebé está dormido
    | se oye un eco | hay mucho ruido | se me acaba la pila | se está cortando | estoy en el trabajo
    | lo leí en el periódico | nadie me dijo | había una vez | ¿qué opina de la política?
    | vender mi casa | rentar un carro | rastrear mi pedido | mi tarjeta fue rechazada
        | abrir una cuenta"""
)
