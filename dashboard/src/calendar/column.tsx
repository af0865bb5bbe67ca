// A column of the grid: its head, what is closed, blocked and booked, and this moment.
import clsx from "clsx";
import { Lock } from "lucide-react";
import { memo, type MouseEvent, type PointerEvent } from "react";
import { useWords } from "@/words/language";
import { Card } from "./card";
import type { Appointment, Block, Day } from "./diary";
import { closedOf, type Column, type Filled, openOf, type Placed, SCALE, type Stretch } from "./layout";
import { minutesOf } from "./clock";
import { words } from "./words";

/** A click in an empty place means the quarter of an hour that it falls in. */
const QUARTER = 15;
const HATCHED =
  "bg-[repeating-linear-gradient(135deg,var(--line)_0_1px,transparent_1px_7px)]";

export interface ColumnGiven {
  filled: Filled;
  day: Day | undefined;
  range: Stretch;
  /** In pixels: how high the head is, how narrow the column may be. */
  head: number;
  width: number;
  /** This moment in minutes, if it is of this day. */
  now: number | null;
  fresh: ReadonlySet<string>;
  dragged: string | null;
  onOpen: (visit: Appointment) => void;
  onBlock: (block: Block) => void;
  onBook: (column: Column, minutes: number) => void;
  onGrab: (event: PointerEvent<HTMLElement>, visit: Appointment) => void;
}

export const ColumnBody = memo(function ColumnBody(given: ColumnGiven) {
  const { filled, day, range, head, width, now } = given;
  const { column, placed, behind } = filled;
  const told = useWords(words);
  const top = (minutes: number) => (minutes - range.start) * SCALE;
  const box = ({ start, end }: Stretch) => ({ top: top(start), height: (end - start) * SCALE });
  const open = openOf(day);
  const closed = column.works ? closedOf(range, open) : [range];
  const lunch = day?.lunch && column.works ? { start: minutesOf(day.lunch.start), end: minutesOf(day.lunch.end) } : null;
  const hasLunch = lunch !== null && open.some((each) => each.start < lunch.end && lunch.start < each.end);
  const count = placed.filter((each) => each.entry.kind === "visit").length;
  const off = day === undefined || !day.holiday ? null : day.name || told.holiday;
  const note = off ?? (day !== undefined && day.open.length === 0 ? told.closed : (column.note ?? null));
  const pressed = (event: MouseEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return;
    const at = range.start + event.nativeEvent.offsetY / SCALE;
    given.onBook(column, Math.floor(at / QUARTER) * QUARTER);
  };

  return (
    <section
      data-column={column.key}
      aria-label={`${column.title}, ${told.count(count)}`}
      className="flex-1 basis-0 border-r border-line last:border-r-0"
      style={{ minWidth: width }}
    >
      <header
        className="sticky top-0 z-20 flex flex-col justify-center border-b border-line bg-surface px-2"
        style={{ height: head }}
      >
        <h2 className={clsx("truncate font-semibold", now !== null && "text-accent-text", !column.works && "text-ink-3")}>
          {column.title}
        </h2>
        <p className={clsx("truncate text-xs", off === null ? "text-ink-3" : "text-warn-text")}>
          {[note, count === 0 && note !== null ? null : told.count(count)].filter(Boolean).join(" · ")}
        </p>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- "Book" does the same by keyboard */}
      <div className="relative cursor-cell" style={{ height: (range.end - range.start) * SCALE }} onClick={pressed}>
        <div aria-hidden className="pointer-events-none absolute inset-0">
          {closed.map((each) => (
            <div key={each.start} className="absolute inset-x-0 bg-sunken" style={box(each)} />
          ))}
          <Lines range={range} />
          {hasLunch && (
            <div className={clsx("absolute inset-x-0 flex items-center justify-center text-xs text-ink-3", HATCHED)} style={box(lunch)}>
              <span className="bg-surface px-1.5">{told.lunch}</span>
            </div>
          )}
          {behind.map((each) => (
            <div
              key={each.key}
              className={clsx("absolute inset-x-0 border-l-4", HATCHED, each.block.kind === "emergency" ? "border-warn" : "border-ink-3")}
              style={box({ start: each.start, end: each.start + each.minutes })}
            />
          ))}
        </div>
        <ul>
          {behind.map((each) => (
            <li key={each.key} className="absolute right-1 z-[5]" style={{ top: top(Math.max(each.start, range.start)) + 2 }}>
              <BlockButton block={each.block} named={false} small onOpen={given.onBlock} />
            </li>
          ))}
          {placed.map((each) => (
            <Item key={each.entry.key} placed={each} given={given} top={top(each.entry.start)} />
          ))}
        </ul>
        {now !== null && now >= range.start && now <= range.end && (
          <div
            data-now
            aria-hidden
            title={told.now}
            className="pointer-events-none absolute inset-x-0 z-10 h-0.5 bg-accent"
            style={{ top: top(now) }}
          >
            <span className="absolute -top-[3px] left-0 size-2 rounded-full bg-accent" />
          </div>
        )}
      </div>
    </section>
  );
});

