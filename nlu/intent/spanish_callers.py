"""Spanish words about who is on the line, and in which language.

The twin of `nlu/intent/english_callers.py`; to callers who speak no Spanish either belong those
of Mixtec, K'iche' and other languages of Mexico and Guatemala.
"""

from typing import Final

from nlu.intent.phrases import phrases

MET: Final = {
    "wrong_number": phrases(
        """número equivocado | me equivoqué de número | perdón marqué mal | creo que marqué mal
        | ¿es la pizzería? | estaba llamando a otra persona | no es a donde quería llamar
        | disculpe es el número equivocado | quería llamar al banco | ay me equivoqué
        | llamé por error | no quería llamar aquí | ¿quién habla? yo llamaba a mi hermana
        | este no es el número que buscaba | marqué el número que no era | no es la farmacia
        | ay yo quería al doctor de los ojos | es la policía | ando buscando la escuela
        | es dentista yo quería al veterinario | le quería hablar a mi mamá
        | uy le piqué a otro contacto | marqué un número mal | busco otra clínica
        | no es el restaurante | es el consulado | es el banco
        | llamaba por el departamento en renta | está Jessica la de las uñas | eres tú Toño
        | busco la ferretería | usted no es con quien quería hablar | se marcó solo el teléfono
        | mi niño estaba jugando con el celular | se me marcó sin querer
        | me dieron este número del banco | no es el hospital | quería la oficina de los taxes
        | a dónde llamé | creo que me dieron mal el número | este número era de mi primo
        | ah es dentista perdón me equivoqué | yo no llamé a ningún dentista
        | yo nunca les llamé | disculpe señora no es con usted
        | no es este el consultorio que busco | se me cruzaron los números
        | yo quería al plomero | es la iglesia | me pueden mandar un taxi
        | no hay nadie aquí con ese nombre | ay perdón no era aquí
        | este no es el lugar que busco"""
    ),
    "goodbye": phrases(
        """adiós | hasta luego | es todo gracias adiós | que tenga buen día | chao | nos vemos
        | bueno eso es todo | me tengo que ir | ya con eso es todo | cuídese | hasta el martes
        | que le vaya bien | bye | buenas noches hasta luego | eso sería todo
        | bueno pues adiós | hasta luego gracias | ya me voy | lo dejo
        | tengo que volver al trabajo adiós | por mí es todo | gracias bye
        | gracias que esté bien | igualmente hasta luego | ya estamos adiós | nada más adiós
        | no es todo por hoy | ya quedó gracias adiós | voy a colgar
        | que Dios la bendiga adiós | buen fin de semana | luego hablamos | nos vemos el jueves
        | ahí nos vemos | ándele pues | órale bye | bueno gracias bye | que pase buena tarde
        | que descanse | ya llegó mi camión tengo que colgar | hasta mañana | hasta pronto
        | me despido | con eso terminamos | ya terminamos | ya puede colgar | cuelgue por favor
        | me está entrando otra llamada lo dejo | sería todo gracias hasta luego
        | no ya nada bye | saludos adiós | gracias es todo adiós | ya es todo gracias bye
        | gracias que tenga bonito día | bueno gracias hasta luego"""
    ),
    "thanks": phrases(
        """gracias | muchas gracias | mil gracias | se lo agradezco | muy amable
        | gracias por su ayuda | ay qué bueno gracias | perfecto gracias | le agradezco mucho
        | muchísimas gracias | excelente gracias | qué amable gracias | gracias señorita
        | Dios la bendiga gracias | está bien gracias | gracias mil | mil gracias de verdad
        | ay gracias mija | gracias joven | gracias corazón | muchísimas gracias señorita
        | Dios se lo pague | que Dios la bendiga | es usted muy amable | me ayudó mucho
        | ay qué bien gracias | okay gracias | se lo agradezco de corazón | muy agradecida
        | muy agradecido | gracias por revisar | gracias por avisarme
        | gracias por la paciencia | gracias por atenderme | gracias por su tiempo
        | gracias otra vez | de nuevo gracias | qué linda gracias | le agradezco
        | le doy las gracias | thank you | súper gracias | bendito Dios gracias
        | está perfecto muchas gracias | gracias por todo | gracias eh | bien gracias
        | bueno gracias | sí gracias | muchas gracias por la información
        | mil gracias por su ayuda"""
    ),
    "greeting": phrases(
        """hola | buenos días | buenas tardes | buenas | hola buenas | bueno | aló | buenas noches
        | hola ¿me escucha? | hola ¿cómo está? | ¿hay alguien ahí? | qué tal | hola buenos días
        | muy buenas tardes | sí bueno | hola señorita | hola sí | hola buenas tardes
        | buenas tardes señorita | buenos días señorita | hola hola | qué tal buenos días
        | hola cómo está usted | muy buenos días | muy buenas | buenas noches señorita
        | sí hola | sí buenas | bueno bueno | aló aló | diga | hola disculpe
        | disculpe buenos días | hola me oye | bueno me escucha | hola hay alguien
        | quién está ahí | hola mi reina | hola joven | hola doctor | buen día | muy buen día
        | hola saludos | saludos | hello buenas | hola buenas noches | hola muy buenas tardes
        | sí dígame | sí buenos días | ey hola | qué onda | hola cómo le va"""
    ),
    "speak_spanish": phrases(
        """español por favor | ¿habla español? | en español | quiero hablar en español
        | prefiero español | no hablo inglés | ¿hay alguien que hable español?
        | podemos hablar en español | hablo español | solo hablo español
        | ¿me puede atender en español? | mi mamá solo habla español | cambie a español
        | español | no entiendo inglés | puede hablar español | me habla en español por favor
        | quiero en español | cambie al español | hay opción en español
        | mi esposa habla español nada más | mi abuelita no entiende inglés
        | me va mejor en español | dígamelo en español | en español se puede
        | alguien que hable español por favor | se habla español | hablan español ahí
        | atención en español | ponga español | Spanish please | in Spanish please
        | do you speak Spanish | solamente español | puro español | no le entiendo en inglés
        | no sé inglés | no speak English | perdón no hablo inglés | español si se puede
        | quisiera seguir en español | podemos seguir en español | qué tecla para español
        | oprimo dos para español | por favor en mi idioma español | hablo puro español
        | me comunica con alguien que hable español | tiene quien hable español
        | lo quiero en español por favor | yo hablo español | yo no hablo nada de inglés
        | no le entiendo al inglés | no entiendo nada en inglés | por qué me habla en inglés
        | no quiero inglés quiero español | mi mamá no habla inglés
        | mi papá no entiende inglés | sorry no English | no inglés por favor"""
    ),
    "speak_english": phrases(
        """English please | in English | inglés por favor | ¿habla inglés? | prefiero inglés
        | can we speak English | do you speak English | en inglés por favor
        | I don't speak Spanish | quiero hablar en inglés | cambie a inglés | English
        | sorry I don't understand Spanish | mejor en inglés | no hablo español
        | back to English | I wanted English | switch to English please | can you speak English
        | English only please | let's do English | go to English | why is it in Spanish
        | I don't understand Spanish | I only speak English
        | I pressed two by mistake English please | I need English | in English if possible
        | cámbiele a inglés | ponga inglés | regrese a inglés | lo quiero en inglés
        | en inglés se puede | mi esposo solo habla inglés | mi hija lo quiere en inglés
        | me va mejor en inglés | podemos seguir en inglés | puede hablar en inglés
        | me habla en inglés por favor | no le entiendo al español mejor inglés
        | English por favor | inglés | quiero inglés | se puede en inglés | solo inglés
        | oprimí mal quería inglés | cambie al inglés por favor | alguien que hable inglés
        | no Spanish | sorry English | yo no hablo español | no sé español
        | no entiendo español | no le entiendo en español | no quiero español | nada de español
        | por qué me habla en español | se cambió a español y no quiero
        | mi esposo no habla español"""
    ),
    "no_recording": phrases(
        """no me grabe | no quiero que me graben | no grabe la llamada | apague la grabación
        | ¿me están grabando? | no autorizo que me graben | deje de grabar
        | ¿están grabando esta llamada? | sin grabación por favor | no doy permiso para grabar
        | quite la grabación | no estoy de acuerdo con que me graben
        | preferiría que no se grabe | por favor no grabe | ¿por qué me graban?
        | no me gusta que me graben | me está grabando ahorita | no vaya a grabar esto
        | se puede sin grabar | no tiene mi permiso para grabar | borre la grabación
        | quiero que borren lo que grabaron | quién escucha la grabación
        | qué hacen con la grabación | le voy a pedir que no grabe | quítele la grabación
        | alguien está escuchando | es legal que me graben | me niego a que me graben
        | yo nunca acepté que me grabaran | pare la grabación por favor | detenga la grabación
        | apague eso que graba | no quiero quedar grabado | no quiero que guarden mi voz
        | cómo le hago para que no me graben | no acepto la grabación | me opongo a que graben
        | no pueden grabarme sin permiso | si me graba no hablo | hay manera de que no se grabe
        | guardan estas llamadas | cuánto tiempo guardan la grabación | no grabar por favor
        | dijo que se graba y yo no quiero | yo no dije que podía grabar | sin grabar por favor
        | deje de grabarme | no estoy cómoda con que me graben | esto queda grabado"""
    ),
    "relay": phrases(
        """servicio de retransmisión | llamo por el servicio de relevo | es una llamada de TTY
        | operador de relevo adelante | una persona sorda le llama por relevo
        | llamo por el 711 | ¿ha recibido una llamada de relevo antes?
        | la persona está escribiendo espere | soy intérprete de señas con una llamada
        | servicio de relevo de telecomunicaciones | diga adelante cuando termine
        | la persona que llama es sorda | llamada por video relevo
        | soy sordo y uso el servicio de relevo | adelante GA
        | llamada de relevo para su oficina
        | soy operadora de relevo y llamo de parte de una persona sorda
        | la persona usa un teléfono de texto | esta es una llamada por video relevo
        | ya ha usado el relevo antes | hable directamente con la persona
        | soy sordo y estoy usando un intérprete
        | intérprete número 1203 para una persona sorda | soy intérprete de video
        | uso un teléfono con subtítulos y se tarda | llamo por TTY
        | todo lo que diga se va a escribir | todo lo que se oiga se va a interpretar
        | yo voy a hablar por la persona | la persona no oye
        | interpreto en lenguaje de señas para el paciente | espere mientras la persona escribe
        | diga adelante cuando acabe | adelante por favor relevo | relevo de Texas
        | servicio de relevo de California | quiere que le explique cómo funciona el relevo
        | no cuelgue es una llamada de relevo | no oigo y una operadora habla por mí
        | intérprete de señas en la línea | una persona sorda llama por video
        | quien llama usa TTY | esta llamada es por un servicio de relevo
        | acepta llamadas de relevo | la operadora va a escribir lo que usted diga
        | asistente de comunicaciones 8834 | mi hijo es sordo y llama con intérprete
        | llamada de persona con discapacidad del habla | relevo de voz a voz
        | soy sorda y no le puedo oír"""
    ),
    "other_language": phrases(
        """¿habla francés? | necesito un intérprete | solo hablo mixteco | hablo quechua
        | hablo portugués | ¿hay alguien que hable náhuatl? | necesito traductor
        | do you speak French | você fala português | mi esposo habla árabe nada más
        | ¿tienen intérprete de chino? | hablo k'iche' | no hablo español ni inglés
        | hablo criollo haitiano | un traductor por favor | hay alguien que hable cantonés
        | mi papá solo habla vietnamita | necesito intérprete de zapoteco | hablo mam
        | intérprete de mam por favor | hablo q'anjob'al | habla mixteco alguien
        | mi abuela solo habla náhuatl | hablo otomí | hablo guaraní | mi esposa habla tagalo
        | hay alguien que hable coreano | necesito intérprete de ruso | habla italiano
        | portugués por favor | alguien que hable portugués
        | español no hablo bien hablo mi dialecto | hablo un dialecto
        | mi mamá habla puro dialecto | hablo tzotzil
        | necesito un intérprete para mi suegra que habla chino
        | tienen servicio de intérpretes | me pueden poner un traductor | traductor por favor
        | alguien que me traduzca | árabe por favor | intérprete de árabe | hablo francés
        | criollo por favor | creole | hablo triqui | hablo purépecha | maya | hablo maya
        | garífuna | habla alemán | tienen intérpretes | me consiguen un intérprete
        | no habla español ni inglés mi suegra | hay intérprete para mi mamá"""
    ),
    "spam": phrases(
        """felicidades usted ha sido seleccionado | ha ganado un viaje gratis
        | le llamo por la garantía de su auto | presione uno para hablar con un agente
        | su negocio califica para un préstamo | le ofrecemos paneles solares sin costo
        | quisiera hablar con el dueño del negocio sobre una oferta
        | somos una agencia de mercadotecnia | le podemos bajar el interés de su tarjeta
        | su llamada es muy importante para nosotros permanezca en la línea
        | todos nuestros agentes están ocupados
        | tenemos una promoción especial para su empresa
        | le llamo de su proveedor de energía con una oferta | oferta por tiempo limitado
        | queremos ofrecerle nuestros servicios de publicidad
        | la garantía de su vehículo está por vencer
        | tiene un momento para hablar de su terminal de tarjetas
        | este es el último aviso sobre su negocio | presione nueve para que no le llamemos
        | puede calificar para una ayuda del gobierno
        | revisamos su página de internet y tiene problemas
        | puedo hablar con quien ve la publicidad | tenemos asistentes dentales disponibles
        | vendemos sillones dentales | tenemos oferta en guantes y cubrebocas
        | quién ve lo del teléfono y el internet | le doy seguimiento al correo que le mandamos
        | tiene cinco minutos para una demostración
        | quisiera una reunión con el dueño sobre nómina | ganó una tarjeta de regalo
        | su cuenta ha sido suspendida presione uno
        | le llamamos del seguro social por actividad sospechosa | compramos casas en efectivo
        | le interesa vender su consultorio | ofrecemos limpieza de oficinas
        | le podemos poner primero en Google | su negocio no está verificado en Google
        | está preaprobado para un crédito | baje su recibo de luz hoy mismo
        | le llamo por seguros médicos para sus empleados | ha pensado en paneles solares
        | ofrecemos cotización gratis de seguro | con quién procesa sus tarjetas
        | le ahorro treinta por ciento en envíos | este es un mensaje automático
        | para reclamar su premio presione uno | su dominio está por vencer
        | juntamos donativos para los bomberos | le gustaría patrocinar nuestro equipo
        | vendemos anuncios en el directorio | su préstamo fue aprobado
        | le llamamos de una encuestadora con una oferta exclusiva
        | este mensaje es para el dueño del negocio
        | su empresa fue seleccionada para un crédito | le ofrecemos un seguro para su negocio"""
    ),
    "abuse": phrases(
        """chinga tu madre | vete a la mierda | hijo de puta | pendejo | pinche vieja estúpida
        | ¿qué traes puesto mamacita? | mámamela | vete al diablo | eres una puta | cabrón
        | que te jodan | métetelo por el culo | cállate idiota | te quiero ver desnuda
        | pinche máquina pendeja | pinche idiota | eres una basura | cállate pinche máquina
        | estúpida | te voy a partir la madre | de qué color traes los calzones
        | qué voz tan rica tienes mamita | vete a la chingada | chíngate | me vale verga
        | no mames pendejo | pinche robot pendejo | hijo de tu pinche madre
        | bola de rateros pendejos | son una bola de pendejos | ojalá te mueras
        | bésame el culo | maldito imbécil | imbécil | inútil de mierda | mierda | puta madre
        | perra | culero | ojete | te quiero tocar | mándame una foto encuera
        | estás buena mamacita | qué haces en la noche preciosa | eres una porquería
        | qué chingados les pasa | baboso | vaca estúpida | métetela por donde te quepa
        | los voy a demandar pinches payasos | me lleva la chingada con ustedes
        | cierra el hocico"""
    ),
}
