"""Words that tell names from everything else that callers say.

A receptionist who takes "tomorrow" or "insurance" for a name sounds like a machine, and stores
nonsense. Names cannot be listed, so the words around them are: whatever is not here, and has the
form of a name, may be one.
"""

from typing import Final

from nlu.dictation.digits import HUNDREDS, TEENS, TENS, UNITS
from nlu.utterance.word import word_set

SOFT: Final = word_set(
    "april may june august summer autumn will hope day king young long white black "
    "brown green gray grey price park parks best bell wood woods field stone rivers rich case "
    "chase hunter baker cook carter miller major earl dean cash banks brooks hill love church "
    "frost snow marsh lane parish paz luz cruz abril "
    "julio domingo sun rain star sky cannon good hall house small short sharp strong wise bond "
    "story bird fox wolf lamb chance west north south east street "
    "friend bishop pope abbott power pain dial ray"
)
"""Names that are everyday words too: a name only beside another name, or when named as one."""

_FUNCTION: Final = """
    a about above across actually after afternoon again against ago all almost alone along already
    also although always am an and another any anybody anymore anyone anything anyway anywhere are
    around as at away back be because been before behind being below better between both but by
    came can cannot come coming could did do does doing done down during each early earlier either
    else enough even ever every everybody everyone everything except few first for from front full
    further get gets getting give go goes going gone gonna got gotta had has have having he her here
    hers herself him himself his how however i if in inside instead into is it its itself just keep
    kind last late later latter least less let lets like little look looking lot lots made make
    making many maybe me mean means might mine more most much must my myself near need needed needs
    neither never new next no nobody none nope nor not nothing now of off often oh okay ok old on
    once only onto or other others our ours out outside over own part perhaps please possible
    probably quite rather really right said same saw say saying says second see seem seems seen
    several shall she should since so some somebody someone something sometimes somewhere soon sorry
    still stop such sure take taken takes taking tell than thank thanks that thats the their theirs
    them then there these they thing things think third this those though thought through thru till
    to today together tomorrow tonight too took toward tried tries try trying two under understand
    until up upon us use used uses using usually very wait waiting wanna want wanted wanting wants
    was way we well went were what whatever when whenever where wherever whether which while who
    whoever whole whom whose why with within without wonder wondering wont would yeah yep yes
    yesterday yet you your yours yourself yup uh um er hmm mhm huh ah eh ay hey hi hello bye goodbye
    alright absolutely definitely certainly obviously honestly basically literally currently
    recently especially exactly correct incorrect wrong true false good great fine perfect nice
    awesome cool wonderful excellent terrible horrible awful bad worse worst big high low able
    unable available ready late busy free open closed sick ill hurt hurts sore tired nervous scared
    worried afraid upset angry confused frustrated lost interested interesting ridiculous important
    urgent serious severe difficult different difference hard easy quick quickly slow slower fast
    faster long longer loud louder quiet regular normal usual annual yearly routine general special
    single double triple once twice happy sad glad pleased excited welcome dear sir madam ma'am
    driving home work school busy outside calling called call calls caller speak speaking talk
    talking said ask asked asking question questions answer repeat spell spelled spelling spelt
    name named names surname middle given family initial initials letter letters word number
    numbers digit digits dot dash hyphen space comma apostrophe capital believe guess know knows
    known remember forget forgot happened happen happening hope hold held help helping hear heard
    listen follow followup show showing send sent start started leave leaving left live living
    move moved moving pay paid paying put read run running set sign stay switch turn visit visiting
    walk watch wish wrote write year years month months week weeks weekend day days hour hours
    minute minutes morning mornings evening evenings night nights noon midday midnight time times
    date dates birthday born age old anytime sometime asap immediately monday tuesday wednesday
    thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat january february march
    september october november december jan feb mar apr aug sept oct nov dec hundred thousand
    million half quarter oclock am pm dr doctor doctors nobody person people human robot machine
    computer automated operator representative receptionist agent someone staff manager assistant
    customer lady man woman guys kid kids child children baby boy girl son sons daughter daughters
    mother father mom mum mommy dad daddy parent parents wife husband spouse partner brother sister
    aunt uncle cousin niece nephew grandmother grandfather grandma grandpa grandson granddaughter
    friend junior jr senior parte boyfriend girlfriend roommate neighbor boss stepson
    stepdaughter guardian family myself
    kidding joking testing test anonymous unknown private
"""
_CLINIC: Final = """
    appointment appointments appt booking book booked schedule scheduled scheduling reschedule
    rescheduled cancel cancelled canceled cancellation confirm confirmed confirmation change changed
    checkup checkups check check-up exam exams examination cleaning cleanings clean cleaned teeth
    tooth toothache dental dentist dentists dentistry hygienist hygiene filling fillings cavity
    cavities crown crowns cap root canal canals consultation consult implant implants braces
    whitening whiten extraction extract pulled wisdom denture dentures bridge veneer veneers
    retainer
    gum gums jaw mouth tongue lip face cheek swelling swollen bleeding blood pain painful ache
    aching
    broken chipped cracked loose infection infected abscess emergency urgent ambulance hospital
    clinic office practice location address parking directions insurance insured coverage carrier
    plan ppo hmo medicare medicaid copay deductible cost costs price prices pricing payment
    billing bills invoice balance card cash credit debit dollars money refund charge charged
    prescription prescriptions refill medication medications medicine meds pills antibiotic pharmacy
    results result lab labs blood work xray xrays physical physicals vaccine vaccines vaccination
    shot shots flu covid fever cough cold sick visit visits allergy allergies headache stomach chest
    throat breathing breath heart back knee shoulder skin rash symptom symptoms injury injured
    accident referral refer records record form forms paperwork file patient patients existing
    returning new provider specialist nurse surgery surgeon procedure treatment treatments therapy
    waitlist message messages voicemail callback phone telephone cell mobile email mail text website
    online account information info service services option options opening openings slot slots
    available availability language english spanish interpreter
"""
_VERBS: Final = """
    agree appreciate arrive bring brought buy care cause chew choose close complete concerned
    continue cover covered cut deal decide depends drive drop eat eating end expect explain feel
    feeling feels fell figure fill find finish fit fix found gave grab grew guess hate heading hit
    include kept kill kinda knocked learn lied lose love matter meet miss missed missing noticed
    offer order pass pick play prefer prefers preferred pull push reach received recommend related
    remove replace request require return running save seeing seems sounds spoke stand stopped
    stuff suggest support suppose supposed swallow switch taste thinking told touch transfer
    trouble update wake wear woke worked working works worry attend available apply accept
    problem problems issue issues reason reasons situation idea story point place side area top
    bottom front water food coffee dinner lunch breakfast car bus house street city state country
    company business job group team room door table game thing music song weather news traffic
    internet world life end line wrong nothing anything everything half rest bit plenty somebody
    funny crazy stupid weird strange amazing beautiful lovely pretty super extra total main
    public personal local national
"""
_RUDE: Final = """
    fuck fucking fucked fucker shit bullshit bitch asshole ass cunt damn dammit goddamn crap bastard
    idiot idiots moron dumb sex sexy hell god gosh thankyou whatever blah silly nonsense
    mierda puta puto pendejo cabron carajo joder estupido idiota
"""
_ORDINALS: Final = """
    ahead indeed hiya clue avail pending updates hungry completely programmed saved
    fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth thirtieth
"""
_EVERYDAY: Final = """
    abort abroad accent accepted access account activate activity add address adults affirmative
    affordable airport alarm alert alter amount animals app apple application appreciate area
    arrive assist assistance average aware bags bananas bank bar barber barbershop bathroom
    battery beef begin birth bit bites black blocked board boarding boat body bottle brand bread
    break brilliant building burger button cab cable cake calendar calorie camera can't cant
    cards carrot cat cats central chicken chocolate choices cholesterol chronic ciao city class
    clear clindamycin clock clothes coin colleague colleagues color colour common complete
    computer concern condition connect consider contact contactless content continue control
    conversion converter cookies corner cosmetic country couple coworker cream create cuisine
    cuisines cup currency current currently damage damaged death debit decline declined define
    definition degree deliver deposit depressed dermatologist dessert destination details
    diabetes diabetic diet dinner direct directly disconnect dish dishes dizzy dog dogs dont
    dosage downtown drill drugs due dunno duration economy electric empty engage engine enter
    entire event events exact example exchange exercise expect expired express extended external
    eye eyes fact factory facts favorite feet female fingers fire flight flip floor flower foot
    forecast french frequent fridge fries fruit fuel fun funds game garage garden gas genre gift
    glass global gluten gps grab grade grapes grocery ground group growth guest gynecologist
    habit hair haircut hand hands hang happens harder head health healthy height highway history
    hobbies holiday hotel howdy hum hypo hypothyroidism ibuprofen ice ideal image incident
    include income increase independence individual ingredients instruction instructions insulin
    insured intake intelligent interest international item items job joint joke kidney kind
    kitchen knife laundry lawyer legs length level license lights limit line link list liver
    load loan lock log looks lump lungs machine mail male match maximum meal meaning meat
    mechanic medium meeting member membership men mental mention menu middle migraine mile miles
    milk minimum mode moderate mood mountain mouse movie movies muscle muscles nail nails nap
    national natural nausea neck network noise north nose numb nutrition object occasionally odd
    onion online operation ophthalmologist optimal option orders organic original outlet outside
    oven package packet pardon party passport past pasta patch path pedicure percent period
    permission pet pizza plane plant plate platform player playlist pork position postcode pot
    potato power practitioner pregnancy pregnant pressure primary print prior private process
    product professional program project prompt protein public purchase purpose quality queue
    race radio range rate rating ratings reach reboot receipt receive recipe red region
    regularly reminder remove rent rental replacement report reservation reset restart
    restaurant restaurants restore restrictions review reward ride ring ringing road rock roll
    routing rule rules safe safety salad salary salon sandwich sauce savings scale scammed
    scheduled search seat section security segment seizure select sense sensitive server
    set setting settings severe sex shape share sheet shipping shoes shop shopping shower side
    site size sleep smoke smoker snack social socks software solid solution sort sound sounds
    soup source space spaced special speech speed spelled spend spot square stable stage
    standard standing starting starts statement station status steak step steps stolen stomach
    stopped store storm strange streaming stress stroke student study style subject submit sugar
    suit sushi system table tall tank target task tasks taxes taxi tea team technical
    temperature term terms theory thick thin thirsty ticket tickets tire tires tissue title
    toilet tone tool top topic total tourist track trade traffic trail train training
    transaction transactions translate transport travel trick trigger trip truck trust tube tune
    type typical umbrella uncertain uninsured unisex unit unsure urine user vacation valid value
    vegan vegetable vehicle vet view virus vision vitamin volume vomit wage wallet warm warning
    water weak wear weight wellness wet wheel wheelchair window winner wire women wonderful wood
    wrist yard yoga zip zone
"""
_SPANISH: Final = """
    el la los las lo le les un una unos unas y o u e ni que quien quienes cual cuales como cuando
    donde porque pero si no sino con sin por para en entre de del al a ante bajo desde hasta hacia
    segun sobre tras mi mis tu tus su sus nuestro nuestra me te se nos yo usted ustedes ella ellos
    ellas nosotros este esta esto estos estas ese esa eso esos esas aquel aquella aqui ahi alli alla
    soy es son era fue ser estar estoy estamos estan estaba hay haber he ha han tengo tiene tienen
    tenemos tener tenia quiero quiere quisiera queria querer necesito necesita necesitamos puedo
    puede pueden poder podria podemos voy va vamos ir hacer hago hace hacen dar doy decir digo dice
    dijo saber se sabe ver veo llamo llama llamar llamando llamada hablo habla hablar hablando pedir
    agendar reservar programar cambiar cancelar confirmar cita citas consulta limpieza limpiezas
    revision chequeo dolor duele muela muelas diente dientes caries empaste corona dentista doctor
    doctora medico medica enfermera clinica consultorio oficina hospital emergencia urgencia urgente
    seguro aseguranza poliza cobertura pago pagar precio precios cuanto cuesta dinero factura receta
    medicina resultados examen sangre radiografia vacuna hola buenos buenas buen bueno buena dias
    tardes noches noche tarde manana hoy ayer ahora luego despues antes pronto siempre nunca ya muy
    mas menos mucho mucha muchos poco tambien tampoco solo solamente algo alguien nada nadie ningun
    ninguno ninguna todo todos toda todas otro otra cada mismo misma mejor peor bien mal claro vale
    gracias favor perdon disculpe disculpa adios correcto exacto cierto verdad nombre nombres
    apellido apellidos apellidarse numero telefono correo direccion fecha nacimiento edad hijo hija
    hijos esposo esposa marido mujer madre padre mama papa hermano hermana tio tia abuelo abuela
    primo prima nino bebe senor senora senorita don dona persona gente amigo amiga lunes martes
    miercoles jueves viernes sabado enero febrero marzo mayo junio agosto septiembre octubre
    noviembre diciembre semana semanas mes meses ano anos hora horas minuto minutos temprano
    mediodia medianoche primera primero segundo segunda tercera ultimo ultima nuevo nueva paciente
    existente regular espere espera momento repita repetir despacio ingles espanol deletrear
    deletreo letra entiendo quisieramos gustaria encanta ayuda ayudar pregunta mensaje recado
    pues este eh aja oiga mire ahorita
"""
STOPS: Final = (
    frozenset(f"{_FUNCTION} {_CLINIC} {_VERBS} {_RUDE} {_ORDINALS} {_EVERYDAY} {_SPANISH}".split())
    | set(UNITS)
    | set(TEENS)
    | set(TENS)
    | set(HUNDREDS)
) - SOFT
"""Words that are no part of a name."""

