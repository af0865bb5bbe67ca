// The grid of a day or a week: hours at the left, a column for each provider, room or day. It scrolls
// within itself; the heads and the hours stay.
import clsx from "clsx";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { useNow, useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { type ColumnGiven, ColumnBody } from "./column";
import { dayOf, hhmm, minutesOf, useWalls, wallOf } from "./clock";
import { type Appointment, type Block, type Day, type Goal, useDeeds } from "./diary";
import { useDrag } from "./drag";
import { type Column, filled, rangeOf, SCALE } from "./layout";
import { words } from "./words";

const HEAD = 48;
const NARROW = 148;
const LANE = 88;

export function Grid({
  columns,
  appointments,
  blocks,
  hours,
  fresh,
  focused,
  onOpen,
  onBlock,
  onBook,
}: {
  columns: Column[];
  appointments: Appointment[];
  blocks: Block[];
  hours: Day[];
  /** Those that others have just booked or moved. */
  fresh: ReadonlySet<string>;
  /** To which appointment to scroll at first. */
  focused: string | null;
  onOpen: (visit: Appointment) => void;
  onBlock: (block: Block) => void;
  onBook: (column: Column, start: string) => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const times = useTimes();
  const now = useNow();
  const { move } = useDeeds();
  const around = useRef<HTMLDivElement>(null);
  const board = useRef<HTMLDivElement>(null);
  const ghost = useRef<HTMLDivElement>(null);
  const full = useMemo(() => filled(columns, appointments, blocks, walls.zone), [columns, appointments, blocks, walls.zone]);
  const range = useMemo(() => {
    const shown = new Set(columns.map((each) => each.day));
    return rangeOf(
      hours.filter((each) => shown.has(each.day)),
      full,
    );
  }, [hours, columns, full]);
  const at = wallOf(now, walls.zone);
  const { dragged, grab } = useDrag({
    around,
    board,
    ghost,
    head: HEAD,
    columns,
    range,
    label: walls.span,
    onDrop: (visit, { column, minutes }) => {
      const start = `${column.day}T${hhmm(minutes)}`;
      const goal: Goal = { start };
      if (column.provider !== undefined && column.provider !== visit.provider) goal.provider = column.provider;
      if (column.operatory !== undefined && column.operatory !== visit.operatory) goal.operatory = column.operatory;
      const same = start === visit.start && goal.provider === undefined && goal.operatory === undefined;
      if (!same) void move(visit, goal);
    },
  });

  const first = useRef("");
  const place = columns[0]?.day ?? "";
  useEffect(() => {
    if (hours.length === 0 || first.current === place || around.current === null) return;
    first.current = place;
    const wanted = focused === null ? undefined : appointments.find((each) => each.id === focused);
    const today = columns.some((each) => each.day === dayOf(at));
    const opens = Math.min(...hours.flatMap((each) => each.open.map((one) => minutesOf(one.start))), 1440);
    const to = wanted !== undefined ? minutesOf(wanted.start) : today ? minutesOf(at) : opens;
    around.current.scrollTop = Math.max(0, (Math.min(to, range.end) - range.start - 30) * SCALE);
  });

  const choose = useCallback<ColumnGiven["onBook"]>((column, minutes) => onBook(column, `${column.day}T${hhmm(minutes)}`), [onBook]);
  const lines: number[] = [];
  for (let minute = range.start; minute < range.end; minute += 60) lines.push(minute);
  const height = (range.end - range.start) * SCALE;
  const clockOf = (minutes: number) =>
    new Intl.DateTimeFormat(times.locale, { timeZone: "UTC", hour: "numeric" }).format(minutes * 60_000);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to scroll by keyboard too
    <div ref={around} role="region" aria-label={told.grid} tabIndex={0} className="h-full overflow-auto bg-surface outline-offset-[-2px]">
      <div ref={board} className="relative flex w-full min-w-max">
        <div aria-hidden className="sticky left-0 z-30 w-14 shrink-0 border-r border-line bg-surface">
          <div className="sticky top-0 z-10 border-b border-line bg-surface" style={{ height: HEAD }} />
          <div className="relative" style={{ height }}>
            {lines.map((minute) => (
              <span
                key={minute}
                className={clsx("numbers absolute right-2 text-xs text-ink-3", minute > range.start && "-translate-y-1/2")}
                style={{ top: (minute - range.start) * SCALE }}
              >
                {clockOf(minute)}
              </span>
            ))}
          </div>
        </div>
        {full.map((each) => (
          <ColumnBody
            key={each.column.key}
            filled={each}
            day={hours.find((one) => one.day === each.column.day)}
            range={range}
            head={HEAD}
            width={Math.max(NARROW, each.lanes * LANE)}
            now={dayOf(at) === each.column.day ? minutesOf(at) : null}
            fresh={fresh}
            dragged={dragged}
            onOpen={onOpen}
            onBlock={onBlock}
            onBook={choose}
            onGrab={grab}
          />
        ))}
        <div
          ref={ghost}
          hidden={dragged === null}
          className="pointer-events-none absolute top-0 left-0 z-20 overflow-hidden rounded border-2 border-accent bg-accent-tint px-1.5 text-xs leading-4 font-semibold text-accent-text opacity-95 shadow-float"
        />
      </div>
    </div>
  );
}
