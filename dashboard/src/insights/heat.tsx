// Hours by weekdays, as a table whose cells are darker the more happened: its own alternative for
// those who cannot see it.
import clsx from "clsx";
import { Link } from "react-router";

const LOOKS = [
  "text-ink-3",
  "bg-accent-tint text-accent-text",
  "bg-[color-mix(in_srgb,var(--accent)_35%,var(--surface))] text-ink",
  "bg-accent text-accent-ink",
  "bg-accent-strong text-accent-ink",
] as const;
const USUAL = [8, 17] as const;

export function Heat({
  grid,
  label,
  corner,
  dayName,
  hourName,
  toOf,
  saysOf,
}: {
  /** By weekday, Monday first, then hour. */
  grid: readonly (readonly number[])[];
  label: string;
  corner: string;
  dayName: (weekday: number, long: boolean) => string;
  hourName: (hour: number) => string;
  toOf: (weekday: number, hour: number) => string;
  saysOf: (weekday: number, hour: number, count: number) => string;
}) {
  const most = Math.max(1, ...grid.flat());
  const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => grid.some((day) => (day[hour] ?? 0) > 0));
  const first = Math.min(USUAL[0], ...busy);
  const last = Math.max(USUAL[1], ...busy);
  const hours = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return (
    <table className="w-full table-fixed border-separate border-spacing-0.5 text-center" aria-label={label}>
      <thead>
        <tr className="text-xs text-ink-3">
          <th scope="col" className="w-14 font-normal">
            <span className="sr-only">{corner}</span>
          </th>
          {grid.map((_, weekday) => (
            <th key={dayName(weekday, true)} scope="col" abbr={dayName(weekday, true)} className="pb-1 font-medium">
              {dayName(weekday, false)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row" className="numbers pr-2 text-right text-xs font-normal whitespace-nowrap text-ink-3">
              {hourName(hour)}
            </th>
            {grid.map((day, weekday) => {
              const count = day[hour] ?? 0;
              const look = LOOKS[count === 0 ? 0 : Math.ceil((count / most) * 4)];
              return (
                <td key={dayName(weekday, true)} className="p-0">
                  {count === 0 ? (
                    <span className="block h-[22px] rounded-sm bg-sunken" />
                  ) : (
                    <Link
                      to={toOf(weekday, hour)}
                      aria-label={saysOf(weekday, hour, count)}
                      title={saysOf(weekday, hour, count)}
                      className={clsx("numbers block h-[22px] rounded-sm text-xs leading-[22px] hover:ring-2 hover:ring-accent", look)}
                    >
                      {count}
                    </Link>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
