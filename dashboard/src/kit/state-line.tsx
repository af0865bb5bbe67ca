// The seven states of a call as a line on which it moves. A call that goes to a person leaves the
// line at its end; the other stops are on the way from "hello" to "done".
import clsx from "clsx";
import { both, useWords } from "@/words/language";
import { useNames } from "@/words/names";

export const STATES = ["GREETING", "QUALIFY", "COLLECT", "OFFER_SLOT", "CONFIRM", "END", "ESCALATE"] as const;

const words = both({ line: "Where the call stands" }, { line: "En qué punto está la llamada" });

/** A state in words. */
export function useStateWord(): (state: string) => string {
  const nameOf = useNames();
  return (state) => nameOf("states", state);
}

const ENDS = new Set(["END", "ESCALATE"]);

function placeOf(state: string): number {
  return (STATES as readonly string[]).indexOf(state);
}

/** `state` is null before the call; `been` are the states it came through, if they are known. */
export function StateLine({
  state,
  been,
  className,
}: {
  state: string | null;
  been?: readonly string[];
  className?: string;
}) {
  const told = useWords(words);
  const nameOf = useNames();
  const at = STATES.findIndex((each) => each === state);
  const step = 100 / STATES.length;
  const apart = been?.includes("ESCALATE") ?? false;
  const reached = apart ? Math.max(0, ...(been ?? []).filter((each) => !ENDS.has(each)).map(placeOf)) : at;
  return (
    <div className={clsx("@container", className)}>
      <div className="relative pt-0.5">
        <span aria-hidden className="absolute top-[7px] right-[7.14%] left-[7.14%] h-0.5 rounded-full bg-line" />
        {reached > 0 && (apart || state !== "ESCALATE") && (
          <span
            aria-hidden
            style={{ width: `${reached * step}%` }}
            className="absolute top-[7px] left-[7.14%] h-0.5 rounded-full bg-accent transition-[width] duration-150"
          />
        )}
        <ol aria-label={told.line} className="relative grid grid-cols-7">
          {STATES.map((each, place) => {
            const here = place === at;
            const passed = been === undefined ? place < at && state !== "ESCALATE" : been.includes(each);
            const person = each === "ESCALATE";
            return (
              <li
                key={each}
                aria-current={here ? "step" : undefined}
                className="flex min-w-0 flex-col items-center gap-1"
              >
                <span
                  aria-hidden
                  className={clsx(
                    "size-3 rounded-full border-2 transition-colors duration-150",
                    here
                      ? person
                        ? "border-danger bg-danger ring-3 ring-danger-tint"
                        : "border-accent bg-accent ring-3 ring-accent-tint"
                      : passed
                        ? "border-accent bg-accent-tint"
                        : "border-line-strong bg-surface",
                  )}
                />
                <span
                  className={clsx(
                    "w-max max-w-24 truncate text-center text-xs leading-4",
                    here
                      ? clsx("font-medium", person ? "text-danger-text" : "text-accent-text")
                      : "text-ink-3 @max-md:sr-only",
                  )}
                >
                  {nameOf("states", each)}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </div>
  );
}
