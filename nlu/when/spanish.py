"""Which Spanish phrases mean which word of the common vocabulary of dates and times.

One line per meaning, `meaning: phrase | phrase`, lines that follow indented. Phrases are lower
case, without accents and apostrophes; the longest that fits wins. `;` stands for the colon of a
time, `#` counts things that are no times, `~` says nothing about time although it holds a word
that could, and an empty meaning is a word that may stand between day and time without parting
them. "After work" and the like are given as a time, since who says so expects no question back.
"""

from typing import Final

SPANISH: Final = """
mon: lunes
tue: martes
wed: miercoles
thu: jueves
fri: viernes
sat: sabado
sun: domingo
mon+: los lunes
tue+: los martes
wed+: los miercoles
thu+: los jueves
fri+: los viernes
sat+: los sabados | sabados
sun+: los domingos | domingos
jan: enero
feb: febrero
mar: marzo
apr: abril
may: mayo
jun: junio
jul: julio
aug: agosto
sep: septiembre | setiembre
oct: octubre
nov: noviembre
dec: diciembre
newyear: ano nuevo
newyearseve: nochevieja | fin de ano
christmaseve: nochebuena
christmas: navidad
independence: dia de la independencia
thanksgiving: accion de gracias | dia de accion de gracias
goodfriday: viernes santo
easter week: semana santa | la semana santa
easter: pascua | domingo de pascua
mothers: dia de la madre | dia de las madres
today: hoy | hoy mismo
sameday: el mismo dia | ese mismo dia | mismo dia
today night: esta noche | hoy en la noche | hoy por la noche
today morning: esta manana
today afternoon: esta tarde
today: mas tarde hoy | hoy mas tarde | lo que queda del dia
tomorrow: manana | el dia de manana
tomorrow morning: manana temprano | manana por la manana | manana en la manana |
  manana a la manana
overmorrow: pasado manana
ereyesterday: anteayer | antes de ayer
yesterday: ayer | el otro dia
coming: que viene | este proximo | esta proxima | que entra
next week: la semana que viene | semana que viene | la proxima semana | proxima semana |
  la semana proxima | semana proxima | la semana entrante | semana entrante | la otra semana |
  la semana siguiente
next month: el mes que viene | mes que viene | el proximo mes | proximo mes | el mes proximo |
  mes proximo | el mes entrante
next weekend: el proximo fin de semana | proximo fin de semana
weekend: fin de semana | el fin de semana | este fin de semana | el fin de semana que viene
weekend+: fines de semana | los fines de semana
weekdays: entre semana | dias de semana | dias laborables | dias habiles | dia de semana
week after next: la semana despues de la proxima | la semana siguiente a la proxima |
  la semana despues de la que viene | la semana siguiente a la que viene
next: proximo | proxima | siguiente | proximos | proximas
this: este | esta
that: ese | esa
last: pasado | pasada | ultimo | ultima
week: semana | semanas
day: dia | dias
month: mes | meses
hour: hora | horas
minute: minuto | minutos
year: ano | anos
1 week: una semana
1 day: un dia
1 month: un mes
1 hour: una hora
30 minute: media hora
8 day: ocho dias
15 day: quince dias
few: unos | unas | pocos | pocas | unos pocos | unas pocas
2: un par de
in: de aqui a | en | dentro de | durante
within: en los proximos | en las proximas | dentro de los proximos
any: cualquier | cada | todos los | todas las
allday: todo el dia
others: cualquier otro dia | los otros dias | los demas dias
everything: cualquier cosa | cualquier dia | todos los dias
opening: a primera hora | primera hora | cuando abren | cuando abran | al abrir
closing: a ultima hora | ultima hora | al final del dia | final del dia | antes de cerrar |
  antes de que cierren
asap: lo antes posible | lo mas pronto posible | cuanto antes | lo mas pronto |
  lo mas temprano posible | lo primero que tenga | la primera cita disponible | primera cita |
  la primera disponible | primera disponible | de inmediato | inmediatamente | ya mismo |
  tan pronto como sea posible
now: ahora | ahorita | ahora mismo
anytime: cualquier hora | a cualquier hora | cuando sea | cualquier momento | en cualquier momento |
  sin preferencia | no tengo preferencia | flexible | cualquier dia y hora |
  cualquier dia a cualquier hora | cuando usted pueda | cuando puedan | cuando pueda |
  ninguna preferencia
whatever: no importa | me da igual | da igual | da lo mismo | me da lo mismo | como quiera |
  lo que sea | cuando quiera | lo que usted diga | el que sea | la que sea | no me importa |
  donde haya
not: no | excepto | salvo | nunca | que no sea | excepto los | no quiero | nada de | ni |
  aparte de | fuera de | sin | en vez de | en lugar de | que no sean |
  tampoco
busy: voy a estar fuera | estare fuera | fuera de la ciudad | voy a estar ocupado |
  voy a estar ocupada | voy a estar de viaje | estare de viaje | no voy a estar | no estare |
  no puedo | no puedo ir | no estoy disponible | tengo clase | tengo clases | clase | clases |
  reunion | reuniones | junta | juntas | estoy fuera | de vacaciones | de viaje | viajo |
  en la escuela | terapia | ocupados | ocupado | ocupada | trabajo | tengo que | tengo trabajo |
  no estoy
notthat: entonces no | ese dia no | esos dias no | a esa hora no
so beforethat: asi que antes | entonces antes | por eso antes
so afterthat: asi que despues | entonces despues | por eso despues
so: asi que | por eso | entonces | asi es que
because: porque | ya que | es que | puesto que
oneafter: la proxima | la siguiente | la que sigue
afterthat: despues de esa hora | despues de eso | luego de eso | de ahi en adelante | despues de esa
beforethat: antes de esa hora | antes de eso | antes de esa
ask: podemos | podriamos | que tal | que le parece | podria ser
bad: esta dificil | estan dificiles | esta complicado | estan complicados | esta complicada |
  esta lleno | esta llena | esta ocupado | esta mal | se me complica | se me dificulta |
  no me sirve | no me funciona | no funciona | no me queda bien | no me viene bien |
  no me conviene | no sirve | no me va bien | no es posible
not: menos
but: pero | sino
fix: no no | no espere | espere | espera | perdon | perdone | disculpe | quise decir |
  quiero decir | digo | mejor dicho | mejor | corrijo | en realidad | mas bien | cambielo |
  cambielo a | cambielo al | cambielo para | no , | que sea
instead: en cambio
half: media
quarter: cuarto | un cuarto
y half: y media
y quarter: y cuarto | y un cuarto
minus quarter: menos cuarto | menos un cuarto
minus 5: menos cinco
minus 10: menos diez
minus 20: menos veinte
minus 25: menos veinticinco
y: y
or: o | u | si no | y si no | o si no
tomorrow or overmorrow: manana o pasado
in 1 week: de hoy en ocho | hoy en ocho
in 2 week: de hoy en quince | hoy en quince
the next: el otro
at: a la | a las | las | como
at 1: a la una | la una
from 1: de la una | desde la una | a partir de la una
after 1: despues de la una
before 1: antes de la una
para: para las | para la
around: alrededor de las | alrededor de la | alrededor de | como a las | como a la | cerca de las |
  cerca de | aproximadamente | mas o menos a las | a eso de las | a eso de la | hacia las | tipo
ish: mas o menos
after the: despues del | luego del
before the: antes del
onward: no antes de | no antes de las | no antes de la | no hasta | no hasta las | nada antes de |
  nada antes de las | nada hasta
onward the: no antes del | no hasta el | nada antes del | nada hasta el
by: a mas tardar a las | a mas tardar a la | no despues de | no despues de las |
  no mas tarde de | no mas tarde de las | nada despues de | nada despues de las
by the: a mas tardar el | no despues del | no mas tarde del | nada despues del
after: despues de | despues de las | despues | pasadas las | mas tarde de las |
  mas tarde de | luego de | luego de las | desde las | tras
before: antes de | antes de las | antes de la
up: en adelante | o mas tarde | o despues | para adelante | y despues
down: o antes | o mas temprano | a mas tardar
from the: desde el | a partir del
from the: cuando regrese el | regreso el | vuelvo el | cuando vuelva el | llego el
from: desde | de las | a partir de | a partir de las | a partir de la |
  empezando | empezando el | a contar de
between the: entre el
between: entre | entre las | entre la | entre los
to the: al
to: a | -
till the: hasta el
till: hasta | hasta las | hasta la
the day after: el dia despues de | el dia despues del | el dia siguiente a
the day before: el dia antes de | el dia antes del | el dia anterior a
next day: el dia siguiente | al dia siguiente
the: el | el dia | para el | para el dia
of the: del
of: de
of morning: de la manana
of afternoon: de la tarde
of night: de la noche
morning: por la manana | en la manana | a la manana | la manana | de madrugada
morning+: mananas | las mananas | por las mananas | en las mananas | todas las mananas
any morning: cualquier manana
not morning+: ninguna manana
not afternoon+: ninguna tarde
1o: primeras | primeros
afternoon: tardecita | la tardecita | en la tardecita | por la tardecita
afternoon: tarde | por la tarde | en la tarde | a la tarde | la tarde
afternoon+: tardes | las tardes | por las tardes | en las tardes
evening: al anochecer
night: noche | por la noche | en la noche | a la noche | la noche
night+: noches | las noches | por las noches | en las noches
early: temprano | tempranito
late: tarde tarde
early morning: temprano en la manana | temprano por la manana | en la manana temprano
early afternoon: temprano en la tarde | a principios de la tarde
late afternoon: al final de la tarde | tarde en la tarde
mid morning: media manana | a media manana
mid afternoon: media tarde | a media tarde
half1: primera mitad de | la primera mitad de | primera quincena de | la primera quincena de
half2: segunda mitad de | la segunda mitad de | segunda quincena de | la segunda quincena de
begin: principios de | a principios de | comienzo de | a comienzos de | principio de | inicio de
finish: finales de | a finales de | fin de | a fines de | final de
mid: mediados de | a mediados de
rest: resto de | el resto de | lo que queda de
noon: mediodia | al mediodia | medio dia
midnight: medianoche | media noche
lunch: hora de almuerzo | hora del almuerzo | la hora del almuerzo | almuerzo
after 1: salgo a la una | termino a la una | salgo del trabajo a la una
before 1: entro a la una | empiezo a la una
after: salgo a las | salgo del trabajo a las | salgo de trabajar a las | salgo de clase a las |
  salgo de la escuela a las | termino a las | termino de trabajar a las | sale a las |
  salen a las | sale de la escuela a las | salen de la escuela a las | regreso a las
before: entro a trabajar a las | entro a las | empiezo a trabajar a las | empiezo a las |
  tengo que estar en el trabajo a las | tengo que irme a las | tengo que salir a las |
  recoger a los ninos a las | recoger a mis hijos a las | tengo que recoger a los ninos a las |
  tengo que recoger a mis hijos a las | tengo que recoger a mi hijo a las |
  tengo que recoger a mi hija a las | tengo que estar de vuelta a las
after 13;00: despues de almorzar | despues del almuerzo | despues de comer
before 12;00: antes de almorzar | antes del almuerzo | antes de comer
after 17;00: despues del trabajo | despues de trabajar | cuando salgo del trabajo |
  saliendo del trabajo
after 15;00: despues de la escuela | saliendo de la escuela
before 9;00 am: antes de entrar a trabajar | antes de ir a trabajar | antes de ir al trabajo |
  antes del trabajo | antes de la escuela
oclock: en punto
am: am
pm: pm
later: mas tarde
earlier: mas temprano | antes
otherday: otro dia | un dia diferente | un dia distinto
ago: atras | hace
#: personas | ninos | adultos | dientes | muelas | dolares | citas | veces | anos de edad | cosas
~: es tarde | hizo tarde | hace tarde | vale tarde | tarde o temprano | llego tarde | llegue tarde |
  llegar tarde | buenos dias | buen dia | buenas tardes | buenas noches | que tenga buen dia |
  la primera vez | primera vez | una vez | por primera vez | esta bien | no se | no gracias |
  no hay problema | una cita | un momento | por fin | a la cita | para la cita | de nada | una | un
: si | por favor | pues | este pues | eh | bueno | quiero | quisiera | puede ser | podria | puedo |
  me gustaria | gracias | seria | me | perfecto | bien | mejor el | disponible | tiene | tienen |
  hay | algo | ok | claro | solo | solamente | la | los | para | por | es | que | sirve |
  funciona | ir
"""
