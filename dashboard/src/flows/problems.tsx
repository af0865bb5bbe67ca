// Every problem in one place below the text: a click leads there, and mends it where the mend is certain.
import { CircleCheck, Wrench } from "lucide-react";
import { Button, Spinner } from "@/kit/button";
import { useWords } from "@/words/language";
import type { Check } from "./check";
import type { FlowProblem, Mend } from "./data";
import { words } from "./words";

export function Problems({
  check,
  onGoTo,
  onMend,
  fixed,
}: {
  check: Check & { again: () => void };
  onGoTo: (problem: FlowProblem) => void;
  onMend: (problem: FlowProblem, mend: Mend) => void;
  fixed: boolean;
}) {
  const told = useWords(words);
  const problems = check.problems.toSorted((one, other) => other.mends.length - one.mends.length);
  const summary =
    check.is === "failed"
      ? (check.said ?? told.checkFailed)
      : problems.length > 0
        ? told.problems(problems.length)
        : check.is === "waiting"
          ? told.checking
          : told.noProblems;
  return (
    <section aria-label={told.problems(problems.length)} className="shrink-0 border-t border-line bg-surface">
      <p role="status" className="flex h-8 items-center gap-2 px-3 text-sm text-ink-2">
        {check.is === "waiting" ? (
          <Spinner />
        ) : problems.length === 0 && check.is === "done" ? (
          <CircleCheck aria-hidden className="size-4 text-ok-text" />
        ) : (
          <span aria-hidden className="size-2 rounded-full bg-danger" />
        )}
        <span className={problems.length > 0 ? "font-medium text-danger-text" : ""}>{summary}</span>
        {check.is === "failed" && (
          <Button size="small" look="quiet" onClick={check.again}>
            {told.checkAgain}
          </Button>
        )}
      </p>
      {problems.length > 0 && (
        <ul className="max-h-44 overflow-y-auto border-t border-line">
          {problems.map((one) => (
            <li key={`${one.file}:${one.line}:${one.column}:${one.text}`} className="flex flex-wrap items-start gap-2 border-b border-line px-3 py-2 last:border-0">
              <button type="button" onClick={() => onGoTo(one)} className="min-w-0 flex-1 basis-64 rounded text-left hover:underline">
                <span className="block break-words">{one.text}</span>
                <span className="block text-xs text-ink-3">
                  {one.line > 0 ? told.problemAt(one.file, one.line) : `${one.file}, ${told.wholeFile}`}
                </span>
              </button>
              {!fixed &&
                one.mends.map((mend) => (
                  <Button
                    key={mend.title}
                    size="small"
                    look="main"
                    icon={<Wrench className="size-3.5" aria-hidden />}
                    disabled={check.is === "waiting"}
                    onClick={() => onMend(one, mend)}
                  >
                    {mend.title}
                  </Button>
                ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
