// What was changed in the form, on its way into the text: one request after another, each on the text
// that the one before has made, so that comments and order stay as they are.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Schemas } from "@/api/client";
import { sentence } from "@/kit/sentence";
import { server } from "../data";
import type { Manuscript } from "../manuscript";

type Change = Schemas["FormChange"];

const REST_MS = 450;

export function useFormChanges(manuscript: Manuscript): { change: (one: Change) => void; problem: string | null } {
  const [problem, setProblem] = useState<string | null>(null);
  const due = useRef(new Map<string, Change>());
  const timer = useRef(0);
  const busy = useRef(false);

  const flush = useCallback(async function again(): Promise<void> {
    clearTimeout(timer.current);
    if (busy.current || due.current.size === 0) return;
    busy.current = true;
    const changes = [...due.current.values()];
    due.current = new Map();
    try {
      const { files } = await server.reform(manuscript.flow, manuscript.texts(), changes);
      manuscript.put(files);
      setProblem(null);
    } catch (error) {
      setProblem(sentence(error));
      for (const one of changes) {
        const name = `${one.key} ${one.language ?? ""}`;
        if (!due.current.has(name)) due.current.set(name, one);
      }
      timer.current = window.setTimeout(() => void again(), REST_MS * 10);
      busy.current = false;
      return;
    }
    busy.current = false;
    if (due.current.size > 0) void again();
  }, [manuscript]);

  useEffect(() => () => void flush(), [flush]);

  const change = useCallback(
    (one: Change) => {
      due.current.set(`${one.key} ${one.language ?? ""}`, one);
      clearTimeout(timer.current);
      timer.current = window.setTimeout(() => void flush(), REST_MS);
    },
    [flush],
  );
  return { change, problem };
}
