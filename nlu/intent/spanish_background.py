"""Spanish words that ask nothing of a clinic.

The twin of `nlu/intent/english_background.py`: errands, television, family in the room.
"""

from typing import Final

from nlu.intent.phrases import phrases

BACKGROUND: Final = phrases(
    """hace buen tiempo hoy | cené pasta | el perro está ladrando perdón | pon música
    | ¿cuál es la capital de Francia? | apaga la luz de la cocina | estuvo bueno el partido
    | pídeme una pizza | resérvame un vuelo | necesito un hotel para dos noches
    | una mesa para cuatro | ¿cuánto dinero tengo en el banco? | recuérdame comprar leche
    | pon una alarma a las seis | cuéntame un chiste | ¿cómo cambio una llanta?
    | los niños están en la escuela | cállate mijo | bájate de ahí
    | no a usted no le hablaba a mi hijo | cierra la puerta | estoy en el carro | está lloviendo
    | la tele está muy fuerte | qué chistoso | así es la vida | mi vecina me habló de ustedes
    | vi su anuncio | venimos de Houston | trabajo en el hospital | mi esposa es maestra
    | estoy jubilado | tiene cinco años | fue un día largo | ¿conoce un buen restaurante?
    | ¿qué tan lejos está el aeropuerto? | ¿va a nevar? | ¿a qué hora es la película?
    | ¿quién ganó? | ¿cuánto es dos más dos? | cántame una canción | ¿cuál es su color favorito?
    | ¿es casada? | compré un carro nuevo | mi computadora no sirve | no hay internet
    | busco un plomero | ¿es el veterinario? | mi gato está perdido | ¿venden lentes?
    | ¿cómo renuevo mi pasaporte? | perdí mi maleta | traduce esto | una receta de cocina para sopa
    | ¿cuándo es el próximo feriado? | ¿están contratando? | traigo un paquete
    | hacemos una encuesta | bla bla bla | probando uno dos tres | el azul que está allá
    | se cayó al piso | debajo de la mesa | dos por favor | término medio
    | a la izquierda en el semáforo | por la cosa esa | igual que antes | depende
    | lo que usted diga | supongo | puede ser | tal vez después | más o menos
    | cualquier cosa está bien | eso pensé | ya veo | qué interesante | de veras | no me diga
    | ay Dios mío | claro claro | así nomás | ¿y qué más? | feliz cumpleaños | feliz navidad
    | dile a tu hermano que venga | ya está la comida | ¿dónde están mis llaves?
    | el bebé está dormido | se oye un eco | hay mucho ruido | se me acaba la pila
    | se está cortando | estoy en el trabajo | lo leí en el periódico | nadie me dijo
    | había una vez | ¿qué opina de la política? | vender mi casa | rentar un carro
    | rastrear mi pedido | mi tarjeta fue rechazada | abrir una cuenta
    | este fin de semana vienen mis nietos | acabo de llegar del mandado | hace un calorón por aquí
    | no ha parado de llover | vio el partido anoche | estoy haciendo tamales para la iglesia
    | se nos fue la luz anoche | hay mucho tráfico por el desfile
    | el gallo del vecino no me deja dormir | tiene bonita voz
    | se parece a mi sobrina cuando habla | nomás llamo para platicar | qué se siente ser máquina
    | para quién trabaja usted | cánteme las mañanitas | qué piensa del alcalde | supo del incendio
    | va a llover mañana | cómo va a estar el clima el sábado | cuántos grados hace afuera
    | quiero una pizza grande de peperoni | dos de pastor y una horchata para llevar
    | quiero hacer un pedido | cuánto hay que esperar para una mesa de seis | ya está mi comida
    | dónde viene mi pedido | hace una hora que pedí y no llega | quiero saber mi saldo del banco
    | me clonaron la tarjeta | necesito un pin nuevo | quiero mandar dinero a México
    | a cómo está el dólar | cuánto cobran por mandar un giro | ya llegó mi depósito
    | necesito que me lleven al aeropuerto | a qué hora sale mi vuelo | no llegó mi equipaje
    | tiene cuartos con dos camas para hoy | incluye desayuno el hotel
    | quiero rentar una van por una semana | cuánto vale el boleto de camión a Laredo
    | baja el aire a setenta | ponle seguro a la puerta | apaga la luz de la sala
    | pon una de Vicente Fernández | quita esa canción | abre la cochera
    | apunta papel de baño en la lista | prende el horno | se me va el internet
    | cómo reinicio el módem | no me abre la aplicación del banco
    | no puedo imprimir de la computadora | mi celular no carga | cómo bloqueo un número
    | en qué canal pasa el juego | ando buscando trabajo tienen vacantes
    | quiero dejar mi currículum | con quién hablo para pedir trabajo
    | soy asistente dental y quería saber si contratan
    | fui a una entrevista la semana pasada y quería saber | reciben practicantes
    | mi hija necesita horas de servicio | le llamo del censo
    | es una encuesta corta sobre su internet | del uno al cinco qué tan contento está
    | por quién va a votar | le puedo hacer tres preguntas para un estudio
    | estamos juntando comida para los pobres | soy el de la paquetería estoy en la puerta de atrás
    | necesito una firma para un paquete | dónde dejo estas cajas
    | vengo con las tortas que pidieron | soy el plomero que llamaron | vengo a leer el medidor
    | cortan el pelo | cuánto por unas uñas | hacen tatuajes | perforan orejas | bañan perros
    | esterilizan gatos | mi perro se comió algo | necesito llantas nuevas | ya está mi carro
    | cuánto por el cambio de aceite | me manda una grúa | necesito un notario | hacen los taxes
    | necesito un abogado de migración | cómo saco la residencia | dónde pago una multa de tránsito
    | necesito renovar las placas | cómo aplico para las estampillas | a qué hora cierra el correo
    | cómo llego al estadio | cuál es el camino más rápido a San Antonio | dónde hay una gasolinera
    | dónde hay una lavandería cerca | qué camión va al zoológico | me presta su teléfono
    | qué hora es en México | qué día cae la Semana Santa
    | cuánto es el quince por ciento de ochenta | cómo se dice buenos días en italiano
    | cuénteme algo | de qué signo es | cree usted en Dios
    | le puedo hablar de la palabra del Señor | encontré una cartera en la banqueta
    | se me perdió el perro | hay una alarma sonando afuera de su edificio
    | alguien se estacionó en mi cochera | el dueño no me arregla la llave del agua
    | los vecinos hacen mucho ruido | quiero comprar una casa | en cuánto andan las rentas
    | vendo mi sillón | compran oro | está abierta la alberca | a qué hora es la misa
    | quedan boletos para el concierto | qué están pasando en el cine
    | mi hijo tiene tarea de volcanes | me da el número de la luz
    | me comunica con el departamento del agua | ven para acá siéntate | no ese no el otro control
    | mi amor cerraste el carro | se está bañando ahorita | sí estoy en el teléfono con ellos
    | dile que ahorita voy | qué quieres de comer | no está en la casa | es para mi hija Emma
    | tiene siete años | cumplió cuarenta en mayo | ese es mi celular
    | me llamo Guillermo pero me dicen Memo | se escribe normal | somos de Guadalajara
    | la casa azul de la esquina | es el mismo de la otra vez | creo que sí | pues depende
    | ninguna de las dos | cualquiera de los dos | la primera creo | a ver déjeme pensarle
    | le cuento rápido | no me va a creer lo que pasó | en qué estaba | como le iba diciendo
    | pues sí | ajá | ah ya | si usted lo dice | mire nomás | pobrecito | qué día
    | ando bien cansada | estoy despierta desde las cuatro
    | me duelen los pies de tanto estar parado | ya dejé de fumar | ya no tomo café
    | mi primo es doctor en Chicago | lo vi en el Facebook
    | abrieron una taquería nueva por el mall | adivine cuántos años tengo | conoció a mi mamá
    | quiero pagar la luz | mi recibo del agua llegó muy alto | cuánto debo de la luz
    | cuánto debo de mi carro | tengo que pagar la renta | me cobraron doble en la gasolinera
    | quiero que me devuelvan el dinero de unos zapatos | cancele mi vuelo | cancela la alarma
    | cancela el pedido de la pizza | quiero cancelar mi reservación del hotel
    | quiero cancelar el gimnasio | quiero cancelar mi plan del celular
    | cambia mi vuelo para el martes | cambia la reservación del restaurante | cámbiale de canal
    | cambia la canción | reserva una mesa para hoy | hazme una cita para cortarme el pelo
    | quiero una cita para mi perro | necesito una cita en el consulado
    | necesito una cita en la corte | cita para las placas | a qué hora es mi vuelo
    | cuándo está mi carro | a qué hora es mi entrevista | confirma mi hotel
    | hacen cambio de aceite | hacen uñas | hacen pasteles | hacen envíos a México | venden llantas
    | venden tortillas | arreglan celulares | arreglan lavadoras | sacan fotos para pasaporte
    | cuánto por cortar el pasto | cuánto cuesta un corte de pelo | cuánto cuesta un tatuaje
    | cuánto cuesta el pasaporte | cuánto cuestan los boletos | dónde hay un Walmart
    | dónde está el banco | cómo llego al mall | a qué hora abre el Walmart
    | a qué hora cierra el banco | dónde me estaciono en el aeropuerto
    | el seguro de mi carro me subió | quiero cotizar seguro para el carro
    | me chocaron y quiero meter un reclamo | llama a mi mamá | llámame un taxi
    | mándale un mensaje a mi hermana | dile a mi jefe que voy tarde
    | se me hizo tarde para el trabajo | perdí el camión | tengo una llamada perdida de mi primo
    | necesito mi acta de nacimiento | necesito la cartilla de mi perro
    | ocupo un traductor para la corte | qué le doy de comer a mi tortuga
    | se me están secando las plantas, qué les pongo | es normal que el carro eche humo
    | quién ganó las elecciones | ya salieron los resultados de la lotería | dónde saco la licencia
    | una receta para el mole | receta de arroz con leche | me pasa la receta del flan
    | hay lista de espera para el departamento"""
)
