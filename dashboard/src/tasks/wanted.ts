// Which tasks are looked for. It stands in the page's address, so that the list is found again; what
// is searched for (names, telephones) never does.
import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Schemas } from "@/api/client";
import { useSession } from "@/api/session";

export type Task = Schemas["TaskOut"];

export const VIEWS = ["open", "mine", "overdue", "flagged", "done"] as const;
export type View = (typeof VIEWS)[number];
export const GROUPINGS = ["", "type", "owner", "priority", "patient"] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const OWNERS = ["staff", "doctor", "admin"] as const;
export const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

type Owner = (typeof OWNERS)[number];
type Priority = (typeof PRIORITIES)[number];

export interface Wanted {
  view: View;
  /** Empty: any. */
  type: string;
  owner: "" | Owner;
  priority: "" | Priority;
  group: Grouping;
}

/** What the server is asked for. */
export interface Query {
  status?: ("pending" | "in_progress" | "completed" | "cancelled")[];
  assignee_id?: string;
  overdue?: boolean;
  flagged?: boolean;
  request_type?: string[];
  owner?: Owner;
  priority?: Priority;
  patient_id?: string;
  order?: "due" | "newest";
}

function one<T extends string>(of: readonly T[], given: string | null, otherwise: T): T {
  return of.find((each) => each === given) ?? otherwise;
}

/** What is wanted, and how to want something else. A doctor begins with what is a doctor's. */
export function useWanted(): [Wanted, (more: Partial<Wanted>) => void] {
  const [given, setGiven] = useSearchParams();
  const first = useSession().person?.role === "doctor" ? "doctor" : "";
  const wanted = useMemo<Wanted>(
    () => ({
      view: one(VIEWS, given.get("view"), "open"),
      type: given.get("type") ?? "",
      owner: given.get("owner") === "any" ? "" : one(["", ...OWNERS], given.get("owner"), first),
      priority: one(["", ...PRIORITIES], given.get("priority"), ""),
      group: one(GROUPINGS, given.get("group"), ""),
    }),
    [given, first],
  );
  const change = (more: Partial<Wanted>) => {
    const next = { ...wanted, ...more };
    const told = new URLSearchParams();
    if (next.view !== "open") told.set("view", next.view);
    if (next.type !== "") told.set("type", next.type);
    if (next.owner !== first) told.set("owner", next.owner || "any");
    if (next.priority !== "") told.set("priority", next.priority);
    if (next.group !== "") told.set("group", next.group);
    setGiven(told, { replace: true });
  };
  return [wanted, change];
}

export function queryOf(wanted: Wanted, me: string): Query {
  return {
    status: wanted.view === "done" ? ["completed", "cancelled"] : ["pending", "in_progress"],
    ...(wanted.view === "mine" ? { assignee_id: me } : {}),
    ...(wanted.view === "overdue" ? { overdue: true } : {}),
    ...(wanted.view === "flagged" ? { flagged: true } : {}),
    ...(wanted.view === "done" ? { order: "newest" as const } : {}),
    ...(wanted.type === "" ? {} : { request_type: [wanted.type] }),
    ...(wanted.owner === "" ? {} : { owner: wanted.owner }),
    ...(wanted.priority === "" ? {} : { priority: wanted.priority }),
  };
}

/** Whether the server would tell of a task, asked so. */
export function fits(task: Task, asked: Query, now: number): boolean {
  return (
    (asked.status === undefined || asked.status.includes(task.status)) &&
    (asked.assignee_id === undefined || task.assignee_id === asked.assignee_id) &&
    (asked.owner === undefined || task.owner === asked.owner) &&
    (asked.priority === undefined || task.priority === asked.priority) &&
    (asked.patient_id === undefined || task.patient_id === asked.patient_id) &&
    (asked.flagged === undefined || task.flagged === asked.flagged) &&
    (asked.request_type === undefined || asked.request_type.includes(task.request_type)) &&
    (asked.overdue === undefined || (task.due_at !== null && Date.parse(task.due_at) < now) === asked.overdue)
  );
}

/** Whether a task stands before another in the order that was asked for. */
export function before(one: Task, other: Task, asked: Query): boolean {
  if (asked.order === "newest") return one.id > other.id;
  const [due, than] = [one, other].map((each) => (each.due_at === null ? Infinity : Date.parse(each.due_at)));
  return due === than ? one.id < other.id : (due as number) < (than as number);
}
