// What is done with a task: shown at once, told to the server, taken back where the server says no.
import { api, type Schemas } from "@/api/client";
import { complain, say } from "@/kit/toast";
import { sentence } from "@/kit/sentence";
import { place } from "./queue";
import { inTurn, isUnderWay } from "./turns";
import type { Task } from "./wanted";

export type Action = "start" | "complete" | "assign" | "call_back" | "flag" | "unflag" | "cancel" | "reopen" | "note" | "approve" | "reject";
type Doing = Schemas["Doing"];

/** What a task looks like when an action is done. */
function after(task: Task, action: Action, doing: Doing): Task {
  const now = new Date().toISOString();
  if (action === "complete" || action === "approve" || action === "reject") return { ...task, status: "completed", completed_at: now };
  if (action === "cancel") return { ...task, status: "cancelled", completed_at: now };
  if (action === "reopen") return { ...task, status: "pending", completed_at: null };
  if (action === "call_back" || action === "start") return { ...task, status: "in_progress", started_at: task.started_at ?? now };
  if (action === "flag" || action === "unflag") return { ...task, flagged: action === "flag" };
  if (action === "assign") return { ...task, assignee_id: doing.assignee_id ?? null, owner: doing.owner ?? task.owner };
  return task;
}

/** Do something with a task; whether it was done. What went wrong is told in the words of the server. */
export async function act(task: Task, action: Action, doing: Doing = {}): Promise<boolean> {
  place(after(task, action, doing));
  try {
    const { data } = await inTurn(task.id, () =>
      api.POST("/api/tasks/{task_id}/{action}", { params: { path: { task_id: task.id, action } }, body: doing }),
    );
    if (data !== undefined && !isUnderWay(task.id)) place(data);
    return true;
  } catch (error) {
    if (!isUnderWay(task.id)) place(task);
    complain(sentence(error));
    return false;
  }
}

/** Do it, say so, and offer to take it back by another deed. */
export async function actAndSay(
  task: Task,
  action: Action,
  doing: Doing,
  says: string,
  back: { action: Action; doing?: Doing } | null,
): Promise<boolean> {
  const done = await act(task, action, doing);
  const shown = after(task, action, doing);
  if (done) say(says, back === null ? undefined : () => void act(shown, back.action, back.doing ?? {}));
  return done;
}
