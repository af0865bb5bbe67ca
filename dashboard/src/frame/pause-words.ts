import { both } from "@/words/language";

export const words = both(
  {
    band: "The receptionist is paused: callers get voicemail.",
    manage: "Let it answer again",
  },
  {
    band: "La recepcionista está en pausa: quien llama llega al buzón de voz.",
    manage: "Que vuelva a contestar",
  },
);
