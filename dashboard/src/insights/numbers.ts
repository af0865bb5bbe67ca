// How counts, shares and short waits are written.
import { useTimes } from "@/kit/time";

export function useNumbers() {
  const { locale } = useTimes();
  return {
    count: (value: number) => new Intl.NumberFormat(locale).format(value),
    share: (value: number | null) =>
      value === null ? "–" : new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(value),
    /** Seconds, to the second: an average of minutes alone would say little. */
    length: (seconds: number) => {
      const whole = Math.round(seconds);
      const one = (value: number, unit: string) =>
        new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "narrow" }).format(value);
      return whole < 60 ? one(whole, "second") : `${one(Math.floor(whole / 60), "minute")} ${one(whole % 60, "second")}`;
    },
    /** Milliseconds, as seconds from half a second on. */
    wait: (value: number) =>
      value >= 500
        ? new Intl.NumberFormat(locale, { style: "unit", unit: "second", maximumFractionDigits: 1 }).format(value / 1000)
        : new Intl.NumberFormat(locale, {
            style: "unit",
            unit: "millisecond",
            maximumFractionDigits: value < 10 ? 1 : 0,
          }).format(value),
  };
}

/** How to name days (YYYY-MM-DD), weekdays (Monday is 0) and hours. */
export function useDayNames() {
  const { locale } = useTimes();
  const format = (at: number, how: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...how }).format(at);
  return {
    day: (day: string) => format(Date.parse(day), { day: "numeric", month: "short" }),
    longDay: (day: string) => format(Date.parse(day), { weekday: "long", day: "numeric", month: "long" }),
    weekday: (weekday: number, long: boolean) =>
      format(Date.UTC(2024, 0, 1 + weekday), { weekday: long ? "long" : "short" }),
    hour: (hour: number) => format(Date.UTC(2024, 0, 1, hour), { hour: "numeric" }),
  };
}
