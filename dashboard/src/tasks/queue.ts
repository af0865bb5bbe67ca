// The queue as it stands: pages of tasks, one group after the other, that keep themselves up to date.
// A task that changed is asked for alone and put where it belongs; 5,000 are never asked for again.
import { type InfiniteData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { api, queries, useClinicId } from "@/api/client";
import { useLive } from "@/api/live";
import { isUnderWay } from "./turns";
import { before, fits, PRIORITIES, type Query, type Task } from "./wanted";

/** A group of the list: what its tasks have in common, and how many the server counted. */
export interface Group {
  key: string;
  count: number | null;
}

interface Part {
  group: number;
  asked: Query;
  tasks: Task[];
  next: string | null;
}

/** A row of the list; `opens` where a group begins with it. */
export interface Row {
  task: Task;
  opens: Group | null;
}

export const LIVE = "live";
const MANY = 100;
/** So many events at once, and the list is read anew instead. */
const TOO_MANY = 20;
const TOGETHER_MS = 100;
const ALL: readonly Group[] = [{ key: "", count: null }];

type Data = InfiniteData<Part>;

function narrowed(asked: Query, by: string, group: Group): Query {
  if (by === "type") return { ...asked, request_type: [group.key] };
  if (by === "owner") return { ...asked, owner: group.key as NonNullable<Query["owner"]> };
  if (by === "priority") return { ...asked, priority: group.key as NonNullable<Query["priority"]> };
  if (by === "patient") return { ...asked, patient_id: group.key };
  return asked;
}

/** The groups there are, in the order in which they are worked on. */
async function groupsOf(asked: Query, by: string): Promise<readonly Group[]> {
  if (by === "") return ALL;
  const { data = {} } = await api.GET("/api/tasks/groups", {
    params: {
      query: {
        by: by as "type" | "owner" | "priority" | "patient",
        ...(asked.status ? { status: asked.status } : {}),
        ...(asked.owner ? { owner: asked.owner } : {}),
      },
    },
  });
  const exact = Object.keys(asked).every((each) => ["status", "owner", "order"].includes(each));
  const found = Object.entries(data)
    .filter(([key]) => key !== "")
    .map(([key, count]) => ({ key, count: exact ? count : null, many: count }));
  const order = (key: string) => PRIORITIES.indexOf(key as (typeof PRIORITIES)[number]);
  return found.sort((one, other) => (by === "priority" ? order(one.key) - order(other.key) : other.many - one.many));
}

async function read(groups: readonly Group[], asked: Query, by: string, at: { group: number; cursor: string | null }): Promise<Part> {
  for (let group = at.group, cursor = at.cursor; group < groups.length; group += 1, cursor = null) {
    const query = narrowed(asked, by, groups[group] as Group);
    const { data } = await api.GET("/api/tasks", {
      params: { query: { ...query, limit: MANY, ...(cursor === null ? {} : { cursor }) } },
    });
    if (data !== undefined && (data.items.length > 0 || group === groups.length - 1)) {
      return { group, asked: query, tasks: data.items, next: data.next ?? null };
    }
  }
  return { group: groups.length, asked, tasks: [], next: null };
}

/** The queue for what is asked; `typed` is a search, of which only one page is told. */
export function useQueue(asked: Query, by: string, typed: string) {
  const clinic = useClinicId();
  const groups = useQuery({ queryKey: [LIVE, "groups", clinic, asked.status, asked.owner, by], queryFn: () => groupsOf(asked, by) });
  const known = groups.data ?? (by === "" ? ALL : undefined);
  const key = useMemo(() => [LIVE, "tasks", clinic, asked, by, typed] as const, [clinic, asked, by, typed]);
  const pages = useInfiniteQuery({
    queryKey: key,
    enabled: known !== undefined,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    initialPageParam: { group: 0, cursor: null as string | null },
    queryFn: ({ pageParam }) =>
      typed === "" ? read(known ?? ALL, asked, by, pageParam) : searched(typed),
    getNextPageParam: (last) => {
      if (last.next !== null) return { group: last.group, cursor: last.next };
      return typed === "" && last.group + 1 < (known?.length ?? 0) ? { group: last.group + 1, cursor: null } : undefined;
    },
  });
  useArrivals(key);
  const rows = useMemo(() => rowsOf(pages.data, by === "" || typed !== "" ? null : (known ?? null)), [pages.data, by, typed, known]);
  return { ...pages, error: pages.error ?? groups.error, rows };
}

async function searched(typed: string): Promise<Part> {
  const text = typed.trim();
  const body = /^task-/i.test(text) ? { number: text } : /^[+\d() .-]{7,}$/.test(text) ? { phone: text } : { surname: text };
  const { data } = await api.POST("/api/tasks/search", { params: { query: { limit: MANY } }, body });
  return { group: 0, asked: { order: "newest" }, tasks: data?.items ?? [], next: null };
}

function rowsOf(data: Data | undefined, groups: readonly Group[] | null): Row[] {
  let last = -1;
  return (data?.pages ?? []).flatMap((part) =>
    part.tasks.map((task) => {
      const opens = groups !== null && part.group !== last ? (groups[part.group] ?? null) : null;
      last = part.group;
      return { task, opens };
    }),
  );
}

/** Tasks that came or changed are asked for and put in place. */
function useArrivals(key: readonly unknown[]): void {
  const due = useRef(new Set<string>());
  useLive((event) => {
    if (!event.kind.startsWith("task.")) return;
    if (due.current.size === 0) {
      setTimeout(() => {
        const ids = [...due.current];
        due.current.clear();
        if (ids.length > TOO_MANY) void queries.invalidateQueries({ queryKey: [...key] });
        else for (const id of ids) void fetched(id);
      }, TOGETHER_MS);
    }
    due.current.add(event.reference);
  });
}

async function fetched(id: string): Promise<void> {
  try {
    const { data } = await api.GET("/api/tasks/{task_id}", { params: { path: { task_id: id } } });
    // Of what is still being done with it, the screen knows more than this answer.
    if (data !== undefined && !isUnderWay(id)) place(data);
  } catch {
    // It is gone, or of another clinic: there is nothing to show.
  }
}

/** Put a task where it belongs in every list that is known, and into its own page. */
export function place(task: Task): void {
  for (const [key, data] of queries.getQueriesData<Data>({ queryKey: [LIVE, "tasks"] })) {
    if (data !== undefined) queries.setQueryData<Data>(key, placed(data, task, key[5] !== ""));
  }
  queries.setQueriesData<Task>(
    { predicate: ({ queryKey, state }) => queryKey[1] === "/api/tasks/{task_id}" && (state.data as Task | undefined)?.id === task.id },
    (kept) => (kept === undefined ? kept : { ...task, call_recording_url: task.call_recording_url ?? kept.call_recording_url }),
  );
}

/** Of a search, what was found stays where it is; elsewhere a task goes, stays or comes. */
function placed(data: Data, task: Task, isSearch: boolean): Data {
  if (isSearch) {
    const pages = data.pages.map((part) => ({ ...part, tasks: part.tasks.map((each) => (each.id === task.id ? task : each)) }));
    return { ...data, pages };
  }
  const pages = data.pages.map((part) =>
    part.tasks.some((each) => each.id === task.id) ? { ...part, tasks: part.tasks.filter((each) => each.id !== task.id) } : part,
  );
  const now = Date.now();
  const at = pages.findIndex(({ asked, tasks, next }) => {
    if (!fits(task, asked, now)) return false;
    const last = tasks.at(-1);
    return next === null || (last !== undefined && before(task, last, asked));
  });
  const part = pages[at];
  if (part === undefined) return { ...data, pages };
  const place = part.tasks.findIndex((each) => before(task, each, part.asked));
  const tasks = [...part.tasks];
  tasks.splice(place < 0 ? tasks.length : place, 0, task);
  return { ...data, pages: pages.with(at, { ...part, tasks }) };
}
