// A conversation that nobody has had: how a rule breaks, or the longest call. It reads like a script.
import clsx from "clsx";
import { useStateWord } from "@/kit/state-line";
import { useWords } from "@/words/language";
import type { SpokenLine } from "../data";
import { words } from "./words";

export function Conversation({ lines, label }: { lines: readonly SpokenLine[]; label: string }) {
  const told = useWords(words);
  const stateWord = useStateWord();
  return (
    <ol aria-label={label} className="flex flex-col gap-1.5">
      {lines.map((line, at) => {
        const before = lines[at - 1];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- lines stand in a fixed order
          <li key={at} className="grid grid-cols-[4.5rem_1fr] gap-x-2">
            <span className={clsx("text-xs leading-5", line.who === "caller" ? "font-medium text-accent-text" : "text-ink-3")}>
              {line.who === "caller" ? told.caller : told.us}
            </span>
            <span className="min-w-0">
              {line.text}
              {before?.state !== line.state && <span className="ml-2 text-xs whitespace-nowrap text-ink-3">{stateWord(line.state)}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
