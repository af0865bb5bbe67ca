// Decisions that can be taken back for ten seconds. A decided request cannot be reopened, for its
// patient is being told; so it is sent when the ten seconds are over, or at once when the page is left.
import { useSyncExternalStore } from "react";
import { api, type Schemas } from "@/api/client";
import { goodToken } from "@/api/session";
import { clinicId } from "@/api/client";
import { sentence } from "@/kit/sentence";
import { complain, say } from "@/kit/toast";
import { place } from "@/tasks/queue";

type Task = Schemas["TaskOut"];

export const UNDO_MS = 10_000;

interface Decision {
  task: Task;
  action: "approve" | "reject";
  note: string;
  timer: ReturnType<typeof setTimeout>;
}

const waiting = new Map<string, Decision>();
let ids: ReadonlySet<string> = new Set();
const watchers = new Set<() => void>();

function tell(): void {
  ids = new Set(waiting.keys());
  for (const each of watchers) each();
}

/** Which tasks are decided, and not yet sent. */
export function useDecided(): ReadonlySet<string> {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => ids,
  );
}

function bodyOf(of: Decision): Schemas["Doing"] {
  return of.note === "" ? {} : { note: of.note };
}

async function send(id: string): Promise<void> {
  const of = waiting.get(id);
  if (of === undefined) return;
  clearTimeout(of.timer);
  try {
    const { data } = await api.POST("/api/tasks/{task_id}/{action}", {
      params: { path: { task_id: id, action: of.action } },
      body: bodyOf(of),
    });
    if (data !== undefined) place(data);
  } catch (error) {
    complain(sentence(error));
  } finally {
    waiting.delete(id);
    tell();
  }
}

/** Decide; `says` tells what it brings about, and offers to take it back. */
export function decide(task: Task, action: Decision["action"], note: string, says: string): void {
  const timer = setTimeout(() => void send(task.id), UNDO_MS);
  waiting.set(task.id, { task, action, note, timer });
  tell();
  say(says, () => {
    const of = waiting.get(task.id);
    if (of === undefined) return;
    clearTimeout(of.timer);
    waiting.delete(task.id);
    tell();
  });
}

/** Send all that waits. */
export function sendAll(): void {
  for (const id of waiting.keys()) void send(id);
}

// A page that is closed has no time to wait for an answer: the browser sends what is left after it.
addEventListener("pagehide", () => {
  if (waiting.size === 0) return;
  const clinic = clinicId();
  void goodToken().then((token) => {
    for (const [id, of] of waiting) {
      clearTimeout(of.timer);
      waiting.delete(id);
      void fetch(`/api/tasks/${id}/${of.action}${clinic === null ? "" : `?clinic_id=${encodeURIComponent(clinic)}`}`, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}`, "Idempotency-Key": crypto.randomUUID() },
        body: JSON.stringify(bodyOf(of)),
      });
    }
  });
});
