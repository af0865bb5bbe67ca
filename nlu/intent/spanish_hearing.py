"""Spanish words about the talk itself: repeat, wait, I don't know, forget it.

The twin of `nlu/intent/english_hearing.py`, as it is said in Texas and California.
"""

from typing import Final

from nlu.intent.phrases import phrases

HEARD: Final = {
    "repeat": phrases(
        """repita por favor | me lo puede repetir | ¿qué dijo? | ¿cómo dijo? | otra vez por favor
        | mande | no le escuché | no le oí bien | ¿puede decirlo de nuevo? | dígamelo otra vez
        | perdón no alcancé a oír | se cortó ¿qué dijo? | ¿cuál era la pregunta?
        | una vez más por favor | ¿me repite los horarios?
        | ¿cómo? no le entendí bien lo que dijo | me puede repetir lo que dijo
        | qué fue lo último que dijo | dígame los días otra vez | a qué hora dijo
        | cuáles eran las dos horas | perdón mi niño estaba gritando qué me preguntó
        | otra vez joven por favor | no oigo bien me lo puede decir de nuevo
        | se fue la señal qué me dijo | me repite las opciones | cuál era la segunda
        | qué día dijo | perdón no le agarré | no le caché lo último
        | estaba hablando con mi esposo cuál fue la pregunta | qué me preguntó
        | qué quería saber | cómo me dijo | me da el número otra vez
        | repita la dirección por favor | me repite el nombre del doctor
        | pasó un camión y no oí | no alcancé a escuchar la hora
        | me lo dice de nuevo por favor | no escuché nada | repítame | repita | otra vez
        | hable más fuerte por favor | no se oye puede hablar más alto | un poquito más recio
        | qué dice | qué perdón | cómo perdón | no le entendí me repite | vuelva a decirlo
        | dígalo otra vez"""
    ),
    "slower": phrases(
        """más despacio por favor | hable más despacio | va muy rápido | no tan rápido
        | ¿puede hablar más lento? | un poco más lento | habla demasiado rápido | despacio
        | dígamelo más despacito | más lento por favor | no le sigo tan rápido
        | vaya más despacio que estoy apuntando | me habla muy rápido | puede ir más despacio
        | con calma por favor más lento | estoy escribiendo más despacio | una cosa a la vez
        | dígamelo despacito por favor | no tan aprisa | va muy aprisa | hable más pausado
        | más lentito | no le puedo seguir habla muy rápido
        | mi mamá es mayor háblele más despacio | mi papá no oye bien hable despacio
        | un número a la vez por favor | dígame el número despacio | más calmado por favor
        | no alcanzo a apuntar tan rápido | me perdí va muy rápido
        | bájele tantito a la velocidad | ay no tan rápido
        | puede decir la dirección más despacio | con calma que estoy apuntando | más despacito
        | habla muy de prisa | no corra | despacito por favor | lento por favor
        | puede repetir pero más lento | espéreme no tan rápido
        | hábleme más lento que no entiendo | palabra por palabra por favor | poco a poco
        | más despacio señorita | tantito más despacio | no me hable tan rápido
        | vaya poco a poco por favor | me lo dice más lento | repita más despacio"""
    ),
    "wait": phrases(
        """espere un momento | un segundo | un momentito por favor | deme un minuto | aguarde
        | déjeme ver mi calendario | déjeme buscar una pluma | permítame un momento
        | espéreme tantito | ahorita lo busco | déjeme preguntarle a mi esposo | un ratito
        | espere que lo busco | no cuelgue | ahorita vengo | déjeme checar
        | espéreme me voy a orillar | deje me pongo los lentes | deje le bajo al radio
        | espéreme están tocando la puerta | deje le pregunto a mi señora
        | un momento me están hablando | deje abro el calendario | deje busco la cartera
        | espere el bebé está llorando | espéreme un momentito por favor
        | no me cuelgue ahorita regreso | ahí le va déjeme buscarlo | deje agarro una pluma
        | deje apunto | deje ver qué tengo ese día | lo estoy buscando en el celular
        | deje veo si mi hija me puede llevar | está en mi bolsa espéreme
        | dónde lo dejé espere | me está entrando otra llamada espéreme | tantito por favor
        | un ratito nomás | aguánteme tantito | aguante | deje pensar | deme chance
        | deme chance de buscarlo | permítame lo busco | dos segundos | todavía no espere
        | espérese no he terminado | lo pongo en altavoz un segundo | ahorita le digo
        | un minutito y le digo | mi esposo sabe deje le hablo"""
    ),
    "start_over": phrases(
        """empecemos de nuevo | vamos a empezar otra vez | desde el principio por favor
        | quiero empezar de nuevo | comencemos de nuevo | todo está mal empecemos de cero
        | volvamos al principio | reiniciar | hay que empezar otra vez | empiece de nuevo
        | me equivoqué en todo empecemos de nuevo | de cero por favor
        | otra vez desde el inicio | podemos comenzar desde el principio
        | borre todo y empezamos de nuevo | borrón y cuenta nueva
        | todo salió mal empecemos otra vez | está todo equivocado vamos de nuevo
        | olvide todo y volvamos a empezar | quiero volver a empezar
        | lo quiero hacer otra vez desde cero | regrese al principio
        | regréseme al menú principal | menú principal | vuelva a la primera pregunta
        | le di todo mal vamos a empezar de nuevo
        | le estaba contestando del otro niño empecemos de nuevo
        | podemos hacerlo todo otra vez | otra vez desde arriba
        | ya me hice bolas empecemos de nuevo | vamos a comenzar otra vez
        | hay que comenzar de nuevo | empecemos desde cero | quiero comenzar de nuevo
        | volver a empezar | empezar de nuevo | empiece otra vez | comience de nuevo por favor
        | reinicie | reinicie la llamada | de nuevo todo por favor
        | todo otra vez desde el principio | borre todo | borre lo que le dije y empezamos
        | podemos empezar otra vez por favor | me equivoqué quiero empezar otra vez
        | regresemos al inicio | arranquemos de nuevo | vámonos otra vez desde el principio
        | repitamos todo desde el inicio"""
    ),
    "never_mind": phrases(
        """olvídelo | no importa | déjelo así | ya no | mejor no | cambié de opinión
        | no se preocupe | ya no quiero | olvídese de eso | lo hago otro día | después llamo
        | no hace falta | ahora no | mejor lo dejamos | déjelo | ya no hace falta | ya olvídelo
        | siempre no | pensándolo bien no | no está bien yo lo veo | ya no lo necesito
        | no es importante | sabe qué déjelo | eso mejor después | no ya lo encontré
        | yo lo arreglo | luego lo veo | bórrelo | mejor olvidémoslo | ya no me haga caso
        | no haga caso a lo que dije | creo que ya no | mejor lo busco en internet
        | en otra ocasión | lo voy a pensar y luego llamo | déjeme pensarlo primero | hoy no
        | no se moleste | no se apure | así déjelo | mejor le pregunto al doctor cuando vaya
        | no pasa nada olvídelo | puede esperar | no es necesario | eso lo saltamos
        | ya no hay necesidad | ya me arrepentí | nada nada olvídelo
        | solo era una curiosidad déjelo | ya lo resolví | ya no gracias | ya no cancele nada
        | cancele lo que le dije | olvide lo que le dije | eso no gracias
        | no así está bien gracias | otro día lo vemos"""
    ),
    "confused": phrases(
        """no entiendo | estoy confundido | ¿qué quiere decir? | no le entiendo
        | ¿de qué me habla? | no comprendo | no sé qué quiere que diga | me perdí
        | estoy confundida | ¿qué me está preguntando? | eso no tiene sentido
        | ¿cómo funciona esto? | ¿qué tengo que decir? | no le entendí nada
        | ¿a qué se refiere? | no sé qué me preguntó | espere qué estamos haciendo
        | cómo que qué significa eso | qué es lo que necesita de mí | eso no lo entiendo
        | no entiendo la pregunta | no sé qué quiere decir esa palabra | explíqueme por favor
        | me puede explicar | a qué se refiere con parentesco | qué clase de respuesta quiere
        | aprieto algo o hablo | tengo que decir que sí | ya puedo hablar | ando perdido
        | ya me confundí | ya me hizo bolas | pensé que me preguntaba otra cosa | no le sigo
        | no le capto | dígamelo más sencillo | y ahora qué hago | cómo contesto eso
        | qué opciones tengo | no estoy seguro de lo que me pregunta | esto está muy complicado
        | ya estoy grande no le entiendo a estas máquinas | no sé usar esto | y ahora qué sigue
        | eso qué quiere decir | entonces cuál estoy contestando | me está revolviendo
        | me está preguntando o me está diciendo | qué digo | no sé qué responder
        | no le hallo sentido | perdón no sé si ya puedo hablar | no sé qué me está pidiendo"""
    ),
    "i_already_said": phrases(
        """ya le dije | ya se lo dije | se lo acabo de decir | ya le di mi nombre
        | ya me preguntó eso | eso ya lo dije | ¿cuántas veces se lo tengo que decir?
        | ya le di mi número | como ya le dije | ya contesté eso | ya me lo preguntó
        | acabo de decírselo | ya lo dije antes | se lo dije hace un momento
        | ya tiene ese dato | se lo dije hace un minuto | eso ya se lo di
        | ya me lo preguntó tres veces | ya pasamos por eso | le acabo de decir
        | es el mismo que le dije | ya lo tiene en el sistema | está en mi expediente eso
        | eso fue lo que dije | ya le di todos mis datos | me pregunta lo mismo otra vez
        | no lo agarró la primera vez | por tercera vez | no lo voy a decir otra vez
        | eso ya lo debe de tener | ya se lo deletreé | no me estaba escuchando
        | por qué me pregunta lo mismo | ya se lo dije dos veces | ya sabe mi nombre
        | ya le di mi fecha de nacimiento | ya le mencioné | ya le dije a la otra señorita
        | ya se lo conté todo al otro | ya lo marqué en el teléfono | es lo que le dije
        | ándele que ya le dije | ya se lo expliqué | se está repitiendo
        | ya le di esa información | esa fue mi respuesta | ya dije | ya se lo había dicho
        | ya respondí | ya me oyó"""
    ),
    "dont_know": phrases(
        """no sé | no estoy seguro | no me acuerdo | no recuerdo | no tengo idea | quién sabe
        | no lo tengo conmigo | no estoy segura | no lo tengo a la mano | no sabría decirle
        | ni idea | tendría que buscarlo | se me olvidó | no lo sé | ahorita no lo tengo
        | la verdad no sé | de verdad no sé | no me viene a la mente | se me fue la onda
        | se me borró | tendría que preguntarle a mi esposa | mi esposo es el que sabe
        | eso lo ve mi mamá | tengo que buscarlo | no lo tengo enfrente | lo dejé en la casa
        | está en el carro aquí no lo traigo | así de memoria no | no estoy muy seguro
        | no le puedo decir | puede ser pero no estoy segura | lo que diga en mi expediente
        | que no lo tienen ahí | yo pensé que ustedes sabían | a lo mejor no sé | sepa
        | sepa la bola | sabe | vaya usted a saber | mmm eso no lo sé | no hay forma de saber
        | ni la menor idea | nunca lo había pensado | nadie me dijo eso
        | no sé su fecha de nacimiento | no me sé su apellido | no me sé mi número
        | se me olvidó mi número | no sé cómo se llama | no sé para qué es | ya no me acuerdo"""
    ),
}
