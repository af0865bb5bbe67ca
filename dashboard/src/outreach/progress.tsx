// How far calls are: one bar, in the order in which things happen, and the same in words.
import { useNumbers } from "@/insights/numbers";
import { both, useWords } from "@/words/language";

const words = both(
  {
    label: "How far it is",
    done: (done: string, total: string) => `${done} of ${total} done`,
    none: "Nobody in line yet",
    live: (count: number) => (count === 1 ? "1 on the line" : `${count} on the line`),
  },
  {
    label: "Cuánto se ha hecho",
    done: (done: string, total: string) => `${done} de ${total} hechas`,
    none: "Todavía nadie en la fila",
    live: (count: number) => (count === 1 ? "1 en línea" : `${count} en línea`),
  },
);

export interface Progress {
  total: number;
  scheduled: number;
  in_progress: number;
  completed: number;
  failed: number;
  refused: number;
  cancelled: number;
}

const PARTS = [
  ["completed", "bg-accent"],
  ["failed", "bg-warn"],
  ["refused", "bg-ink-3"],
  ["cancelled", "bg-line-strong"],
  ["in_progress", "bg-accent-strong"],
] as const;

export function ProgressBar({ of, withWords = true }: { of: Progress; withWords?: boolean }) {
  const told = useWords(words);
  const { count } = useNumbers();
  const over = of.completed + of.failed + of.refused + of.cancelled;
  const says = of.total === 0 ? told.none : told.done(count(over), count(of.total));
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div
        role="progressbar"
        aria-label={told.label}
        aria-valuemin={0}
        aria-valuemax={of.total}
        aria-valuenow={over}
        aria-valuetext={says}
        className="flex h-2 gap-px overflow-hidden rounded-full bg-sunken"
      >
        {PARTS.map(([name, look]) =>
          of[name] === 0 ? null : (
            <span key={name} className={`${look} transition-[width] duration-150`} style={{ width: `${(of[name] / of.total) * 100}%` }} />
          ),
        )}
      </div>
      {withWords && (
        <p className="numbers flex flex-wrap gap-x-3 text-xs text-ink-2">
          <span>{says}</span>
          {of.in_progress > 0 && <span className="text-accent-text">{told.live(of.in_progress)}</span>}
        </p>
      )}
    </div>
  );
}
