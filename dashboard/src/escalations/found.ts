// Escalations as they are worked on: those that nobody has judged first, then the others, the latest
// first; or the week's review, which also holds calls that failed without being handed on.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api, type Schemas, useClinicId } from "@/api/client";

export type Escalation = Schemas["EscalationOut"];
export type Label = "needed" | "needless" | "late";
export const LABELS: readonly Label[] = ["needed", "needless", "late"];
export type View = "all" | "unlabelled" | "week";

/** A row: an escalation, or (of the week's review) a call without one. */
export interface Found {
  id: string;
  callId: string;
  at: string;
  reason: string | null;
  escalation: Escalation | null;
}

interface Part {
  stage: number;
  items: Found[];
  next: string | null;
}

const MANY = 100;
export const PATH = "/api/escalations";

function shown(row: Escalation): Found {
  return { id: row.id, callId: row.call_id, at: row.at, reason: row.reason, escalation: row };
}

async function read(view: View, at: { stage: number; cursor: string | null }): Promise<Part> {
  const page = { limit: MANY, ...(at.cursor === null ? {} : { cursor: at.cursor }) };
  if (view === "week") {
    const { data } = await api.GET("/api/escalations/review", { params: { query: page } });
    const items = (data?.items ?? []).map((one) =>
      one.escalation === null
        ? { id: `call ${one.call_id}`, callId: one.call_id, at: one.started_at, reason: one.reason, escalation: null }
        : shown(one.escalation as Escalation),
    );
    return { stage: 1, items, next: data?.next ?? null };
  }
  const { data } = await api.GET("/api/escalations", { params: { query: { ...page, ...(at.stage === 0 ? { unlabelled: true } : {}) } } });
  const rows = (data?.items ?? []).filter((row) => at.stage === 0 || row.label !== null);
  return { stage: at.stage, items: rows.map(shown), next: data?.next ?? null };
}

export function useEscalations(view: View) {
  const clinic = useClinicId();
  const pages = useInfiniteQuery({
    queryKey: ["get", `${PATH}/list`, clinic, view],
    initialPageParam: { stage: view === "week" ? 1 : 0, cursor: null as string | null },
    queryFn: ({ pageParam }) => read(view, pageParam),
    getNextPageParam: (last) =>
      last.next !== null ? { stage: last.stage, cursor: last.next } : last.stage === 0 && view === "all" ? { stage: 1, cursor: null } : undefined,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  const rows = useMemo(() => pages.data?.pages.flatMap((part) => part.items) ?? [], [pages.data]);
  // Where nobody has anything left to judge, the first part is empty, and there is no end of a list to scroll to.
  const isEmpty = rows.length === 0 && hasNextPage;
  useEffect(() => {
    if (isEmpty && !isFetchingNextPage) void fetchNextPage();
  }, [isEmpty, isFetchingNextPage, fetchNextPage]);
  return { ...pages, rows, isLooking: pages.isPending || isEmpty };
}
