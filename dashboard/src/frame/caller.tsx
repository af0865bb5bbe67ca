// Who is on the line, as every part of the desk says it: the name of one patient, else the number.
import clsx from "clsx";
import type { Schemas } from "@/api/client";
import { Chip } from "@/kit/chip";
import { spelt } from "@/kit/slot-list";
import { useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { words } from "./live-words";

type Call = Schemas["LiveCallOut"];

/** What the screen pop's view holds of a patient. */
export interface Known {
  id: string;
  name: string;
  lastVisit: string | null;
  upcomingAppointments: { id: string; start: string; service: string; provider: string }[];
  balance: number | null;
  insuranceStatus: string | null;
  photo: string | null;
  allergies: string[];
  notes: string | null;
}

export function useCallerName(): (call: Pick<Call, "number" | "patients">) => string {
  const told = useWords(words);
  const { language } = useLanguage();
  return ({ number, patients }) => {
    if (patients.length === 1) return patients[0]?.name ?? "";
    return number === null ? told.withheld : spelt(number, language);
  };
}

export function knownOf(call: Call | undefined, at = 0): Known | null {
  return (call?.patients[at]?.known as unknown as Known | null | undefined) ?? null;
}

function localDay(day: string, locale: string, withTime: boolean): string {
  const how: Intl.DateTimeFormatOptions = withTime
    ? { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }
    : { day: "numeric", month: "short", year: "numeric" };
  const at = new Date(withTime ? `${day.slice(0, 16)}Z` : `${day.slice(0, 10)}T00:00Z`);
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how }).format(at);
}

/** Last visit, next appointment, balance, allergies: quiet, but for what must not be overlooked. */
export function CallerFacts({ known, className }: { known: Known; className?: string }) {
  const told = useWords(words);
  const { locale } = useTimes();
  const next = known.upcomingAppointments[0];
  const owes = known.balance ?? 0;
  const dollars = new Intl.NumberFormat(locale, { style: "currency", currency: "USD", maximumFractionDigits: 0 });
  return (
    <div className={clsx("flex flex-col gap-2", className)}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-sm">
        <dt className="text-ink-3">{told.lastVisit}</dt>
        <dd className="min-w-0">{known.lastVisit === null ? told.none : localDay(known.lastVisit, locale, false)}</dd>
        <dt className="text-ink-3">{told.nextAppointment}</dt>
        <dd className="min-w-0">
          {next === undefined ? told.none : `${localDay(next.start, locale, true)} · ${next.service}`}
        </dd>
        {owes > 0 && (
          <>
            <dt className="text-ink-3">{told.balance}</dt>
            <dd className="numbers font-semibold text-danger-text">{dollars.format(owes)}</dd>
          </>
        )}
        {known.notes !== null && known.notes !== "" && (
          <>
            <dt className="text-ink-3">{told.notes}</dt>
            <dd className="min-w-0 break-words">{known.notes}</dd>
          </>
        )}
      </dl>
      {known.allergies.length > 0 && (
        <p className="rounded-md bg-warn-tint px-2 py-1 text-sm text-warn-text">
          <span aria-hidden>⚠ </span>
          <span className="font-medium">{told.allergies}:</span> {known.allergies.join(", ")}
        </p>
      )}
    </div>
  );
}

/** Known, proved to be, or here for the first time. */
export function CallerChip({ call }: { call: Call }) {
  const told = useWords(words);
  if (call.patients.length === 0) {
    return (
      <span className="flex flex-wrap gap-1">
        <Chip tone="info">{told.newPatient}</Chip>
        <Chip>{told.firstTime}</Chip>
      </span>
    );
  }
  return <Chip tone={call.proved ? "ok" : "plain"}>{call.proved ? told.proved : told.known}</Chip>;
}
