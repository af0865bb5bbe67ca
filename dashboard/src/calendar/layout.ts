// Where everything stands in the grid: columns, what is in each, and side by side what overlaps.
import { dayOf, minutesOf, wallOf } from "./clock";
import type { Appointment, Block, Day } from "./diary";

/** A minute is so many pixels high. */
export const SCALE = 1.2;
export const STEP = 5;
const WHOLE_DAY = 1440;
const USUAL = [480, 1020] as const;
/** Blocks that leave the time to the front desk lie behind what is booked in it. */
const BEHIND = ["overflow", "emergency"];

export interface Column {
  key: string;
  day: string;
  /** Whose it is; without both it is everybody's. */
  provider?: string;
  operatory?: string;
  title: string;
  note?: string;
  /** Whether somebody is there that day. */
  works: boolean;
}

export type Entry =
  | { kind: "visit"; key: string; visit: Appointment; start: number; minutes: number }
  | { kind: "exam"; key: string; visit: Appointment; start: number; minutes: number }
  | { kind: "block"; key: string; block: Block; start: number; minutes: number };

export interface Placed {
  entry: Entry;
  lane: number;
  lanes: number;
}

export interface Filled {
  column: Column;
  placed: Placed[];
  behind: Extract<Entry, { kind: "block" }>[];
  /** The most that stand side by side. */
  lanes: number;
}

function entriesOf(column: Column, visits: Appointment[], blocks: Block[], zone: string): Entry[] {
  const found: Entry[] = [];
  const whose = column.provider ?? column.operatory;
  for (const visit of visits) {
    if (dayOf(visit.start) !== column.day) continue;
    const start = minutesOf(visit.start);
    const own =
      column.provider !== undefined
        ? visit.provider === column.provider
        : column.operatory === undefined || visit.operatory === column.operatory;
    if (own) found.push({ kind: "visit", key: visit.id, visit, start, minutes: visit.minutes });
    else if (visit.exam_by !== "" && visit.exam_by === column.provider) {
      const begins = start + visit.minutes - visit.exam_minutes;
      found.push({ kind: "exam", key: `${visit.id} exam`, visit, start: begins, minutes: visit.exam_minutes });
    }
  }
  for (const block of blocks) {
    if (whose !== undefined && block.resource !== whose) continue;
    const [from, until] = [wallOf(block.starts_at, zone), wallOf(block.ends_at, zone)];
    if (dayOf(from) > column.day || until <= `${column.day}T00:00`) continue;
    const start = dayOf(from) < column.day ? 0 : minutesOf(from);
    const end = dayOf(until) > column.day ? WHOLE_DAY : minutesOf(until);
    if (end > start) found.push({ kind: "block", key: block.id, block, start, minutes: end - start });
  }
  return found.toSorted((a, b) => a.start - b.start || b.minutes - a.minutes);
}

/** Side by side what overlaps: each in the first lane that is free, all of a cluster as wide. */
export function laid(entries: Entry[]): Placed[] {
  const placed: Placed[] = [];
  let cluster: Placed[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const each of cluster) each.lanes = ends.length;
    placed.push(...cluster);
    cluster = [];
    ends = [];
  };
  for (const entry of entries) {
    if (ends.length > 0 && entry.start >= Math.max(...ends)) close();
    const free = ends.findIndex((end) => end <= entry.start);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = entry.start + entry.minutes;
    cluster.push({ entry, lane, lanes: 1 });
  }
  close();
  return placed;
}

export function filled(columns: Column[], visits: Appointment[], blocks: Block[], zone: string): Filled[] {
  return columns.map((column) => {
    const entries = entriesOf(column, visits, blocks, zone);
    const isBehind = (each: Entry): each is Filled["behind"][number] =>
      each.kind === "block" && BEHIND.includes(each.block.kind) && (column.provider ?? column.operatory) !== undefined;
    const placed = laid(entries.filter((each) => !isBehind(each)));
    return {
      column,
      placed,
      behind: entries.filter(isBehind),
      lanes: Math.max(1, ...placed.map((each) => each.lanes)),
    };
  });
}

export interface Stretch {
  start: number;
  end: number;
}

export function openOf(day: Day | undefined): Stretch[] {
  return (day?.open ?? []).map((each) => ({ start: minutesOf(each.start), end: minutesOf(each.end) }));
}

/** The hours that are shown: all that are open, all that stand there, one more at either end. */
export function rangeOf(days: Day[], columns: Filled[]): Stretch {
  const open = days.flatMap(openOf);
  const entries = columns.flatMap((each) => each.placed.map((one) => one.entry)).filter((each) => each.kind !== "block");
  const starts = [...open.map((each) => each.start), ...entries.map((each) => each.start)];
  const ends = [...open.map((each) => each.end), ...entries.map((each) => each.start + each.minutes)];
  const first = Math.min(...(starts.length > 0 ? starts : [USUAL[0]]));
  const last = Math.max(...(ends.length > 0 ? ends : [USUAL[1]]));
  return {
    start: Math.max(0, Math.floor(first / 60) * 60 - 60),
    end: Math.min(WHOLE_DAY, Math.ceil(last / 60) * 60 + 60),
  };
}

/** What of a range is not open. */
export function closedOf(range: Stretch, open: Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  let at = range.start;
  for (const each of open.toSorted((a, b) => a.start - b.start)) {
    if (each.start > at) found.push({ start: at, end: Math.min(each.start, range.end) });
    at = Math.max(at, each.end);
  }
  if (at < range.end) found.push({ start: at, end: range.end });
  return found;
}
