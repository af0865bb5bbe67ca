// The calendar on the telephone: the week as a strip of days, the day as a list.
import clsx from "clsx";
import { CalendarX2, Lock } from "lucide-react";
import { Empty } from "@/kit/states";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { LOOK } from "./card";
import { dayOf, useWalls, wallOf, weekOf } from "./clock";
import type { Appointment, Block, Day } from "./diary";
import { words } from "./words";

export function Agenda({
  day,
  today,
  hours,
  appointments,
  blocks,
  fresh,
  onDay,
  onOpen,
  onBlock,
}: {
  day: string;
  today: string;
  hours: Day[];
  /** Of the whole week. */
  appointments: Appointment[];
  blocks: Block[];
  fresh: ReadonlySet<string>;
  onDay: (day: string) => void;
  onOpen: (visit: Appointment) => void;
  onBlock: (block: Block) => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const name = useNames();
  const visits = appointments.filter((each) => dayOf(each.start) === day);
  const blocked = blocks.filter(
    (each) => dayOf(wallOf(each.starts_at, walls.zone)) <= day && wallOf(each.ends_at, walls.zone) > `${day}T00:00`,
  );
  const here = hours.find((each) => each.day === day);
  const open = (here?.open ?? []).map((each) => `${walls.clock(`${day}T${each.start}`)} – ${walls.clock(`${day}T${each.end}`)}`);
  return (
    <div className="flex h-full flex-col bg-surface">
      <ul className="grid shrink-0 grid-cols-7 border-b border-line px-1 py-1">
        {weekOf(day).map((each) => {
          const many = appointments.filter((one) => dayOf(one.start) === each).length;
          return (
            <li key={each}>
              <button
                type="button"
                aria-pressed={each === day}
                title={walls.longDay(each)}
                onClick={() => onDay(each)}
                className={clsx(
                  "flex h-14 w-full flex-col items-center justify-center rounded-lg text-xs leading-4",
                  each === day ? "bg-accent-tint font-semibold text-accent-text" : each === today ? "text-accent-text" : "text-ink-2",
                )}
              >
                <span>{walls.weekday(each)}</span>
                <span className="numbers">{Number(each.slice(8))}</span>
                <span className="sr-only">{told.count(many)}</span>
                <span aria-hidden className={clsx("mt-0.5 size-1.5 rounded-full", many > 0 ? "bg-current" : "bg-transparent")} />
              </button>
            </li>
          );
        })}
      </ul>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-3">
        <h2 className="font-semibold">{walls.longDay(day)}</h2>
        <p className="mb-3 text-sm text-ink-3">
          {[here?.holiday ? here.name || told.holiday : null, open.length === 0 ? told.closed : told.openFrom(open.join(", "))]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {visits.length === 0 && blocked.length === 0 && (
          <Empty icon={<CalendarX2 />} title={told.nothing}>
            {told.nothingHint}
          </Empty>
        )}
        <ul className="flex flex-col gap-2">
          {blocked.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => onBlock(each)}
                className="flex w-full items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2 text-left text-ink-2"
              >
                <Lock className="size-4 shrink-0" aria-hidden />
                <span className="min-w-0 truncate">
                  {[told.blockOf(told.kinds[each.kind] ?? each.kind, each.resource), each.reason].filter(Boolean).join(" · ")}
                </span>
              </button>
            </li>
          ))}
          {visits.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => onOpen(each)}
                className={clsx(
                  "flex w-full gap-3 rounded-lg border border-l-4 px-3 py-2.5 text-left",
                  LOOK[each.status],
                  fresh.has(each.id) && "outline-2 outline-accent",
                )}
              >
                <span className="numbers w-20 shrink-0 font-medium">{walls.clock(each.start)}</span>
                <span className="min-w-0">
                  <span className="block truncate font-semibold">{each.patient_name}</span>
                  <span className="block truncate text-sm">
                    {[name("appointments", each.status), each.service, each.provider].filter(Boolean).join(" · ")}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
