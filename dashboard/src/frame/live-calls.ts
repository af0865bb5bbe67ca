// Who is on the line, for the whole desk: one list that the live events keep up to date. It is drawn at
// most twenty times a second, however many calls move at once.
import { useEffect, useSyncExternalStore } from "react";
import { api, type Schemas, useClinicId } from "@/api/client";
import { type LiveEvent, onConnection, useLive } from "@/api/live";

export type LiveCall = Schemas["LiveCallOut"] & {
  /** It came while this page was open. */
  fresh: boolean;
};

const DRAW_MS = 50;
const ASK_MS = 400;
/** How often it is made sure that nobody is shown who has gone. */
const AGAIN_MS = 30_000;
/** After which a call that rings, and of which nothing more was heard, is taken off. */
const RINGS_MS = 120_000;

let calls: readonly LiveCall[] = [];
const known = new Map<string, LiveCall>();
/** Ended here, so that an answer that was under way does not bring them back. */
const gone = new Set<string>();
const watchers = new Set<() => void>();
let drawing: ReturnType<typeof setTimeout> | undefined;
let asking: ReturnType<typeof setTimeout> | undefined;

/** The most urgent first: in danger, ringing, waiting for a person; of these who waited longest. */
function rank(call: LiveCall): number {
  if (call.escalation === "emergency" || call.escalation === "urgent_dental") return 0;
  if (call.ringing) return 1;
  return call.state === "ESCALATE" ? 2 : 3;
}

function draw(): void {
  drawing = undefined;
  const early = Date.now() - RINGS_MS;
  for (const call of known.values()) {
    if (call.ringing && new Date(call.at).getTime() < early) known.delete(call.id);
  }
  calls = [...known.values()].sort((one, other) => rank(one) - rank(other) || one.at.localeCompare(other.at));
  for (const each of watchers) each();
}

function drawSoon(): void {
  drawing ??= setTimeout(draw, DRAW_MS);
}

/** An answer, and what events have told since it was given. */
function joined(read: Schemas["LiveCallOut"], before: LiveCall | undefined): LiveCall {
  if (before === undefined) return { ...read, fresh: false };
  const { ringing, state, request, escalation, turns, fresh } = before;
  if (ringing || (!read.ringing && read.turns > turns)) return { ...read, fresh };
  return { ...read, ringing, state, request: request ?? read.request, escalation, turns, fresh };
}

async function ask(): Promise<void> {
  const { data } = await api.GET("/api/live_calls").catch(() => ({ data: undefined }));
  if (data === undefined) return;
  const there = new Set(data.map((each) => each.id));
  for (const [id, call] of known) if (!there.has(id) && !call.ringing) known.delete(id);
  for (const each of data) if (!gone.has(each.id)) known.set(each.id, joined(each, known.get(each.id)));
  draw();
}

function askSoon(): void {
  asking ??= setTimeout(() => {
    asking = undefined;
    void ask();
  }, ASK_MS);
}

function came(event: LiveEvent): void {
  const id = event.reference;
  if (known.has(id) || gone.has(id)) return;
  known.set(id, {
    id,
    number: null,
    at: event.at,
    ringing: true,
    ended: false,
    channel: "phone",
    direction: "inbound",
    state: null,
    request: null,
    escalation: null,
    turns: 0,
    proved: false,
    patients: [],
    fresh: true,
  });
  draw();
}

function moved(event: LiveEvent): void {
  const call = known.get(event.reference);
  if (call === undefined) {
    if (!gone.has(event.reference)) askSoon();
    return;
  }
  const told = event as LiveEvent & Pick<LiveCall, "state" | "request" | "escalation" | "turns">;
  if (call.ringing || (call.number === null && call.patients.length === 0)) askSoon();
  known.set(call.id, {
    ...call,
    ringing: false,
    state: told.state,
    request: told.request ?? call.request,
    escalation: told.escalation,
    turns: told.turns,
  });
  drawSoon();
}

/** Keeps the list; used once, by the strip. */
export function useLineFeed(): void {
  const clinic = useClinicId();
  useEffect(() => {
    known.clear();
    draw();
    const timer = setInterval(() => known.size > 0 && void ask(), AGAIN_MS);
    const stop = onConnection((connected) => {
      if (connected) void ask();
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [clinic]);
  useLive((event) => {
    if (event.kind === "incoming_call") came(event);
    else if (event.kind === "call.changed") moved(event);
    else if (event.kind === "call.ended") {
      gone.add(event.reference);
      if (known.delete(event.reference)) drawSoon();
    }
  });
}

const TOGETHER_MS = 8;
/** As many as one request may be about. */
const AT_ONCE = 20;
let wanted = new Map<string, (call: Schemas["LiveCallOut"] | null) => void>();

/** What is known of a caller; those who come together are asked about together. */
export function askAbout(callId: string): Promise<Schemas["LiveCallOut"] | null> {
  return new Promise((told) => {
    if (wanted.size === 0) setTimeout(askWanted, TOGETHER_MS);
    wanted.set(callId, told);
    if (wanted.size === AT_ONCE) askWanted();
  });
}

function askWanted(): void {
  const asked = wanted;
  wanted = new Map();
  if (asked.size === 0) return;
  const query = { params: { query: { call_id: [...asked.keys()] } } };
  void api
    .GET("/api/live_calls", query)
    .catch(() => ({ data: undefined }))
    .then(({ data }) => {
      for (const [id, told] of asked) {
        const call = data?.find((each) => each.id === id) ?? null;
        if (call !== null) learn(call);
        told(call);
      }
    });
}

function learn(call: Schemas["LiveCallOut"]): void {
  const before = known.get(call.id);
  if (before === undefined) return;
  known.set(call.id, { ...before, number: call.number, at: call.at, patients: call.patients, proved: call.proved });
  drawSoon();
}

/** Everybody on the line, the most urgent first. */
export function useLiveCalls(): readonly LiveCall[] {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => calls,
  );
}
