// A task in one line: who, what, how long it may wait, whose. In a narrow list the line breaks in two.
import clsx from "clsx";
import { Flag } from "lucide-react";
import { memo } from "react";
import { Avatar } from "@/kit/avatar";
import { Chip } from "@/kit/chip";
import { useWords } from "@/words/language";
import { Link } from "react-router";
import { useOwnerName } from "./colleagues";
import { aboutOf } from "./summary";
import { useKind, Wait } from "./wait";
import type { Task } from "./wanted";
import { words } from "./words";

export const ROW_PX = 52;
export const HEAD_PX = 36;

/** Scrolling draws rows anew only when what they show has changed; what a row does is told by its task. */
export const TaskRow = memo(Drawn, (one, other) =>
  one.task === other.task &&
  one.to === other.to &&
  one.chosen === other.chosen &&
  one.marked === other.marked &&
  one.marking === other.marking,
);

function Drawn({
  task,
  to,
  chosen,
  marked,
  marking,
  onFocus,
  onMark,
}: {
  task: Task;
  to: string;
  chosen: boolean;
  /** Selected together with others. */
  marked: boolean;
  /** Whether any are. */
  marking: boolean;
  onFocus: () => void;
  onMark: () => void;
}) {
  const told = useWords(words);
  const kind = useKind();
  const owner = useOwnerName()(task);
  const who = task.patient_name ?? told.nobody;
  const about = aboutOf(task);
  return (
    <div
      className={clsx(
        "group relative flex items-center border-b border-line",
        chosen ? "bg-accent-tint" : "bg-surface hover:bg-ground",
      )}
      style={{ height: ROW_PX }}
    >
      {chosen && <span aria-hidden className="absolute inset-y-0 left-0 w-0.5 bg-accent" />}
      <span className="relative ml-3 flex size-7 shrink-0 items-center justify-center @max-md:ml-2">
        <span aria-hidden className={clsx(marking ? "hidden" : "group-focus-within:hidden group-hover:hidden max-md:block!")}>
          <Avatar name={task.patient_name} size="small" />
        </span>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={marked}
          onChange={onMark}
          aria-label={told.select(`${who} ${task.task_id}`)}
          className={clsx("size-4 accent-accent", !marking && "opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 absolute max-md:hidden")}
        />
      </span>
      <Link
        to={to}
        onFocus={onFocus}
        aria-current={chosen ? "true" : undefined}
        className="flex h-full min-w-0 flex-1 items-center gap-x-3 pr-4 pl-2 -outline-offset-2 @max-2xl:flex-col @max-2xl:items-stretch @max-2xl:justify-center"
      >
        <span className="flex min-w-0 items-center gap-2 @2xl:w-52 @2xl:shrink-0">
          <span className={clsx("min-w-0 truncate", task.status === "pending" ? "font-semibold" : "font-medium", task.patient_name === null && "text-ink-2")}>
            {who}
          </span>
          {task.flagged && <Flag role="img" aria-label={told.isFlagged} className="size-3.5 shrink-0 fill-current text-warn-text" />}
          <Wait task={task} className="ml-auto @2xl:hidden" />
        </span>
        <span className="flex min-w-0 flex-1 items-center gap-2 text-ink-2 @max-2xl:flex-none @max-2xl:text-sm">
          {(task.priority === "urgent" || task.priority === "high") && (
            <Chip tone={task.priority === "urgent" ? "danger" : "warn"} className="shrink-0">
              {task.priority === "urgent" ? told.isUrgent : told.isHigh}
            </Chip>
          )}
          <span className="min-w-0 truncate @2xl:shrink-0">{kind(task)}</span>
          {about !== "" && <span className="min-w-0 shrink-[99] truncate text-ink-3">{about}</span>}
          <span className="ml-auto shrink-0 truncate pl-2 text-xs text-ink-3 @2xl:hidden">{owner}</span>
        </span>
        <span className="w-32 shrink-0 truncate text-sm text-ink-3 @max-2xl:hidden">{owner}</span>
        <span className="flex w-28 shrink-0 justify-end @max-2xl:hidden">
          <Wait task={task} />
        </span>
      </Link>
    </div>
  );
}

export function GroupHead({ label, count }: { label: string; count: number | null }) {
  const told = useWords(words);
  return (
    <h2 className="flex items-end gap-2 border-b border-line bg-ground px-4 pb-1.5 text-sm font-semibold" style={{ height: HEAD_PX }}>
      <span className="truncate">{label}</span>
      {count !== null && <span className="font-normal text-ink-3">{told.many(count)}</span>}
    </h2>
  );
}
