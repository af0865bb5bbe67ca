// The check of what is on the screen: asked for when typing rests, and an answer about an older text
// is dropped. The picture of the last text without mistakes stays until there is another.
import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "@/api/client";
import { type FlowProblem, type Graph, server } from "./data";
import type { Manuscript } from "./manuscript";

export interface Check {
  /** `waiting`: the text has changed since. */
  is: "waiting" | "done" | "failed";
  problems: readonly FlowProblem[];
  graph: Graph | null;
  /** Whether the picture is of the text as it stands. */
  drawn: boolean;
  /** Which text it is about. */
  version: number;
  /** Milliseconds from question to answer. */
  took: number | null;
  said: string | null;
}

const REST_MS = 250;
const FIRST: Check = { is: "waiting", problems: [], graph: null, drawn: false, version: 0, took: null, said: null };

export function useCheck(manuscript: Manuscript): Check & { again: () => void } {
  const [check, setCheck] = useState<Check>(FIRST);
  const ask = useRef<() => void>(() => undefined);
  useEffect(() => {
    let timer = 0;
    let turn = 0;
    let flight = new AbortController();
    let waiting = true;
    const run = async () => {
      turn += 1;
      const mine = turn;
      flight.abort();
      flight = new AbortController();
      const began = performance.now();
      const version = manuscript.version;
      try {
        const found = await server.check(manuscript.flow, manuscript.texts(), flight.signal);
        if (mine !== turn) return;
        waiting = false;
        const took = Math.round(performance.now() - began);
        setCheck((before) => ({
          is: "done",
          problems: found.problems,
          graph: found.graph ?? before.graph,
          drawn: found.graph !== null,
          version,
          took,
          said: null,
        }));
      } catch (error) {
        if (mine !== turn || (error instanceof DOMException && error.name === "AbortError")) return;
        waiting = false;
        const said = error instanceof Problem ? error.message : null;
        setCheck((before) => ({ ...before, is: "failed", said }));
      }
    };
    const touched = () => {
      turn += 1;
      clearTimeout(timer);
      timer = window.setTimeout(() => void run(), REST_MS);
      if (waiting) return;
      waiting = true;
      setCheck((before) => ({ ...before, is: "waiting" }));
    };
    ask.current = () => void run();
    const stop = manuscript.onText(touched);
    void run();
    return () => {
      stop();
      clearTimeout(timer);
      turn += 1;
      flight.abort();
    };
  }, [manuscript]);
  const again = useCallback(() => ask.current(), []);
  return { ...check, again };
}
