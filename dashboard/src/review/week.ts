// Weeks by their ISO names, `2026-W10`: Monday is their first day, Thursday decides their year.

const DAY_MS = 86_400_000;

/** The week that a day (`YYYY-MM-DD`) lies in. */
export function weekOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  const january = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const number = Math.ceil(((thursday.getTime() - january) / DAY_MS + 1) / 7);
  return `${thursday.getUTCFullYear()}-W${String(number).padStart(2, "0")}`;
}

/** The Monday of a week, as `YYYY-MM-DD`. */
export function mondayOf(week: string): string {
  const [year, number] = week.split("-W").map(Number) as [number, number];
  const fourth = new Date(Date.UTC(year, 0, 4));
  const first = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * DAY_MS;
  return new Date(first + (number - 1) * 7 * DAY_MS).toISOString().slice(0, 10);
}

/** The week so many weeks later, or earlier. */
export function weekAfter(week: string, by: number): string {
  const monday = new Date(`${mondayOf(week)}T00:00:00Z`);
  return weekOf(new Date(monday.getTime() + by * 7 * DAY_MS).toISOString().slice(0, 10));
}
