// Those who wait, in the order in which they are asked: urgent services first, then whoever has waited
// longest. That is the server's own order of asking (clinic/waitlist.py), so it can be told to anybody.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, type Schemas, useClinicId } from "@/api/client";
import { useServices } from "@/calendar/resources";

export type Wish = Schemas["WishOut"];
export type View = "waiting" | "taken" | "gone";
export const VIEWS: readonly View[] = ["waiting", "taken", "gone"];
export const PATH = "/api/waitlist";

export interface Waiting {
  wish: Wish;
  /** Place in line; null for whom nobody asks. */
  place: number | null;
  urgent: boolean;
}

export function useWishes(view: View) {
  const clinic = useClinicId();
  const services = useServices();
  const pages = useInfiniteQuery({
    queryKey: ["get", PATH, clinic, view],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam }) => {
      const { data } = await api.GET("/api/waitlist", {
        params: {
          query: { limit: 200, status: view === "waiting" ? ["waiting", "offered"] : [view], ...(pageParam === null ? {} : { cursor: pageParam }) },
        },
      });
      return { items: data?.items ?? [], next: data?.next ?? null };
    },
    getNextPageParam: (last) => last.next,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  // The order is known only when all of them are.
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const rows = useMemo(() => {
    const urgent = new Set(services.filter((each) => each.urgent).map((each) => each.name));
    const all = (pages.data?.pages ?? []).flatMap((page) => page.items).map((wish) => ({ wish, urgent: urgent.has(wish.service) }));
    if (view !== "waiting") return all.reverse().map((each) => ({ ...each, place: null }));
    all.sort(
      (one, other) => Number(other.urgent) - Number(one.urgent) || (one.wish.created_at < other.wish.created_at ? -1 : 1),
    );
    const line = all.filter((each) => each.wish.status === "waiting");
    const places = new Map(line.map((each, at) => [each.wish.id, at + 1]));
    return all.map((each) => ({ ...each, place: places.get(each.wish.id) ?? null }));
  }, [pages.data, services, view]);
  return { ...pages, rows: rows as Waiting[] };
}
