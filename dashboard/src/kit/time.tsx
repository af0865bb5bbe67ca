// Times as people say them, always in the clinic's zone; the full time on hover.
import { useSyncExternalStore } from "react";
import { $api, useClinicId } from "@/api/client";
import { type Language, useLanguage } from "@/words/language";

const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US" };
const TICK_MS = 15_000;

let now = Date.now();
const watchers = new Set<() => void>();
setInterval(() => {
  now = Date.now();
  for (const each of watchers) each();
}, TICK_MS);

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** This moment in milliseconds, to within a quarter of a minute; who uses it is drawn anew then. */
export function useNow(): number {
  return useSyncExternalStore(watch, () => now);
}

/** The clinic in which one works, as far as it is known yet. */
export function useClinic() {
  const id = useClinicId();
  const { data } = $api.useQuery("get", "/api/clinics", {}, { staleTime: 300_000 });
  return data?.find((each) => id === null || each.id === id) ?? data?.[0];
}

/** The clinic's time zone. */
export function useZone(): string {
  return useClinic()?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** How to write moments: `clock(at)`, `day(at)`, `full(at)`, `ago(at)`; `localDay(at)` is YYYY-MM-DD there. */
export function useTimes() {
  const zone = useZone();
  const { language } = useLanguage();
  const locale = LOCALES[language];
  const format = (at: string | number | Date, how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...how }).format(new Date(at));
  return {
    zone,
    locale,
    clock: (at: string | number | Date) => format(at, { hour: "numeric", minute: "2-digit" }),
    /** A time of every day: "18:00" is "6:00 PM", and the end of the day a minute before it. */
    hour: (time: string) =>
      new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "numeric", minute: "2-digit" }).format(
        Date.parse(`2024-01-01T${time === "24:00" ? "23:59" : time}:00Z`),
      ),
    day: (at: string | number | Date) =>
      format(at, { weekday: "short", day: "numeric", month: "short" }),
    full: (at: string | number | Date) =>
      format(at, {
        weekday: "long",
        day: "numeric",
        month: "long",
        year: "numeric",
        hour: "numeric",
        minute: "2-digit",
        timeZoneName: "short",
      }),
    localDay: (at: string | number | Date) =>
      new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at)),
    ago: (at: string | number | Date, from: number = Date.now()) =>
      ago(new Date(at).getTime() - from, locale),
    span: (seconds: number) => span(seconds, locale),
  };
}

const STEPS = [
  [60, "second"],
  [60, "minute"],
  [24, "hour"],
  [7, "day"],
  [4.35, "week"],
  [12, "month"],
  [Infinity, "year"],
] as const;

/** "2 min ago", "in 3 hours": a distance in milliseconds, negative in the past. */
export function ago(distance: number, locale: string): string {
  const say = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  let left = distance / 1000;
  if (Math.abs(left) < 45) return say.format(0, "second");
  for (const [many, unit] of STEPS) {
    if (Math.abs(left) < many) return say.format(Math.round(left), unit);
    left /= many;
  }
  return "";
}

/** "3 min", "1 h 20 min": seconds as a length. */
export function span(seconds: number, locale: string): string {
  const one = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short" }).format(value);
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return one(whole, "second");
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return one(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return one(Math.round(hours / 24), "day");
  return minutes % 60 === 0 ? one(hours, "hour") : `${one(hours, "hour")} ${one(minutes % 60, "minute")}`;
}

/** A moment as distance from now, that moves on; the full time on hover. */
export function Ago({ at, className }: { at: string; className?: string }) {
  const from = useNow();
  const times = useTimes();
  return (
    <time dateTime={at} title={times.full(at)} className={className}>
      {times.ago(at, from)}
    </time>
  );
}

/** The time of day; with its day unless that is today. */
export function At({ at, className }: { at: string; className?: string }) {
  const times = useTimes();
  const today = times.localDay(at) === times.localDay(Date.now());
  return (
    <time dateTime={at} title={times.full(at)} className={className}>
      {today ? times.clock(at) : `${times.day(at)}, ${times.clock(at)}`}
    </time>
  );
}
