// An appointment in the grid: when, who, how it stands (a word, and a colour that repeats it), what for.
import clsx from "clsx";
import { memo, type PointerEvent } from "react";
import { useNames } from "@/words/names";
import { useWalls } from "./clock";
import type { Appointment } from "./diary";
import { SCALE } from "./layout";

export const LOOK: Record<Appointment["status"], string> = {
  pending: "bg-warn-tint text-warn-text border-warn border-dashed",
  confirmed: "bg-accent-tint text-accent-text border-accent",
  arrived: "bg-info-tint text-info-text border-info-text",
  completed: "bg-sunken text-ink-2 border-line-strong",
  no_show: "bg-surface text-ink-2 border-line-strong border-dashed line-through",
  cancelled: "bg-surface text-ink-3 border-line-strong border-dashed line-through",
};

const MOVABLE = ["pending", "confirmed"];
/** Less than this is one line, in minutes. */
const LOW = 28;
/** From here on three lines fit. */
const TALL = 42;

export function isMovable(visit: Appointment): boolean {
  return MOVABLE.includes(visit.status);
}

interface Given {
  visit: Appointment;
  /** In pixels from the top. */
  top: number;
  left: string;
  width: string;
  fresh: boolean;
  /** Is being dragged somewhere: what stays is its shadow. */
  away: boolean;
  showsProvider: boolean;
  /** Stands beside others in a narrow column: the name goes before the time. */
  crowded: boolean;
  onOpen: (visit: Appointment) => void;
  onGrab: (event: PointerEvent<HTMLElement>, visit: Appointment) => void;
}

export const Card = memo(function Card({ visit, top, left, width, fresh, away, showsProvider, crowded, onOpen, onGrab }: Given) {
  const walls = useWalls();
  const name = useNames();
  const status = name("appointments", visit.status);
  const rest = [status, visit.service, ...(showsProvider ? [visit.provider] : [])].filter(Boolean).join(" · ");
  const low = visit.minutes < LOW;
  const at = walls.clock(visit.start);
  return (
    <li className="absolute p-px" style={{ top, left, width, height: visit.minutes * SCALE }}>
      <button
        type="button"
        data-visit={visit.id}
        title={`${walls.span(visit.start, visit.minutes)}\n${visit.patient_name}\n${rest}`}
        onClick={() => onOpen(visit)}
        onPointerDown={(event) => isMovable(visit) && onGrab(event, visit)}
        className={clsx(
          "flex size-full flex-col overflow-hidden rounded border border-l-[3px] px-1.5 text-left text-xs select-none",
          "focus-visible:z-10 focus-visible:outline-offset-0",
          visit.minutes < TALL ? "justify-center leading-[15px]" : "py-0.5 leading-4",
          LOOK[visit.status],
          isMovable(visit) && "cursor-grab!",
          away && "opacity-40",
          fresh && "arrive shadow-float outline-2 outline-accent",
        )}
      >
        <span className="block truncate">
          {!crowded && <span className="numbers">{at} </span>}
          <span className="font-semibold">{visit.patient_name}</span>
          {low && <span> · {rest}</span>}
        </span>
        {!low && <span className="block truncate">{rest}</span>}
        {crowded && visit.minutes >= TALL && <span className="numbers block truncate">{at}</span>}
      </button>
    </li>
  );
});
