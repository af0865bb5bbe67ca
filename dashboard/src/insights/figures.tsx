// The figures above the charts: each answers in one number, and says what it was before.
import type { Schemas } from "@/api/client";
import { Figure } from "@/kit/panel";
import { Bar, Skeleton } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNumbers } from "./numbers";
import { words } from "./words";

type Calls = Schemas["CallFiguresOut"];
type Tasks = Schemas["FiguresOut"];

export function Figures({
  calls,
  before,
  tasks,
}: {
  calls: Calls;
  before: Calls | undefined;
  tasks: Tasks | undefined;
}) {
  const told = useWords(words);
  const times = useTimes();
  const { count, share, length } = useNumbers();
  const ended = calls.calls - calls.live;
  const more = before === undefined ? null : calls.calls - before.calls;
  const isHigh = (calls.escalation_rate ?? 0) >= GOAL;
  return (
    <div className="grid grid-cols-2 gap-4 rounded-xl border border-line bg-surface p-4 md:grid-cols-3 xl:grid-cols-5">
      <Figure
        value={count(calls.calls)}
        label={told.figures.calls}
        hint={
          more === null
            ? undefined
            : more === 0
              ? told.figures.same
              : more > 0
                ? told.figures.more(count(more))
                : told.figures.fewer(count(-more))
        }
      />
      <Figure
        value={share(ended > 0 ? (calls.outcomes["appointment_booked"] ?? 0) / ended : null)}
        label={told.figures.booked}
      />
      <Figure
        value={share(calls.escalation_rate)}
        label={told.figures.escalated}
        tone={isHigh ? "warn" : "plain"}
        hint={told.figures.goal(share(GOAL))}
      />
      <Figure
        value={calls.average_seconds === null ? "–" : length(calls.average_seconds)}
        label={told.figures.length}
      />
      <Figure
        value={share(tasks?.in_time ?? null)}
        label={told.figures.inTime}
        hint={
          tasks?.median_minutes === null || tasks === undefined
            ? undefined
            : told.figures.median(times.span(tasks.median_minutes * 60))
        }
      />
    </div>
  );
}

/** Of all calls, at most this share is to be put through (SF-18). */
const GOAL = 0.15;

export function GreyFigures() {
  return (
    <Skeleton
      rows={1}
      each={() => (
        <div className="grid grid-cols-2 gap-4 rounded-xl border border-line bg-surface p-4 md:grid-cols-3 xl:grid-cols-5">
          {[1, 2, 3, 4, 5].map((each) => (
            <div key={each} className="flex flex-col gap-2">
              <Bar className="h-7 w-16" />
              <Bar className="w-28" />
            </div>
          ))}
        </div>
      )}
    />
  );
}
