"""Given names common in the United States, in English and Spanish.

They are evidence, never a condition: a name that is not here is taken when it was asked for. They
tell "this is john" from "this is ridiculous", and where a first name ends in "juan carlos garcia
lopez". Words that are everyday words first ("will", "may", "hope") are left out.
"""

from typing import Final

from nlu.utterance.word import word_set

GIVEN_NAMES: Final = frozenset(
    """
    aaron abby abel abigail abraham ada adam adan adela adele adrian adriana adrienne agnes agustin
    aidan aileen aimee alan alana albert alberto aldo alec alejandra alejandro alex alexa
    alexander alexandra alexandria alexis alfonso alfred alfredo ali alice alicia alisha alison
    allan allen allison alma alonso alvaro alvin alyssa amalia amanda amber amelia amir amy ana
    anastasia andre andrea andres andrew andy angel angela angelica angelina angelo angie anita ann
    anna anne annette annie anthony antoine antonia antonio araceli ariana ariel armando arnold
    arthur arturo asher ashley aubrey audrey aurora austin autumn ava avery axel
    barbara barry beatrice beatriz becky belinda ben benito benjamin bernadette bernard bernardo
    bernice bertha beth bethany betty beverly bianca bill billy blanca blake bob bobby bonnie brad
    bradley brandon brandy brenda brendan brent brett brian briana brianna bridget brittany brooke
    bruce bruno bryan bryce byron caitlin caleb calvin camila camille candace candice carina carl
    carla carlos carmen carol carole caroline carolina carolyn carrie carter casey cassandra
    catalina catherine cathy cecilia cedric celeste celia cesar chad charlene charles charlie
    charlotte chelsea cheryl chloe chris christian christina christine christopher christy cindy
    claire clara clarence claudia clayton cliff clifford clinton cody colin colleen connie connor
    conrad consuelo corey cory courtney craig cristian cristina crystal curtis cynthia daisy dale
    dalia damian damien dan dana daniel daniela danielle danny daphne darius darlene darrell darren
    darryl dave david dean deanna deborah debbie debra delia denise dennis derek derrick desiree
    devin devon diana diane diego dina dolores dominic dominique don donald donna dora doris
    dorothy doug douglas duane dustin dwayne dylan earl ed eddie edgar edith edmund eduardo edward
    edwin eileen elaine eleanor elena eli elias elijah elisa elizabeth ella ellen ellie elliot
    elmer eloisa elsa elvira emanuel emilia emilio emily emma enrique eric erica erik erika erin
    ernest ernesto esmeralda esteban estela esther ethan eugene eunice eva evan evelyn ezekiel
    fabian fatima federico felicia felipe felix fernanda fernando fidel florence frances francesca
    francis francisca francisco frank franklin fred freddie frederick gabriel gabriela gabriella
    gail gary gavin gene genevieve george georgia gerald gerardo gilbert gilberto gina ginger
    giovanni gisela gladys glen glenn gloria gonzalo gordon graciela graham greg gregory greta
    guadalupe guillermo gustavo gwen gwendolyn hailey hannah harold harriet harry harvey hassan
    hayden heather hector heidi helen helena henry herbert heriberto herman hilda holly horacio
    howard hugo ian ibrahim ignacio igor ileana imelda ines ingrid irene iris irma irving isaac
    isabel isabella isaiah isidro ismael israel ivan ivonne jack jackie jackson jacob jacqueline
    jade jaime jake james jamie jan jana jane janet janice jared jasmine jason javier jay jayden
    jean jeanette jeanne jeff jeffrey jen jenna jennifer jenny jeremiah jeremy jerome jerry jesse
    jessica jessie jesus jill jillian jim jimmy jo joan joanna joanne joaquin jodi jody joe joel
    joey johanna john johnny jon jonah jonathan jordan jorge jose josefina joseph josephine josh
    joshua josue joyce juan juana juanita judith judy julia julian juliana julie juliet julieta
    julio julissa justin kaitlyn kara karen karina karl karla kate katelyn katherine kathleen
    kathryn kathy katie katrina kayla keith kelly kelsey ken kendra kenneth kenny kevin khalid kim
    kimberly kirk kirsten kristen kristin kristina kurt kyle lance larry latoya laura lauren
    laurie lawrence leah leandro lee leila lena leo leon leonard leonardo leonor leroy leslie
    leticia levi lewis liam lidia liliana lillian lily linda lindsay lindsey lisa liz lloyd logan
    lois lola lorena lorenzo loretta lori lorraine louis louise lourdes lucas lucia lucille lucy
    luis luisa luke lupe luz lydia lynn mabel mackenzie madeline madison magdalena malcolm manny
    manuel manuela marc marcela marcelo marcia marco marcos marcus margaret margarita margie maria
    mariah mariana maribel marie marilyn marina mario marion marisa marisol marissa marjorie
    marlene marsha marta martha martin marvin mary mason mateo mathew matilde matt matthew maureen
    mauricio max maxine maya megan meghan mei melanie melinda melissa melody mercedes meredith mia
    micah michael michaela micheal michele michelle miguel mike mildred milton mindy miranda
    miriam misty mitchell mohamed mohammed moises molly monica monique morgan muhammad myra myrna
    nadia nancy naomi natalia natalie natasha nathan nathaniel neil nellie nelson nestor
    nicholas nick nicolas nicole nina noah noel noelia noemi nora norma norman octavio olga oliver
    olivia omar oralia orlando oscar osvaldo otto owen pablo paige pam pamela paola pat patricia
    patrick patty paul paula paulina pauline pearl pedro peggy penelope penny perla pete peter
    phil philip phillip phoebe phyllis pilar polly preston priscilla priya rachel rafael raj
    ralph ramiro ramon ramona randall randy raquel raul ravi ray raymond rebecca refugio regina
    reginald reina renata rene renee reuben rey reyna rhonda ricardo richard rick ricky rigoberto
    rita rob robert roberta roberto robin rocio rod rodney rodolfo rodrigo rogelio roger roland
    rolando roman ron ronald ronnie rosa rosalia rosalinda rosario rosemary roxanne roy ruben ruby
    rudy russell ruth ryan sabrina sally salvador sam samantha samir samuel sandra sandy santiago
    santos sara sarah saul savannah scott sean sebastian selena serena sergio seth shane shannon
    sharon shaun shawn sheila shelby shelly sherri sherry shirley sidney silvia simon socorro
    sofia sonia sonya sophia sophie spencer stacey stacy stan stanley stella stephanie stephen
    steve steven stuart sue susan susana susie suzanne sylvia tamara tammy tanya tara tatiana
    taylor ted teresa teri terrance terri terry thelma theodore theresa thomas tiffany tim timothy
    tina toby todd tom tomas tommy toni tony tonya tracey traci tracy travis trevor tricia trinity
    tristan troy tyler tyrone ursula valentina valeria valerie vanessa vera vernon veronica vicente
    vicki vicky victor victoria vincent viola violet virginia viviana vivian wade walter wanda
    warren wayne wendy wesley wilfredo willard william willie wilma xavier ximena
    mark grace ross maurice cameron kerry katy rachael geoffrey hugh fiona stewart mandy gerard
    antony clare jodie lynda geraldine marian kimberley elliott lynne garry ricarda yadira
    yasmin yesenia yolanda yvette yvonne zach zachary zoe
    """.split()
)

COMPOUND_SECONDS: Final = word_set(
    "carmen pilar rosario refugio socorro luz angeles jesus consuelo mar rocio lourdes guadalupe "
    "sol paz concepcion milagros"
)
"""What follows "maria de/del/de los/de la" as part of the given name."""
