// What the picture of a flow says.
import { both } from "@/words/language";
import { words as shared } from "../words";

export const words = both(
  {
    ...shared.en,

    list: "List",
    showAs: "Show as",

    picture: "Picture of the flow: each request with its steps. The same is there as a list.",
    noPicture: "No picture yet.",
    noPictureLead: "Mend the problems in the text; then the flow is drawn.",
    oldPicture: "As it was before the problems",
    closer: "Closer",
    farther: "Farther",
    whole: "Show all",
    goToRequest: "Go to",
    anytime: "Answered at any time",
    callIsHere: "The test call is here",
    onlyIf: (what: string) => `only if ${what}`,
    whoTheyAre: "Name and date of birth",
    kinds: {
      request: "Request",
      answer: "Answer",
      people: "People",
      collect: "Ask for",
      verify: "Make sure who it is",
      triage: "Look for danger signs",
      offer: "Offer times",
      confirm: "Read back, wait for a yes",
      do: "Do",
      say: "Say",
      hand_off: "Put through to",
    },
  },
  {
    ...shared.es,

    list: "Lista",
    showAs: "Ver como",

    picture: "Dibujo del flujo: cada solicitud con sus pasos. Lo mismo está como lista.",
    noPicture: "Todavía no hay dibujo.",
    noPictureLead: "Corrija los problemas del texto; entonces se dibuja el flujo.",
    oldPicture: "Como estaba antes de los problemas",
    closer: "Acercar",
    farther: "Alejar",
    whole: "Mostrar todo",
    goToRequest: "Ir a",
    anytime: "Se responde en cualquier momento",
    callIsHere: "La llamada de prueba está aquí",
    onlyIf: (what: string) => `solo si ${what}`,
    whoTheyAre: "Nombre y fecha de nacimiento",
    kinds: {
      request: "Solicitud",
      answer: "Respuesta",
      people: "Personas",
      collect: "Preguntar",
      verify: "Comprobar quién es",
      triage: "Buscar señales de peligro",
      offer: "Ofrecer horarios",
      confirm: "Repetir y esperar un sí",
      do: "Hacer",
      say: "Decir",
      hand_off: "Comunicar con",
    },
  },
);
