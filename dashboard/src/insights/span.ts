// The days that are looked at: kept in the address, so that a chart can be sent to a colleague.
// Days begin at midnight of the clinic, whatever the zone of whoever looks.
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { useNow, useZone } from "@/kit/time";

export type SpanName = "today" | "week" | "month" | "own";

const DAY_MS = 86_400_000;
const LONGEST = 400;
const LENGTHS = { today: 1, week: 7, month: 30 } as const;

/** The moment at which a day (YYYY-MM-DD) begins in a zone, in milliseconds. */
export function midnight(day: string, zone: string): number {
  const naive = Date.parse(`${day}T00:00:00Z`);
  const first = naive - offset(naive, zone);
  return naive - offset(first, zone);
}

function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const of = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? 0);
  const local = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return local - Math.floor(at / 1000) * 1000;
}

/** A day so many days later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

export interface Span {
  name: SpanName;
  /** YYYY-MM-DD, both among the days. */
  first: string;
  last: string;
  days: number;
  /** ISO moments; the end is excluded. */
  since: string;
  until: string;
  /** As many days right before. */
  before: { since: string; until: string };
  /** What was typed as own dates. */
  typed: { first: string; last: string };
  /** Whether that makes no span; then the last thirty days stand in. */
  isWrong: boolean;
}

function isDay(text: string | null): text is string {
  return text !== null && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

export function useSpan() {
  const [search, setSearch] = useSearchParams();
  const zone = useZone();
  const now = useNow();
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);
  const given = search.get("span");
  const from = search.get("from");
  const to = search.get("to");
  const span = useMemo<Span>(() => {
    const name: SpanName = given === "today" || given === "week" || given === "own" ? given : "month";
    let last = today;
    let first = dayAfter(today, 1 - (name === "own" ? LENGTHS.month : LENGTHS[name]));
    let isWrong = false;
    const typed = { first: from ?? first, last: to ?? last };
    if (name === "own" && isDay(from) && isDay(to)) {
      isWrong = to < from || to >= dayAfter(from, LONGEST);
      if (!isWrong) [first, last] = [from, to];
    }
    const days = Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
    const at = (day: string) => new Date(midnight(day, zone)).toISOString();
    return {
      name,
      first,
      last,
      days,
      since: at(first),
      until: at(dayAfter(last, 1)),
      before: { since: at(dayAfter(first, -days)), until: at(first) },
      typed,
      isWrong,
    };
  }, [given, from, to, today, zone]);
  const choose = (name: SpanName, own?: { first: string; last: string }) => {
    const next = new URLSearchParams({ span: name });
    if (name === "own") {
      next.set("from", own?.first ?? span.first);
      next.set("to", own?.last ?? span.last);
    }
    setSearch(next, { replace: true });
  };
  return { span, choose, zone };
}

/** Where the calls behind a point are: what is left out does not narrow them. */
export function callsAt(span: { since: string; until: string }, by: Record<string, string | number | boolean>): string {
  const query = new URLSearchParams({ since: span.since, until: span.until });
  for (const [name, value] of Object.entries(by)) query.set(name, String(value));
  return `/calls?${query}`;
}