PARTICLES: Final = word_set(
    "de del la las los van von der den ter dos da das di du le bin ibn al el san santa st o mc mac "
    "y"
)
"""Words that belong to the name after them."""

POLITE: Final = word_set(
    "please thanks thank you sir ma'am madam por favor gracias senor senora okay ok yes yeah si "
    "yep sure correct right uh um junior jr senior sr j r ii iii"
)
"""What may follow a bare name."""

LEADS: Final = word_set(
    "yes yeah yep sure ok okay fine hi hello hey um uh er hmm well so oh alright certainly "
    "absolutely of course it it's its is i'm im i am this that that's thats the name my for would "
    "be again "
    "si claro hola bueno pues es soy yo con por supuesto buenos dias buenas tardes eh este "
    "habla le "
    "and no nope sorry actually good morning "
    "afternoon no like here you go under"
)
"""What may stand before a bare name."""

HESITATIONS: Final = word_set("um uh er uhm erm umm uhh hmm")
"""Left out before a name is looked for."""

TITLES: Final = word_set("mr mrs ms miss mister senor senora senorita sr sra don dona")

RELATIONS: Final = word_set(
    "son daughter wife husband mother father mom mum dad brother sister child kid baby partner "
    "spouse grandson granddaughter grandmother grandfather aunt uncle niece nephew cousin friend "
    "hijo hija esposo esposa mama papa madre padre hermano hermana nieto nieta abuelo abuela"
)
"""Whose name may follow: "for my son Tommy"."""

NO_SURNAME: Final = word_set(
    "the and but for from with was are has had have wants want needs need would will can could "
    "should might may does did not yes yeah yep nope okay correct right fine please here there "
    "speaking calling again also too only just this that these those she her him his they them you "
    "your our who what when where why how now then today tomorrow tonight later soon sorry wait "
    "thanks thank hello hey bye maybe actually appointment cleaning checkup patient name first "
    "last "
    "para con que por favor gracias tambien ahora aqui hoy nada bien"
)
"""Words that never are the surname behind a given name, however short the answer."""

SHORT_SURNAMES: Final = word_set("le do an ho ha su du")
"""Small words that are the surname of many all the same, right behind a given name: "Tuan Le"."""
