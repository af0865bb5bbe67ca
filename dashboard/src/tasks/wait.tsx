// How long a task may wait yet: a clock that turns amber, then red, and says so in words too.
import clsx from "clsx";
import { Clock, ClockAlert } from "lucide-react";
import { useNow, useTimes } from "@/kit/time";
import { useNames } from "@/words/names";
import { useWords } from "@/words/language";
import type { Task } from "./wanted";
import { words } from "./words";

const SOON_MS = 30 * 60_000;
const SOON_SHARE = 0.25;
/** What is further away than this is told by its day and hour. */
const FAR_MS = 10 * 3_600_000;
const FAR = { weekday: "short", hour: "numeric", minute: "2-digit" } as const;

export type Lateness = "plenty" | "soon" | "late" | "over" | "none";

/** How a task stands to its clock at a moment. */
export function lateness(task: Pick<Task, "due_at" | "created_at" | "status">, now: number): Lateness {
  if (task.status === "completed" || task.status === "cancelled") return "over";
  if (task.due_at === null) return "none";
  const left = Date.parse(task.due_at) - now;
  if (left < 0) return "late";
  const whole = Date.parse(task.due_at) - Date.parse(task.created_at);
  return left < SOON_MS || left < Math.min(whole * SOON_SHARE, 4 * SOON_MS) ? "soon" : "plenty";
}

/** What a task is about; of a call that was handed on, why. */
export function useKind(): (task: Task) => string {
  const name = useNames();
  return (task) => {
    const { escalation } = task.details;
    const what = name("tasks", task.request_type);
    return typeof escalation === "string" ? `${what}: ${name("escalations", escalation).toLowerCase()}` : what;
  };
}

export function Wait({ task, className }: { task: Task; className?: string }) {
  const told = useWords(words);
  const now = useNow();
  const times = useTimes();
  const how = lateness(task, now);
  if (how === "none") return null;
  const at = how === "over" ? task.completed_at : task.due_at;
  if (at === null) return null;
  const says =
    how === "over"
      ? times.ago(at, now)
      : how === "late"
        ? told.late(times.span((now - Date.parse(at)) / 1000))
        : Date.parse(at) - now > FAR_MS
          ? told.before(new Intl.DateTimeFormat(times.locale, { timeZone: times.zone, ...FAR }).format(new Date(at)))
          : told.left(times.span((Date.parse(at) - now) / 1000));
  const Icon = how === "late" ? ClockAlert : Clock;
  return (
    <time
      dateTime={at}
      title={`${how === "over" ? told.doneAt : told.dueAt} ${times.full(at)}`}
      className={clsx(
        "numbers inline-flex items-center gap-1 text-xs whitespace-nowrap",
        how === "late" && "font-medium text-danger-text",
        how === "soon" && "font-medium text-warn-text",
        (how === "plenty" || how === "over") && "text-ink-3",
        className,
      )}
    >
      {how !== "over" && <Icon aria-hidden className="size-3.5" />}
      {says}
    </time>
  );
}
