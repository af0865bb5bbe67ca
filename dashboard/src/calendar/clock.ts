// Times on the clinic's own clock, written as the records write them: a day is "2026-03-03", a minute
// of it "2026-03-03T10:00". The calendar is drawn with these alone, so it looks the same in every
// browser, wherever it stands; only the present moment and blocks are moments and come from a zone.
import { useTimes } from "@/kit/time";

const DAY_MS = 86_400_000;

/** Minutes since midnight of "2026-03-03T10:00" or "10:00". */
export function minutesOf(wall: string): number {
  return Number(wall.slice(-5, -3)) * 60 + Number(wall.slice(-2));
}

/** Minutes since midnight as "10:00"; the end of a day is "24:00". */
export function hhmm(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

export function dayOf(wall: string): string {
  return wall.slice(0, 10);
}

function utc(wall: string): number {
  return Date.parse(`${wall.length === 10 ? `${wall}T00:00` : wall}:00Z`);
}

/** A day so many days later. */
export function shifted(day: string, by: number): string {
  return new Date(utc(day) + by * DAY_MS).toISOString().slice(0, 10);
}

/** A minute so many minutes later, on a clock that never changes. */
export function later(wall: string, minutes: number): string {
  return new Date(utc(wall) + minutes * 60_000).toISOString().slice(0, 16);
}

/** The week of a day, from Monday on. */
export function weekOf(day: string): string[] {
  const monday = shifted(day, -((new Date(utc(day)).getUTCDay() + 6) % 7));
  return Array.from({ length: 7 }, (_, number) => shifted(monday, number));
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows at a moment. */
export function wallOf(at: string | number | Date, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone: zone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
    });
    formats.set(zone, format);
  }
  return format.format(new Date(at)).replace(" ", "T");
}

/**
 * The moment at which a zone's clock shows a minute: the first where an hour is repeated; where one is
 * left out, as if the clock had not been changed yet.
 */
export function momentOf(wall: string, zone: string): string {
  const asIf = utc(wall);
  const offset = (at: number) => utc(wallOf(at, zone)) - Math.floor(at / 60_000) * 60_000;
  const before = asIf - offset(asIf - DAY_MS);
  const after = asIf - offset(asIf + DAY_MS);
  const shows = [before, after].toSorted((a, b) => a - b).find((at) => wallOf(at, zone) === wall);
  return new Date(shows ?? before).toISOString();
}

const CLOCK: Intl.DateTimeFormatOptions = { hour: "numeric", minute: "2-digit" };

/** Making a format takes long, and a week has hundreds of appointments. */
function formatOf(locale: string, how: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(how)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how });
  formats.set(key, known);
  return known;
}

/** How to say times of the clinic's clock. */
export function useWalls() {
  const { locale, zone } = useTimes();
  const say = (wall: string, how: Intl.DateTimeFormatOptions) => formatOf(locale, how).format(utc(wall));
  const clock = (wall: string) => say(wall, CLOCK);
  return {
    zone,
    clock,
    /** "10:00 – 11:00 AM" */
    span: (wall: string, minutes: number) =>
      formatOf(locale, CLOCK).formatRange(utc(wall), utc(wall) + minutes * 60_000),
    day: (wall: string) => say(wall, { weekday: "short", day: "numeric", month: "short" }),
    longDay: (wall: string) =>
      say(wall, { weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    date: (wall: string) => say(wall, { day: "numeric", month: "long", year: "numeric" }),
    shortDay: (wall: string) =>
      say(wall, { weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    weekday: (wall: string) => say(wall, { weekday: "short" }),
    month: (wall: string) => say(wall, { month: "long", year: "numeric" }),
    whole: (wall: string) =>
      say(wall, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" }),
  };
}
