// What happens, as it happens. One browser holds one stream, however many tabs are open: the tab
// whose turn it is reads it and tells the others. `watch` asks for the words of a call as well.
import { useEffect, useRef } from "react";
import { clinicId } from "./client";

export interface LiveEvent {
  kind: string;
  reference: string;
  at: string;
  [more: string]: unknown;
}

const KINDS = [
  "incoming_call",
  "call.started",
  "call.changed",
  "call.said",
  "call.ended",
  "task.created",
  "task.changed",
  "task.overdue",
  "appointment.created",
  "appointment.moved",
  "appointment.cancelled",
  "appointment.confirmed",
  "appointment.changed",
  "appointment.approved",
  "appointment.rejected",
  "appointment.arrived",
  "appointment.completed",
  "appointment.no_show",
  "escalation.created",
  "escalation.changed",
  "notification.created",
  "waitlist.added",
  "waitlist.offered",
  "waitlist.taken",
  "waitlist.declined",
  "waitlist.gone",
  "message.queued",
  "message.received",
  "message.changed",
  "outreach.changed",
  "campaign.changed",
  "leads.changed",
  "block.added",
  "block.removed",
  "holiday.added",
  "holiday.removed",
  "hold.lapsed",
  "consent.changed",
  "leads.changed",
  "lead.ended",
  "patient.created",
  "patient.changed",
  "patient.merged",
  "alert.created",
  "setting.changed",
  "clinic.changed",
  "flow.published",
  "review.changed",
  "signed_out",
] as const;

type Told =
  | { what: "event"; event: LiveEvent; clinic: string | null }
  | { what: "state"; connected: boolean }
  | { what: "watching"; tab: string; calls: string[] }
  | { what: "who" };

const TURN = "frontdesk.live";
const tab = crypto.randomUUID();
const air = new BroadcastChannel("frontdesk.live");
const listeners = new Set<(event: LiveEvent) => void>();
const states = new Set<(connected: boolean) => void>();
const watched = new Map<string, number>();
const elsewhere = new Map<string, string[]>();
let source: EventSource | null = null;
let leading = false;
let connected = false;
let place: string | null = null;

function hand(event: LiveEvent): void {
  for (const each of listeners) each(event);
}

function tellState(now: boolean): void {
  connected = now;
  for (const each of states) each(now);
}

air.onmessage = ({ data }: MessageEvent<Told>) => {
  if (data.what === "event" && data.clinic === clinicId()) hand(data.event);
  else if (data.what === "state") tellState(data.connected);
  else if (data.what === "who") sayWatching();
  else if (data.what === "watching") {
    elsewhere.set(data.tab, data.calls);
    if (leading) open();
  }
};

function sayWatching(): void {
  air.postMessage({ what: "watching", tab, calls: [...watched.keys()] } satisfies Told);
}

function address(): string {
  const query = new URLSearchParams();
  const clinic = clinicId();
  if (clinic !== null) query.set("clinic_id", clinic);
  const calls = new Set([...watched.keys(), ...[...elsewhere.values()].flat()]);
  for (const each of [...calls].slice(0, 20)) query.append("watch", each);
  if (place !== null) query.set("after", place);
  return `/api/events?${query}`;
}

function open(): void {
  source?.close();
  const next = new EventSource(address());
  source = next;
  next.onopen = () => {
    tellState(true);
    air.postMessage({ what: "state", connected: true } satisfies Told);
  };
  next.onerror = () => {
    tellState(false);
    air.postMessage({ what: "state", connected: false } satisfies Told);
    if (next.readyState === EventSource.CLOSED && source === next) {
      setTimeout(() => source === next && open(), 3000);
    }
  };
  for (const kind of KINDS) {
    next.addEventListener(kind, (message: MessageEvent<string>) => {
      if (message.lastEventId) place = message.lastEventId;
      const event = { kind, ...JSON.parse(message.data) } as LiveEvent;
      hand(event);
      air.postMessage({ what: "event", event, clinic: clinicId() } satisfies Told);
    });
  }
}

/** Begin to listen; returns how to stop. The stream is ours when our turn has come. */
export function listen(): () => void {
  const stopped = new AbortController();
  air.postMessage({ what: "who" } satisfies Told);
  navigator.locks
    .request(TURN, { signal: stopped.signal }, async () => {
      leading = true;
      open();
      await new Promise((done) => stopped.signal.addEventListener("abort", done));
    })
    .catch(() => undefined)
    .finally(() => {
      leading = false;
      source?.close();
      source = null;
    });
  return () => stopped.abort();
}

/** Whether events arrive, for the line that says so. */
export function onConnection(watcher: (connected: boolean) => void): () => void {
  states.add(watcher);
  watcher(connected);
  return () => states.delete(watcher);
}

/** Call `told` for every event as long as the component is shown. */
export function useLive(told: (event: LiveEvent) => void): void {
  const latest = useRef(told);
  latest.current = told;
  useEffect(() => {
    const listener = (event: LiveEvent) => latest.current(event);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
}

/** Ask for the words of a call as they are said, as long as the component is shown. */
export function useWatching(callId: string | null): void {
  useEffect(() => {
    if (callId === null) return undefined;
    watched.set(callId, (watched.get(callId) ?? 0) + 1);
    if (leading) open();
    else sayWatching();
    return () => {
      const left = (watched.get(callId) ?? 1) - 1;
      if (left > 0) watched.set(callId, left);
      else watched.delete(callId);
      if (!leading) sayWatching();
    };
  }, [callId]);
}
