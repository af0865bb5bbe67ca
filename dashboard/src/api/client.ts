// The one way to the server: typed from its OpenAPI document. Every request is about the clinic that
// is chosen, is signed with a good token, and is done once however often it is sent.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import createFetch from "openapi-fetch";
import createHooks from "openapi-react-query";
import { useSyncExternalStore } from "react";
import type { components, paths } from "./schema";
import { attendance, forget, goodToken, renew } from "./session";

export type Schemas = components["schemas"];

/** What the server says went wrong: `message` is a sentence for people, `code` for programs. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, detail: string, code: string) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

const KEPT = "frontdesk.clinic";
let clinic: string | null = localStorage.getItem(KEPT);
const watchers = new Set<() => void>();

/** The clinic in which one works; null: the first of one's own. */
export function useClinicId(): string | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => clinic,
  );
}

export function clinicId(): string | null {
  return clinic;
}

export function chooseClinic(id: string | null): void {
  clinic = id;
  if (id === null) localStorage.removeItem(KEPT);
  else localStorage.setItem(KEPT, id);
  for (const each of watchers) each();
}

const ONCE = "Idempotency-Key";
const CHANGES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

async function problemOf(answer: Response): Promise<Problem> {
  try {
    const told = (await answer.clone().json()) as { detail?: string; code?: string };
    return new Problem(answer.status, told.detail ?? answer.statusText, told.code ?? "");
  } catch {
    return new Problem(answer.status, answer.statusText, "");
  }
}

/** `fetch` for paths of our own server. Raises `Problem`. */
export async function reach(request: Request): Promise<Response> {
  const address = new URL(request.url);
  if (clinic !== null && !address.searchParams.has("clinic_id")) {
    address.searchParams.set("clinic_id", clinic);
  }
  const body = CHANGES.has(request.method) ? await request.arrayBuffer() : null;
  const headers = new Headers(request.headers);
  if (CHANGES.has(request.method) && !headers.has(ONCE)) headers.set(ONCE, crypto.randomUUID());
  const { method, signal } = request;
  const send = async (): Promise<Response> => {
    const token = await goodToken();
    if (token === null) throw new Problem(401, "The sign-in has ended.", "signed_out");
    headers.set("Authorization", `Bearer ${token}`);
    for (const [name, value] of Object.entries(attendance())) headers.set(name, value);
    return fetch(address, body === null || body.byteLength === 0 ? { method, headers, signal } : { method, headers, signal, body });
  };
  let answer = await send();
  if (answer.status === 401) {
    if (!(await renew())) throw await problemOf(answer);
    answer = await send();
  }
  if (answer.ok) return answer;
  const problem = await problemOf(answer);
  if (problem.status === 401) forget("ended");
  if (problem.status === 404 && clinic !== null && problem.code === "no_clinic") chooseClinic(null);
  throw problem;
}

/** Plain requests: `await api.POST("/api/tasks/{task_id}/{action}", …)`. */
export const api = createFetch<paths>({ baseUrl: location.origin, fetch: reach });

/** Requests as React hooks: `$api.useQuery("get", "/api/tasks", …)`. */
export const $api = createHooks(api);

const failed = new Set<(problem: Error) => void>();

/** Be told of what went wrong in an action that nobody catches. */
export function onFailure(watcher: (problem: Error) => void): () => void {
  failed.add(watcher);
  return () => failed.delete(watcher);
}

export const queries = new QueryClient({
  queryCache: new QueryCache(),
  mutationCache: new MutationCache({
    onError: (error, _given, _kept, mutation) => {
      if (mutation.options.onError === undefined) for (const each of failed) each(error);
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => !(error instanceof Problem && error.status < 500) && count < 2,
    },
  },
});

/** Ask again for everything whose path begins so: `refresh("/api/tasks")`. */
export function refresh(...beginnings: string[]): void {
  void queries.invalidateQueries({
    predicate: ({ queryKey }) =>
      typeof queryKey[1] === "string" && beginnings.some((each) => (queryKey[1] as string).startsWith(each)),
  });
}

const SOON_MS = 100;
/** Between two answers to what happens: a busy hour must not ask the server for every event of it. */
const APART_MS = 1500;
const due = new Set<string>();
let asked = 0;
let asking: ReturnType<typeof setTimeout> | undefined;

/** The same for what events have changed: at once after a quiet while, else together with the next. */
export function refreshSoon(...beginnings: string[]): void {
  for (const each of beginnings) due.add(each);
  asking ??= setTimeout(
    () => {
      asking = undefined;
      asked = Date.now();
      const all = [...due];
      due.clear();
      refresh(...all);
    },
    Math.max(SOON_MS, asked + APART_MS - Date.now()),
  );
}
