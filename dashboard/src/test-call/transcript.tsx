// What was said, as a script: who, what, and at the right the state in which it was said.
import clsx from "clsx";
import { useEffect, useRef } from "react";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { Line } from "./call";
import { words } from "./words";

const KEYS = /^\[keys (.+)\]$/;
const QUIET = /^\[silence (.+) s\]$/;

export function Transcript({ lines, sending, after }: { lines: readonly Line[]; sending: string | null; after?: string | null }) {
  const told = useWords(words);
  const nameOf = useNames();
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [lines.length, sending, after]);
  useEffect(() => {
    const scrolled = end.current?.parentElement?.parentElement;
    if (scrolled === null || scrolled === undefined) return undefined;
    const watch = new ResizeObserver(() => end.current?.scrollIntoView({ block: "nearest" }));
    watch.observe(scrolled);
    return () => watch.disconnect();
  }, []);
  const deed = (text: string): string | null => {
    const keys = KEYS.exec(text);
    if (keys !== null) return told.keys(keys[1] ?? "");
    const quiet = QUIET.exec(text);
    return quiet === null ? null : told.quiet(quiet[1] ?? "");
  };
  return (
    <ol aria-live="polite" className="flex flex-col gap-2.5 p-4">
      {lines.map((line) => {
        const ours = line.who !== "caller";
        const done = deed(line.text);
        return (
          <li key={line.number} className="arrive grid grid-cols-[1fr_auto] items-baseline gap-x-3">
            <span className={clsx("text-xs font-medium", ours ? "text-accent-text" : "text-ink-2")}>
              {ours ? told.receptionist : told.caller}
            </span>
            <span className="text-xs text-ink-3">{nameOf("states", line.state)}</span>
            <span className={clsx("col-span-2 max-w-prose", done !== null ? "text-ink-3 italic" : !ours && "text-ink-2")}>
              {done ?? line.text}
            </span>
          </li>
        );
      })}
      {sending !== null && sending !== "" && (
        <li className="flex flex-col text-ink-3">
          <span className="text-xs font-medium">{told.caller}</span>
          <span>{deed(sending) ?? sending}</span>
        </li>
      )}
      {after !== undefined && after !== null && <li className="arrive text-sm text-ink-3 italic">{after}</li>}
      <li ref={end} aria-hidden />
    </ol>
  );
}
