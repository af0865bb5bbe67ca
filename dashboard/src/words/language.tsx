// What the screens say, in English and in Spanish. Each room keeps its own words beside its pages
// (`words.ts`), written in both languages at once: a sentence that is missing in one does not compile.
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from "react";

export type Language = "en" | "es";

type Same<T> = {
  [K in keyof T]: T[K] extends (...given: infer G) => string
    ? (...given: G) => string
    : T[K] extends string
      ? string
      : Same<T[K]>;
};

export type Words<T> = { en: T; es: Same<T> };

/** The words of a room, in both languages. */
export function both<T>(en: T, es: Same<T>): Words<T> {
  return { en, es };
}

interface Speaking {
  language: Language;
  speak: (language: Language) => void;
}

const Speech = createContext<Speaking>({ language: "en", speak: () => undefined });
const KEPT = "frontdesk.language";

function first(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "en" || kept === "es") return kept;
  return navigator.language.startsWith("es") ? "es" : "en";
}

export function LanguageRoom({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const speaking = useMemo(
    () => ({
      language,
      speak: (next: Language) => {
        localStorage.setItem(KEPT, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Speech value={speaking}>{children}</Speech>;
}

export function useLanguage(): Speaking {
  return use(Speech);
}

/** The words of a room in the language of whoever looks. */
export function useWords<T>(words: Words<T>): T {
  const { language } = use(Speech);
  return (language === "es" ? words.es : words.en) as T;
}
