// The steps of a workflow that a task is one of: what is done, what is now, what comes.
import clsx from "clsx";
import { Check } from "lucide-react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { Task } from "./wanted";
import { words } from "./words";

export function WorkflowSteps({ task }: { task: Task }) {
  const told = useWords(words);
  const name = useNames();
  const { data } = $api.useQuery(
    "get",
    "/api/workflows/runs",
    { params: { query: { patient_id: task.patient_id ?? "", limit: 20 } } },
    { enabled: task.patient_id !== null },
  );
  const run = data?.items.find((each) => each.steps.some((step) => step.task_id === task.id));
  if (run === undefined) return null;
  return (
    <ol className="flex flex-col gap-1.5">
      {run.steps.map((step, at) => {
        const done = step.status === "completed";
        const here = step.task_id === task.id;
        return (
          <li key={step.name} className="flex items-center gap-2.5">
            <span
              aria-hidden
              className={clsx(
                "numbers flex size-5 items-center justify-center rounded-full border text-xs",
                done ? "border-ok bg-ok text-surface" : here ? "border-accent text-accent-text" : "border-line-strong text-ink-3",
              )}
            >
              {done ? <Check className="size-3" strokeWidth={3} /> : at + 1}
            </span>
            {step.task_id !== null && !here ? (
              <Link to={`/tasks/${step.task_id}`} className="underline-offset-2 hover:underline">
                {name("tasks", step.name)}
              </Link>
            ) : (
              <span className={clsx(here && "font-medium", step.task_id === null && "text-ink-3")}>{name("tasks", step.name)}</span>
            )}
            <span className="text-xs text-ink-3">
              {name("owners", step.owner)} · {done ? told.stepDone : here || step.task_id !== null ? told.stepNow : told.stepLater}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
