// A test call as the page has it, typed or spoken: what was said, where it stands, what it has learned.
import { useCallback, useEffect, useRef, useState } from "react";
import { api, Problem, type Schemas } from "@/api/client";
import { NoMicrophone, type Told, VoiceLine } from "./voice-line";

export interface Draft {
  flow: string;
  files: { name: string; text: string }[];
}

export type Line = Schemas["ToldLine"];

export interface TestCallState {
  phase: "before" | "dialling" | "on" | "over";
  spoken: boolean;
  id: string | null;
  kind: Told["kind"];
  lines: Line[];
  /** What the caller typed and was not answered yet. */
  sending: string | null;
  state: string | null;
  been: string[];
  slots: Told["slots"];
  question: Told["question"];
  understanding: Told["understanding"];
  escalation: string | null;
  disposition: string | null;
  muted: boolean;
  /** Milliseconds until the last typed turn was answered. */
  took: number | null;
  /** What went wrong: a code for words of ours, and the server's sentence. */
  problem: { code: string; detail: string } | null;
}

const BEFORE: TestCallState = {
  phase: "before",
  spoken: false,
  id: null,
  kind: "live",
  lines: [],
  sending: null,
  state: null,
  been: [],
  slots: [],
  question: null,
  understanding: null,
  escalation: null,
  disposition: null,
  muted: false,
  took: null,
  problem: null,
};

type Turn = Schemas["TurnIn"];

/** The call with what was told added to it; lines that came twice stand once. */
function after(before: TestCallState, told: Told): TestCallState {
  const known = new Set(before.lines.map((line) => line.number));
  const fresh = told.lines.filter((line) => !known.has(line.number));
  return {
    ...before,
    phase: told.ended && !before.spoken ? "over" : "on",
    id: told.id,
    kind: told.kind,
    lines: [...before.lines, ...fresh],
    sending: null,
    state: told.state,
    been: [...new Set([...before.been, ...fresh.map((line) => line.state), told.state])],
    slots: told.slots,
    question: told.question,
    understanding: told.understanding ?? before.understanding,
    escalation: told.escalation,
    disposition: told.disposition,
  };
}

function problemOf(fault: unknown): TestCallState["problem"] {
  if (fault instanceof NoMicrophone) return { code: fault.why, detail: "" };
  if (fault instanceof Problem) return { code: fault.code, detail: fault.message };
  return { code: "network", detail: "" };
}

export function useTestCall(draft: Draft | null, onPath?: (path: string[], step: string | null) => void) {
  const [call, setCall] = useState<TestCallState>(BEFORE);
  const line = useRef<VoiceLine | null>(null);
  const level = useRef(0);
  const now = useRef(call);
  now.current = call;
  const path = useRef(onPath);
  path.current = onPath;

  const take = useCallback((told: Told) => {
    setCall((before) => after(before, told));
    path.current?.(told.path, told.step ?? null);
  }, []);

  const fail = useCallback((fault: unknown) => {
    const problem = problemOf(fault);
    setCall((before) => ({
      ...before,
      phase: before.phase === "dialling" ? "before" : before.phase,
      sending: null,
      problem,
    }));
  }, []);

  const begin = useCallback(
    async (spoken: boolean, from: string | null) => {
      setCall({ ...BEFORE, phase: "dialling", spoken, kind: draft === null ? "live" : "draft" });
      path.current?.([], null);
      try {
        const told = draft !== null || !spoken ? await opened(draft, from) : null;
        if (!spoken) {
          if (told !== null) take(told);
          return;
        }
        const speaking = new VoiceLine({
          told: take,
          level: (heard) => (level.current = heard),
          closed: (code, detail) =>
            setCall((before) => ({
              ...before,
              phase: before.phase === "dialling" ? "before" : "over",
              problem:
                code !== null
                  ? { code, detail: detail ?? "" }
                  : before.disposition === null
                    ? { code: "broken", detail: "" }
                    : null,
            })),
        });
        line.current = speaking;
        await speaking.open({ draft: told?.id ?? null, from });
      } catch (fault) {
        line.current?.drop();
        line.current = null;
        fail(fault);
      }
    },
    [draft, take, fail],
  );

  const turn = useCallback(
    async (does: Turn, shown: string | null) => {
      const { id, phase, sending } = now.current;
      if (id === null || phase !== "on" || sending !== null) return;
      setCall((before) => ({ ...before, sending: shown ?? "", problem: null }));
      const began = performance.now();
      try {
        const { data } = await api.POST("/api/test_calls/{call_id}/turns", {
          params: { path: { call_id: id } },
          body: does,
        });
        if (data !== undefined) take(data);
        setCall((before) => ({ ...before, took: performance.now() - began }));
      } catch (fault) {
        fail(fault);
      }
    },
    [take, fail],
  );

  const says = useCallback(
    (words: string) => {
      if (now.current.spoken) line.current?.says(words);
      else void turn({ says: words }, words);
    },
    [turn],
  );
  const presses = useCallback(
    (digits: string) => {
      if (now.current.spoken) line.current?.presses(digits);
      else void turn({ keys: digits }, `[${digits}]`);
    },
    [turn],
  );
  const waits = useCallback((seconds: number) => void turn({ silence: seconds }, null), [turn]);
  const hangUp = useCallback(() => {
    if (now.current.spoken) line.current?.hangUp();
    else void turn({ hangs_up: true }, null);
  }, [turn]);
  const mute = useCallback((muted: boolean) => {
    line.current?.mute(muted);
    setCall((before) => ({ ...before, muted }));
  }, []);

  useEffect(
    () => () => {
      line.current?.drop();
      const { id, phase, spoken } = now.current;
      if (id !== null && phase === "on" && !spoken) {
        void api.DELETE("/api/test_calls/{call_id}", { params: { path: { call_id: id } } }).catch(() => undefined);
      }
    },
    [],
  );

  return { call, level, begin, says, presses, waits, hangUp, mute };
}

async function opened(draft: Draft | null, from: string | null): Promise<Told | null> {
  const body = { from, flow: draft?.flow ?? null, files: draft?.files ?? null };
  const { data } = await api.POST("/api/test_calls", { body });
  return data ?? null;
}
