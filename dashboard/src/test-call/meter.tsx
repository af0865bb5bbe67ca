// How loud the microphone is, as bars that move with the voice; drawn beside React, fifty times a second
// is too often for it.
import { type RefObject, useEffect, useRef } from "react";
import { useWords } from "@/words/language";
import { words } from "./words";

const BARS = 5;
/** Quieter than this is a room, in decibels of full scale; this much above it fills the meter. */
const QUIETEST = -55;
const RANGE = 45;

export function Meter({ level, muted }: { level: RefObject<number>; muted: boolean }) {
  const told = useWords(words);
  const bars = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let drawn = 0;
    const draw = () => {
      const loud = (20 * Math.log10(Math.max(level.current, 1e-6)) - QUIETEST) / RANGE;
      const lit = muted ? 0 : Math.round(Math.max(0, Math.min(1, loud)) * BARS);
      for (const [at, bar] of [...(bars.current?.children ?? [])].entries()) {
        bar.toggleAttribute("data-lit", at < lit);
      }
      drawn = requestAnimationFrame(draw);
    };
    drawn = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(drawn);
  }, [level, muted]);
  return (
    <span ref={bars} role="img" aria-label={told.microphone} className="flex h-4 items-end gap-0.5">
      {Array.from({ length: BARS }, (_, at) => (
        // eslint-disable-next-line react/no-array-index-key -- bars are all alike
        <span key={at} style={{ height: `${((at + 2) / (BARS + 1)) * 100}%` }} className="w-1 rounded-sm bg-line-strong data-lit:bg-ok" />
      ))}
    </span>
  );
}