const Lines = memo(function Lines({ range }: { range: Stretch }) {
  const lines = [];
  for (let minute = range.start; minute < range.end; minute += 30) {
    lines.push(
      <div
        key={minute}
        className={clsx("absolute inset-x-0 border-t", minute % 60 === 0 ? "border-line" : "border-line border-dotted")}
        style={{ top: (minute - range.start) * SCALE }}
      />,
    );
  }
  return <>{lines}</>;
});

function Item({ placed, given, top }: { placed: Placed; given: ColumnGiven; top: number }) {
  const { entry, lane, lanes } = placed;
  const told = useWords(words);
  const left = `${(lane / lanes) * 100}%`;
  const width = `${100 / lanes}%`;
  const everybody = given.filled.column.provider === undefined && given.filled.column.operatory === undefined;
  if (entry.kind === "visit") {
    return (
      <Card
        visit={entry.visit}
        top={top}
        left={left}
        width={width}
        fresh={given.fresh.has(entry.visit.id)}
        away={given.dragged === entry.visit.id}
        crowded={everybody && lanes > 1}
        showsProvider={everybody || given.filled.column.operatory !== undefined}
        onOpen={given.onOpen}
        onGrab={given.onGrab}
      />
    );
  }
  const start = Math.max(entry.start, given.range.start);
  const end = Math.min(entry.start + entry.minutes, given.range.end);
  const style = { top: (start - given.range.start) * SCALE, left, width, height: Math.max(0, end - start) * SCALE };
  if (entry.kind === "exam") {
    return (
      <li className="absolute p-px" style={style}>
        <button
          type="button"
          onClick={() => given.onOpen(entry.visit)}
          className="block size-full truncate rounded border border-dashed border-line-strong bg-surface px-1.5 text-left text-xs leading-3 text-ink-2"
        >
          {told.exam(entry.visit.patient_name)}
        </button>
      </li>
    );
  }
  return (
    <li className="absolute p-px" style={style}>
      <BlockButton block={entry.block} named={everybody} onOpen={given.onBlock} />
    </li>
  );
}

function BlockButton({
  block,
  named,
  small = false,
  onOpen,
}: {
  block: Block;
  named: boolean;
  small?: boolean;
  onOpen: (block: Block) => void;
}) {
  const told = useWords(words);
  const kind = told.kinds[block.kind] ?? block.kind;
  return (
    <button
      type="button"
      onClick={() => onOpen(block)}
      title={block.reason ?? undefined}
      className={clsx(
        "overflow-hidden rounded border border-line-strong text-xs leading-4 text-ink-2",
        small ? "flex items-center gap-1 bg-surface px-1.5" : clsx("block size-full bg-sunken px-1.5 py-0.5 text-left", HATCHED),
      )}
    >
      <span className={clsx("inline-flex max-w-full items-center gap-1 rounded-sm", !small && "bg-surface px-1")}>
        <Lock aria-hidden className="size-3 shrink-0" />
        <span className="truncate">{[kind, ...(named ? [block.resource] : []), block.reason].filter(Boolean).join(" · ")}</span>
        {!named && <span className="sr-only">{` · ${block.resource}`}</span>}
      </span>
    </button>
  );
}
