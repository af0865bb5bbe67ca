// What a call has learned: a list that ticks itself off. A ring is filled; a full tick was confirmed by
// the caller.
import clsx from "clsx";
import { Check } from "lucide-react";
import { both, type Language, useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";

export interface FilledSlot {
  name: string;
  value: unknown;
  /** Left out where it is not known. */
  confirmed?: boolean;
}

const words = both(
  {
    list: "What is known so far",
    confirmed: "confirmed by the caller",
    filled: "understood",
    yes: "yes",
    no: "no",
    any: "any time",
  },
  {
    list: "Lo que se sabe hasta ahora",
    confirmed: "confirmado por quien llama",
    filled: "entendido",
    yes: "sí",
    no: "no",
    any: "a cualquier hora",
  },
);

const LOCAL_MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const US_NUMBER = /^\+1(\d{3})(\d{3})(\d{4})$/;

/** A local moment or day of the clinic, as people say it. It has no zone and is shown as it is. */
function moment(text: string, language: Language, how: Intl.DateTimeFormatOptions): string {
  const locale = language === "es" ? "es-US" : "en-US";
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how }).format(new Date(`${text.slice(0, 16)}${text.length > 10 ? "Z" : "T00:00Z"}`));
}

const TO_THE_MINUTE = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" } as const;
const TO_THE_DAY = { day: "numeric", month: "short", year: "numeric" } as const;

interface Span {
  start: string;
  end: string;
}

function span(of: Span, language: Language): string {
  const start = moment(of.start, language, TO_THE_MINUTE);
  if (of.start === of.end) return start;
  const same = of.start.slice(0, 10) === of.end.slice(0, 10);
  return `${start} – ${moment(of.end, language, same ? { hour: "numeric", minute: "2-digit" } : TO_THE_MINUTE)}`;
}

/** The value of a slot in words. */
export function spelt(value: unknown, language: Language): string {
  const told = words[language];
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? told.yes : told.no;
  if (typeof value === "string") {
    if (LOCAL_MINUTE.test(value)) return moment(value, language, TO_THE_MINUTE);
    if (DAY.test(value)) return moment(value, language, TO_THE_DAY);
    const number = US_NUMBER.exec(value);
    if (number !== null) return `(${number[1]}) ${number[2]}-${number[3]}`;
    return /^[a-z0-9]+(_[a-z0-9]+)+$/.test(value) ? value.replaceAll("_", " ") : value;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? told.any : value.map((each) => spelt(each, language)).join(", ");
  }
  if (typeof value === "object") {
    const of = value as Record<string, unknown>;
    if (typeof of.start === "string" && typeof of.end === "string") return span(of as unknown as Span, language);
    if (typeof of.start === "string") {
      return [moment(of.start, language, TO_THE_MINUTE), of.provider_name ?? of.provider]
        .filter((each) => typeof each === "string" && each !== "")
        .join(" · ");
    }
    if ("first" in of || "last" in of) return [of.first, of.last].filter(Boolean).join(" ");
  }
  return JSON.stringify(value);
}

/** What a slot is called. */
export function useSlotName(): (name: string) => string {
  const nameOf = useNames();
  return (name) => nameOf("slots", name);
}

export function SlotList({ slots, className }: { slots: readonly FilledSlot[]; className?: string }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  return (
    <ul aria-label={told.list} className={clsx("flex flex-col gap-1", className)}>
      {slots.map((slot) => {
        const sure = slot.confirmed === true;
        return (
          <li key={`${slot.name} ${JSON.stringify(slot.value)}`} className="arrive flex min-w-0 items-baseline gap-2">
            <span
              role="img"
              aria-label={sure ? told.confirmed : told.filled}
              title={sure ? told.confirmed : told.filled}
              className={clsx(
                "inline-flex size-4 shrink-0 translate-y-0.5 items-center justify-center rounded-full border",
                sure ? "border-ok bg-ok text-surface" : "border-ok text-ok-text",
              )}
            >
              <Check aria-hidden className="size-3" strokeWidth={3} />
            </span>
            <span className="w-28 shrink-0 break-words text-ink-3">{nameOf("slots", slot.name)}</span>
            <span className="min-w-0 break-words">{spelt(slot.value, language)}</span>
          </li>
        );
      })}
    </ul>
  );
}
