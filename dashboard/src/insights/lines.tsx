// Lines over days, each with its name at its end. A day can be pointed at; a click opens its calls.
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";

export interface Series {
  name: string;
  /** By day; null where nothing is known. */
  values: readonly (number | null)[];
  tone: "accent" | "danger" | "quiet";
}

const STROKES = { accent: "stroke-accent", danger: "stroke-danger-text", quiet: "stroke-ink-3" } as const;
const FILLS = { accent: "fill-accent-text", danger: "fill-danger-text", quiet: "fill-ink-3" } as const;
const DOTS = { accent: "fill-accent", danger: "fill-danger-text", quiet: "fill-ink-3" } as const;
const HEIGHT = 200;
const TOP = 14;
const BOTTOM = 22;
const LEFT = 36;
const RIGHT = 76;

function useWidth() {
  const around = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  useEffect(() => {
    const box = around.current;
    if (box === null) return undefined;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  return { around, width };
}

/** A round number at or above, to end an axis with; half of it is whole too. */
export function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  const ends = step === 1 ? [2, 4, 6, 8, 10] : [1, 2, 3, 4, 5, 6, 8, 10];
  return ends.map((each) => each * step).find((each) => each >= value) ?? value;
}

export function Lines({
  label,
  days,
  dayName,
  series,
  format,
  toOf,
  saysOf,
}: {
  label: string;
  days: readonly string[];
  dayName: (day: string) => string;
  series: readonly Series[];
  format: (value: number) => string;
  toOf: (day: string) => string | null;
  saysOf: (place: number) => string;
}) {
  const { around, width } = useWidth();
  const [at, setAt] = useState<number | null>(null);
  const most = roundUp(Math.max(1, ...series.flatMap((each) => each.values.map((value) => value ?? 0))));
  const inside = width - LEFT - RIGHT;
  const x = (place: number) => LEFT + (days.length === 1 ? inside / 2 : (place / (days.length - 1)) * inside);
  const y = (value: number) => TOP + (1 - value / most) * (HEIGHT - TOP - BOTTOM);
  const broad = inside / Math.max(1, days.length - 1);
  const every = Math.max(1, Math.ceil(days.length / Math.max(2, Math.floor(inside / 84))));
  return (
    <div ref={around} className="relative" onPointerLeave={() => setAt(null)}>
      <svg width={width} height={HEIGHT} role="group" aria-label={label} className="block max-w-full overflow-visible">
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className="numbers fill-ink-3 text-[11px]">
              {format(value)}
            </text>
          </g>
        ))}
        {days.map(
          (day, place) =>
            place % every === 0 && (
              <text key={day} x={x(place)} y={HEIGHT - 4} textAnchor="middle" className="fill-ink-3 text-[11px]">
                {dayName(day)}
              </text>
            ),
        )}
        {at !== null && <line x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} className="stroke-line-strong" />}
        {series.map((one) => (
          <g key={one.name}>
            <path d={path(one.values, x, y)} fill="none" strokeWidth={2} strokeLinejoin="round" className={STROKES[one.tone]} />
            {one.values.map(
              (value, place) =>
                value !== null &&
                (place === at || isAlone(one.values, place)) && (
                  <circle key={days[place]} cx={x(place)} cy={y(value)} r={3.5} className={DOTS[one.tone]} />
                ),
            )}
          </g>
        ))}
        {labels(series, y).map(({ name, tone, top }) => (
          <text key={name} x={width - RIGHT + 8} y={top + 4} className={`${FILLS[tone]} text-xs font-medium`}>
            {name}
          </text>
        ))}
        {days.map((day, place) => {
          const to = toOf(day);
          const area = (
            <rect
              x={x(place) - broad / 2}
              y={0}
              width={Math.max(4, broad)}
              height={HEIGHT}
              fill="transparent"
              onPointerEnter={() => setAt(place)}
            />
          );
          if (to === null) return <g key={day}>{area}</g>;
          return (
            <Link key={day} to={to} aria-label={saysOf(place)} onFocus={() => setAt(place)} onBlur={() => setAt(null)}>
              {area}
            </Link>
          );
        })}
      </svg>
      {at !== null && (
        <p
          aria-hidden
          className="numbers pointer-events-none absolute top-0 rounded-md border border-line bg-raised px-2 py-0.5 text-xs whitespace-nowrap shadow-float"
          style={x(at) > width / 2 ? { right: width - x(at) + 8 } : { left: x(at) + 8 }}
        >
          <span className="text-ink-3">{dayName(days[at] ?? "")}</span>{" "}
          {series
            .map((one) => {
              const value = one.values[at];
              return value === null || value === undefined ? null : `${format(value)} ${one.name}`;
            })
            .filter(Boolean)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

function isAlone(values: readonly (number | null)[], place: number): boolean {
  return (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
}

function path(values: readonly (number | null)[], x: (place: number) => number, y: (value: number) => number): string {
  let begun = false;
  return values
    .map((value, place) => {
      if (value === null) {
        begun = false;
        return "";
      }
      const to = `${begun ? "L" : "M"}${x(place).toFixed(1)} ${y(value).toFixed(1)}`;
      begun = true;
      return to;
    })
    .join("");
}

/** Where names stand at the ends of lines: at least a line of text apart. */
function labels(series: readonly Series[], y: (value: number) => number) {
  const placed = series
    .flatMap(({ name, tone, values }) => {
      const last = values.findLast((value) => value !== null);
      return last === undefined || last === null ? [] : [{ name, tone, top: y(last) }];
    })
    .sort((one, other) => one.top - other.top);
  placed.forEach((one, place) => {
    const above = placed[place - 1];
    if (above !== undefined && one.top < above.top + 15) one.top = above.top + 15;
  });
  const lowest = placed.at(-1);
  const over = lowest === undefined ? 0 : Math.max(0, lowest.top - (HEIGHT - BOTTOM));
  return placed.map((one) => ({ ...one, top: one.top - over }));
}
