// Which calls are wanted: what stands in the address is what is asked for, so a list can be sent on.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { useSearchParams } from "react-router";
import { api, type Schemas, useClinicId } from "@/api/client";
import { queries } from "@/api/client";
import { useLive } from "@/api/live";
import { momentOf, shifted } from "@/calendar/clock";
import { useZone } from "@/kit/time";
import type { paths } from "@/api/schema";

export type Call = Schemas["CallOut"];
type Asked = NonNullable<paths["/api/calls"]["get"]["parameters"]["query"]>;

/** Names that an address may hold, and `/api/calls` understands as they are. */
const PLAIN = ["channel", "disposition", "patient_id", "outcome", "reason", "caller"] as const;
const NUMBERS = ["weekday", "hour", "at_least", "below"] as const;
const DAY = /^\d{4}-\d\d-\d\d$/;
const KEY = "calls of a list";
const LIMIT = 50;
const TOGETHER_MS = 800;

export type Kind = "all" | "live" | "escalated";

export interface Wanted {
  kind: Kind;
  query: Asked;
  /** Whether anything narrows the list but its kind. */
  narrowed: boolean;
  get: (name: string) => string;
  set: (name: string, value: string) => void;
  clear: () => void;
}

/** `since` and `until` are days of the clinic's calendar, both included, or moments. */
export function useWanted(): Wanted {
  const [given, setGiven] = useSearchParams();
  const zone = useZone();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(given);
    if (value === "") next.delete(name);
    else next.set(name, value);
    setGiven(next, { replace: true });
  };
  const kind: Kind = given.get("live") === "true" ? "live" : given.get("escalated") === "true" ? "escalated" : "all";
  const text = given.toString();
  const query = useMemo(() => {
    const from = new URLSearchParams(text);
    const asked: Record<string, unknown> = {};
    if (kind !== "all") asked[kind] = true;
    for (const name of PLAIN) if (from.get(name)) asked[name] = from.get(name);
    for (const name of NUMBERS) if (from.get(name)) asked[name] = Number(from.get(name));
    const since = from.get("since");
    const until = from.get("until");
    if (since) asked["since"] = DAY.test(since) ? momentOf(`${since}T00:00`, zone) : since;
    if (until) asked["until"] = DAY.test(until) ? momentOf(`${shifted(until, 1)}T00:00`, zone) : until;
    return asked as Asked;
  }, [text, kind, zone]);
  return {
    kind,
    query,
    narrowed: Object.keys(query).some((name) => name !== "live" && name !== "escalated"),
    get: (name) => given.get(name) ?? "",
    set,
    clear: () => setGiven({}, { replace: true }),
  };
}

/** The calls, page after page; asked for again when one begins or ends, not at each of its turns. */
export function useCalls(query: Asked) {
  const clinic = useClinicId();
  const asked = useInfiniteQuery({
    queryKey: [KEY, clinic, query],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET("/api/calls", {
        params: { query: { ...query, limit: LIMIT, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        signal,
      });
      return data ?? { items: [], next: null };
    },
    getNextPageParam: (page) => page.next ?? null,
  });
  useEffect(() => () => clearTimeout(due), []);
  useLive((event) => {
    if (event.kind === "call.ended" || event.kind === "incoming_call") {
      due ??= setTimeout(() => {
        due = undefined;
        void queries.invalidateQueries({ queryKey: [KEY] });
      }, TOGETHER_MS);
    }
  });
  const items = useMemo(() => {
    const seen = new Map<string, Call>();
    for (const page of asked.data?.pages ?? []) for (const call of page.items) seen.set(call.id, call);
    return [...seen.values()];
  }, [asked.data]);
  return { ...asked, items };
}

let due: ReturnType<typeof setTimeout> | undefined;
