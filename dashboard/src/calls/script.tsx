// A call as a script: who, the words, and at the right the state; what was understood shows on hover.
import clsx from "clsx";
import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { Line } from "./live-script";
import { words } from "./words";

/** How far from the end one still reads along, in pixels. */
const NEAR_PX = 48;

export function Script({
  lines,
  begins,
  onPlay,
  playing = null,
  follows = false,
  className,
}: {
  lines: readonly Line[];
  /** When the call began, for the time at the left. */
  begins: string;
  /** Play the sound from a line on. */
  onPlay?: (line: Line) => void;
  playing?: number | null;
  /** Whether the newest line stays in sight. */
  follows?: boolean;
  className?: string;
}) {
  const told = useWords(words);
  const around = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const toEnd = () => {
    const place = around.current;
    if (place !== null) place.scrollTop = place.scrollHeight;
  };
  useEffect(() => {
    if (follows && !away) toEnd();
  }, [follows, away, lines.length]);
  return (
    <div className={clsx("relative min-h-0", className)}>
      <div
        ref={around}
        // A scrolling region is reached by the keyboard.
        tabIndex={follows ? 0 : undefined}
        role={follows ? "region" : undefined}
        aria-label={follows ? told.script : undefined}
        onScroll={({ currentTarget: place }) =>
          follows && setAway(place.scrollHeight - place.scrollTop - place.clientHeight > NEAR_PX)
        }
        className={clsx(follows && "h-full overflow-y-auto")}
      >
        <ol aria-label={told.script} aria-live={follows ? "polite" : undefined} className="flex flex-col">
          {lines.map((line, at) => (
            <ScriptLine
              // eslint-disable-next-line react/no-array-index-key -- a line's place is its name
              key={at}
              line={line}
              begins={begins}
              same={at > 0 && lines[at - 1]?.who === line.who}
              moved={at === 0 || lines[at - 1]?.state !== line.state}
              playing={playing === at}
              onPlay={onPlay}
            />
          ))}
        </ol>
      </div>
      {follows && away && (
        <button
          type="button"
          onClick={() => {
            setAway(false);
            toEnd();
          }}
          className="absolute bottom-2 left-1/2 flex h-8 -translate-x-1/2 items-center gap-1.5 rounded-full bg-ink px-3 text-sm text-surface shadow-float"
        >
          <ArrowDown aria-hidden className="size-3.5" />
          {told.now}
        </button>
      )}
    </div>
  );
}

function ScriptLine({
  line,
  begins,
  same,
  moved,
  playing,
  onPlay,
}: {
  line: Line;
  begins: string;
  same: boolean;
  moved: boolean;
  playing: boolean;
  onPlay?: ((line: Line) => void) | undefined;
}) {
  const told = useWords(words);
  const name = useNames();
  const times = useTimes();
  const ours = line.who !== "caller";
  const who = line.who === "caller" ? told.caller : told.receptionist;
  const understood = [
    ...(line.confidence === null ? [] : [told.sure(Math.round(line.confidence * 100))]),
    ...line.intents.map((intent) => name("requests", intent)),
  ].join(" · ");
  const body = (
    <>
      <span className="shrink-0 truncate text-sm text-ink-3 max-md:w-full md:w-24">{same ? <span className="sr-only">{who}</span> : who}</span>
      <span className={clsx("min-w-0 flex-1 break-words", ours ? "text-ink-2" : "font-medium text-ink")}>
        {line.text}
        {understood !== "" && (
          <span className="pointer-events-none absolute right-24 bottom-0 max-w-full truncate rounded bg-raised px-1.5 text-xs font-normal text-ink-3 opacity-0 shadow-float transition-opacity duration-100 group-hover:opacity-100 group-focus-visible:opacity-100">
            {understood}
          </span>
        )}
      </span>
      <span className="w-20 shrink-0 text-right text-xs leading-5 text-ink-3 max-md:hidden">
        {moved ? name("states", line.state) : ""}
      </span>
    </>
  );
  const look = clsx("group relative flex w-full items-baseline gap-x-2 rounded-md px-2 text-left max-md:flex-wrap", same ? "py-0.5" : "pt-2 pb-0.5", playing && "bg-accent-tint");
  const at = Math.max(0, (new Date(line.at).getTime() - new Date(begins).getTime()) / 1000);
  return (
    <li title={understood === "" ? times.full(line.at) : `${times.full(line.at)} · ${understood}`}>
      {onPlay === undefined ? (
        <div className={look}>{body}</div>
      ) : (
        <button
          type="button"
          onClick={() => onPlay(line)}
          className={clsx(look, "hover:bg-sunken")}
        >
          <span className="sr-only">{told.playFrom(clock(at))}</span>
          {body}
        </button>
      )}
    </li>
  );
}

/** Seconds as m:ss. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
