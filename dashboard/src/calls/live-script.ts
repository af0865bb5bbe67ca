// The words of a call, as they are said: what was said before is read once, what follows is added.
import { useEffect, useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { useLive, useWatching } from "@/api/live";

export type Line = Schemas["LineOut"];

export interface Script {
  lines: readonly Line[];
  slots: Record<string, unknown>;
  /** The states it came through, in order. */
  been: readonly string[];
  recordings: readonly string[];
  /** Whether it has been read. */
  known: boolean;
  error: unknown;
  again: () => void;
}

const LATER_MS = 700;

/** The script of a call; of one under way its words come as they are said. */
export function useScript(callId: string | null, live: boolean): Script {
  useWatching(live ? callId : null);
  const [more, setMore] = useState<ReadonlyMap<number, Line>>(new Map());
  const [slots, setSlots] = useState<Record<string, unknown> | null>(null);
  const asked = $api.useQuery(
    "get",
    "/api/transcripts/{call_id}",
    { params: { path: { call_id: callId ?? "" } } },
    { enabled: callId !== null, staleTime: 5000 },
  );
  const { refetch } = asked;
  useEffect(() => {
    setMore(new Map());
    setSlots(null);
  }, [callId]);
  const missing = asked.error !== null;
  useEffect(() => {
    if (!live || !missing) return undefined;
    const timer = setTimeout(() => void refetch(), LATER_MS);
    return () => clearTimeout(timer);
  }, [live, missing, refetch]);
  useLive((event) => {
    if (event.reference !== callId) return;
    if (event.kind === "call.said") {
      const said = event as unknown as Line & { number: number; at: string };
      setMore((before) => new Map(before).set(said.number, { ...said, confidence: null, intents: [] }));
    } else if (event.kind === "call.changed" && event["slots"] !== undefined) {
      setSlots(event["slots"] as Record<string, unknown>);
    } else if (event.kind === "call.ended") void refetch();
  });
  const read = asked.data?.lines ?? [];
  const lines = [...read];
  while (more.has(lines.length)) lines.push(more.get(lines.length) as Line);
  return {
    lines,
    slots: slots ?? asked.data?.slots ?? {},
    been: [...new Set(lines.map((line) => line.state))],
    recordings: asked.data?.recordings ?? [],
    known: asked.data !== undefined || (live && lines.length > 0),
    error: asked.data === undefined && !live ? asked.error : null,
    again: () => void refetch(),
  };
}
