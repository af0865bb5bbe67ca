// The numbers beside the rooms; asked for again when something happens that changes them.
import { $api, refreshSoon } from "@/api/client";
import { useLive } from "@/api/live";

export interface Counts {
  tasks: number;
  approvals: number;
  escalations: number;
}

const NONE: Counts = { tasks: 0, approvals: 0, escalations: 0 };
const MOVES = /^(task|escalation|call\.ended)/;

export function useCounts(): Counts {
  const { data } = $api.useQuery("get", "/api/today", {}, { staleTime: 30_000, refetchInterval: 120_000 });
  useLive((event) => {
    if (MOVES.test(event.kind)) refreshSoon("/api/today");
  });
  if (data === undefined) return NONE;
  return {
    tasks: data.tasks_open,
    approvals: data.approvals_waiting,
    escalations: data.escalations_unlabelled,
  };
}
