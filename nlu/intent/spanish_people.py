"""Spanish words for what always goes to people: refills, medical advice, results, a human.

The twin of `nlu/intent/english_people.py`, with the words that people mix in ("refill").
"""

from typing import Final

from nlu.intent.phrases import phrases

PEOPLE: Final = {
    "prescription_refill": phrases(
        """necesito que me surtan la receta | se me acabaron las pastillas
        | quiero renovar mi receta | llamo por mi medicina
        | la farmacia necesita la autorización del doctor | ¿me puede recetar algo?
        | necesito más antibiótico | resurtir mi medicamento
        | se me terminó la medicina del dolor | perdí mi receta | ¿ya está lista mi receta?
        | necesito que manden la receta a otra farmacia | relleno de mi receta
        | me quedan pocas pastillas de la presión | quiero otra receta
        | me tomé la última pastilla hoy | en la CVS dicen que los están esperando a ustedes
        | el frasco dice que ya no tiene refills
        | necesito más del enjuague que me dio la dentista
        | a la Walgreens nunca le llegó mi receta | pueden pedir mi medicina de la presión
        | se me acabó el inhalador | se me cayeron las pastillas al lavabo y necesito más
        | el farmacéutico dice que el doctor tiene que autorizar
        | la pueden mandar mejor a la farmacia de la quinta | dejé mi medicina en el avión
        | a mi mamá se le acabaron las pastillas del corazón
        | mi hijo necesita más de su medicina | al doctor se le olvidó mandar mi receta
        | ya se venció mi receta | ya mandaron mi antibiótico a la farmacia
        | nomás me quedan dos días de medicina | salgo de viaje y necesito el refill antes
        | me pueden dar para noventa días
        | antes de que me trabajen los dientes el doctor me da una pastilla, la necesito
        | necesito más de la pasta con flúor que me recetaron
        | me cambiaron la dosis y la farmacia tiene la de antes
        | ya mero se me acaba la insulina
        | me dijeron que hablara cuando me quedara poca medicina
        | necesito mis pastillas anticonceptivas | me pueden dar otra tanda de antibiótico
        | ya se me acabaron las del dolor que me dieron | me puede recetar algo más fuerte
        | quiero pedirle una receta al doctor | cerró mi farmacia, pueden mandar todo a otra
        | mandaron la receta a otra farmacia | llamo para ver cómo va mi refill
        | hablamos de la farmacia por una receta de su paciente | puedo pasar por la receta
        | necesito mi medicina de la tiroides
        | mi esposo necesita sus medicinas antes del día festivo
        | ya casi no tengo antibiótico, me dan más | ya está mi medicina para recogerla
        | me autoriza el doctor mis pastillas | ocupo más pastillas para el dolor"""
    ),
    "medical_advice": phrases(
        """¿qué me puedo tomar para el dolor? | ¿es normal que siga hinchado?
        | ¿puedo tomar ibuprofeno? | ¿qué cree que tengo en la muela? | ¿está infectado?
        | ¿debo ir a emergencias? | tengo una pregunta médica
        | ¿puedo comer después del empaste? | ¿cuánto tiempo va a sangrar?
        | ¿qué dosis le doy a mi hijo?
        | ¿debo dejar de tomar mi medicina antes de la extracción?
        | ¿qué puedo hacer para la hinchazón? | ¿es peligroso esto que tengo?
        | ¿puedo tomar alcohol con el antibiótico?
        | estoy embarazada ¿me pueden sacar radiografías? | cuánto me va a durar lo dormido
        | mi niño se tragó la pasta de dientes, no le hace daño
        | le pongo hielo o algo caliente | es normal que duela tantos días
        | cuándo me puedo cepillar después de la extracción
        | puedo viajar en avión si me sacaron una muela
        | es malo que salga un poquito de sangre al cepillarme
        | puedo tomarme una cerveza con el antibiótico | puedo tomar dos de estas juntas
        | se me cayeron los puntos antes, es malo
        | qué pastilla para el dolor puedo tomar con las del corazón | eso suena a infección
        | qué significa que tenga las encías blancas | traigo temperatura, qué me tomo
        | mi bebé anda muy molesta, qué le puedo dar | cómo sé si está quebrado
        | tengo que seguir tomándolas si ya me siento bien | puedo fumar después de la cirugía
        | qué puedo comer con los brackets nuevos | tengo que dejar la aspirina antes de ir
        | es normal que la corona se sienta alta | se me olvidó tomar la pastilla, me tomo dos
        | usted cree que sea grave | voy a urgencias o me espero a mañana
        | se me puso gris el diente, por qué será | qué es bueno para los fuegos en la boca
        | cuántas Advil puedo tomar al día | mi hijo tiene la lengua blanca, qué es
        | me truena la quijada, por qué | quiero preguntarle algo al doctor sobre mi medicina
        | sirve el agua con sal | mi mamá toma anticoagulante, le pueden sacar la muela
        | esta roncha es por la medicina | qué efectos tiene esta medicina
        | puedo comer antes de la cirugía | qué hago con la muela mientras me ven
        | esta medicina marea, es normal | puedo tomar el antibiótico con leche
        | cuántos días sigo con el antibiótico | puedo manejar si tomo estas pastillas
        | la medicina me está dando comezón, qué hago | me la tomo antes o después de comer
        | puedo mezclar las pastillas con Tylenol | tengo que terminarme el antibiótico
        | soy alérgico a la penicilina, puedo tomar amoxicilina
        | tengo que ir al hospital por esto"""
    ),
    "test_results": phrases(
        """¿ya están mis resultados? | llamo por los resultados de mi análisis
        | ¿qué salió en mi biopsia? | quiero saber mis resultados
        | ¿qué mostraron mis radiografías? | resultados del laboratorio
        | ¿ya llegaron mis exámenes de sangre? | me hicieron unas pruebas y quiero saber
        | ¿salí positivo o negativo? | ¿el doctor ya vio mis análisis?
        | mis resultados de la semana pasada | ¿me puede dar los resultados?
        | ¿cómo salieron mis pruebas? | resultados de la biopsia
        | me dijeron que ya estarían los resultados | ya les habló el laboratorio
        | me sacaron sangre la semana pasada y no me han dicho nada | salió algo en el estudio
        | qué me encontró el doctor | estoy esperando lo de mi biopsia
        | el portal dice que ya están pero no los puedo abrir | cómo salió mi colesterol
        | cuánto me salió el azúcar | me puede explicar alguien mis números
        | la doctora dijo que para el viernes ya sabía | quiero saber si es maligno
        | salió positiva la prueba de la garganta | ya está mi prueba del covid
        | salió bien mi mamografía | ya contestó patología | qué se vio en la placa de mi muela
        | me sacaron una muestra de la lengua, qué salió | ya llegaron los análisis de mi hijo
        | cómo salió lo de la orina | cuándo me dan los resultados
        | cuánto tardan los resultados | nadie me ha dicho qué salió en las pruebas
        | me dejaron mensaje de que ya están mis resultados | me lee lo que dice el laboratorio
        | todo bien con mi sangre | qué dice el reporte del especialista
        | salió normal lo del corazón | quiero el reporte de mi tomografía
        | a mi esposa le hicieron un ultrasonido, ya tienen el reporte
        | llamo por mis resultados | salió la prueba de embarazo
        | los resultados de la resonancia de mi mamá
        | me llegó una carta de que un análisis salió anormal | me pueden decir qué encontraron
        | el hospital les mandó mi estudio, qué dice | me dan los resultados por teléfono
        | qué se vio en los rayos equis | salieron bien mis radiografías
        | ya vio el doctor mis radiografías | salió algo malo en la placa
        | qué dice el reporte del laboratorio"""
    ),
    "human": phrases(
        """quiero hablar con una persona | páseme con alguien | operadora | representante
        | ¿me puede comunicar con una persona de verdad? | quiero hablar con un humano
        | no quiero hablar con una máquina | comuníqueme con la recepción
        | con una persona por favor | páseme a la recepcionista
        | quiero hablar con el encargado | ¿puedo hablar con alguien?
        | necesito hablar con el doctor | prefiero hablar con una persona
        | me transfiere con alguien por favor | no hay nadie ahí | cero cero cero
        | sáqueme de este menú | ocupo hablar con una persona
        | déjeme hablar con la muchacha de enfrente | está la gerente | páseme a su supervisor
        | páseme al doctor | me puede transferir | prefiero hablar con alguien del mostrador
        | con la computadora no puedo, deme una persona | me comunica con los de cobros
        | comuníqueme con la higienista | páseme con la doctora Chen | se encuentra María
        | puedo hablar con la enfermera | quiero hablar con alguien | persona real por favor
        | una persona de verdad | un humano por favor | hablar con un agente | agente
        | con la recepcionista | yo no hablo con robots
        | mi mamá no puede con la máquina, póngale a alguien
        | no voy a hablar con una computadora | esto no sirve, páseme a alguien
        | necesito que me ayude una persona | alguien de la oficina por favor
        | hay alguien con quien pueda hablar | quisiera hablar con alguien que trabaje ahí
        | no, quiero una persona | no confío en las máquinas, con quién puedo hablar
        | transfiérame | recepción por favor | con la operadora | con una señorita por favor
        | quiero hablar con quien esté a cargo
        | mi caso es complicado, prefiero explicárselo a alguien | me comunica con cobros
        | con la señora de los cobros por favor | páseme a la persona del seguro
        | quiero una persona no una máquina | con alguien de verdad por favor
        | me pasa con la encargada"""
    ),
}
