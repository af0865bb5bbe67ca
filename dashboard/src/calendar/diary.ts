// What stands in the calendar on some days: appointments, blocks, hours; and what is done with it. A
// deed is shown before the server has answered; where it refuses, everything is as it was and its
// sentence is said.
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { sentence } from "@/kit/sentence";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { later, momentOf, shifted, useWalls } from "./clock";
import { noteOwn } from "./own";
import { useProviders, useServices } from "./resources";
import { words } from "./words";

export type Appointment = Schemas["AppointmentOut"];
export type Block = Schemas["BlockOut"];
export type Day = Schemas["HoursOut"];

const APPOINTMENTS = "/api/appointments";
const SHOWN = ["pending", "confirmed", "arrived", "completed", "no_show"] as const;
const PAGE = 200;

async function appointmentsOf(since: string, until: string, signal: AbortSignal): Promise<Appointment[]> {
  const found: Appointment[] = [];
  let cursor: string | null = null;
  do {
    const { data }: { data?: Schemas["Page_AppointmentOut_"] } = await api.GET(APPOINTMENTS, {
      params: { query: { since, until, status: [...SHOWN], limit: PAGE, ...(cursor === null ? {} : { cursor }) } },
      signal,
    });
    found.push(...(data?.items ?? []));
    cursor = data?.next ?? null;
  } while (cursor !== null);
  return found;
}

/** What stands on the days from the first to the last, both included. */
export function useDiary(first: string, last: string) {
  const { zone } = useWalls();
  const since = momentOf(`${first}T00:00`, zone);
  const until = momentOf(`${shifted(last, 1)}T00:00`, zone);
  const appointments = useQuery({
    queryKey: ["get", APPOINTMENTS, { since, until }],
    queryFn: ({ signal }) => appointmentsOf(since, until, signal),
  });
  const blocks = $api.useQuery("get", "/api/blocks", { params: { query: { since, until } } });
  const hours = $api.useQuery("get", "/api/hours", { params: { query: { since: first, until: last } } });
  return { appointments, blocks: blocks.data ?? NO_BLOCKS, hours: hours.data ?? NO_DAYS };
}

const NO_BLOCKS: Block[] = [];
const NO_DAYS: Day[] = [];

/** Where an appointment goes; what is left out stays. */
export interface Goal {
  start: string;
  provider?: string;
  operatory?: string;
  minutes?: number;
}

function put(queries: QueryClient, changed: Appointment): void {
  queries.setQueriesData<unknown>({ queryKey: ["get", APPOINTMENTS] }, (kept: unknown) =>
    Array.isArray(kept) ? (kept as Appointment[]).map((one) => (one.id === changed.id ? changed : one)) : kept,
  );
}

export type Act = "confirm" | "arrive" | "complete" | "no-show" | "approve";

export function useDeeds() {
  const told = useWords(words);
  const walls = useWalls();
  const queries = useQueryClient();
  const services = useServices();
  const providers = useProviders();

  const sent = async (one: Appointment, goal: Goal): Promise<Appointment> => {
    noteOwn(one.id);
    await queries.cancelQueries({ queryKey: ["get", APPOINTMENTS] });
    put(queries, {
      ...one,
      ...goal,
      scheduled_at: momentOf(goal.start, walls.zone),
      end_at: momentOf(later(goal.start, goal.minutes ?? one.minutes), walls.zone),
    });
    try {
      const { data } = await api.PATCH("/api/appointments/{appointment_id}", {
        params: { path: { appointment_id: one.id } },
        body: { ...goal, sequence: one.sequence },
      });
      if (data === undefined) throw new Error("the answer is empty");
      put(queries, data);
      return data;
    } catch (error) {
      put(queries, one);
      refresh(APPOINTMENTS);
      throw error;
    }
  };

  /** Put an appointment elsewhere; ten seconds to take it back. Says what stands against it, and is false then. */
  const move = async (one: Appointment, goal: Goal): Promise<boolean> => {
    try {
      const moved = await sent(one, goal);
      refresh(APPOINTMENTS, "/api/patients");
      const service = services.find((each) => each.name === moved.service);
      const role = providers.find((each) => each.name === moved.provider)?.role;
      const strange = service !== undefined && role !== undefined && service.by !== "" && role !== service.by;
      const done = told.movedTo(moved.patient_name, walls.whole(moved.start));
      say(strange ? `${done} ${told.unusual(moved.provider)}` : done, () => {
        const back = {
          start: one.start,
          minutes: one.minutes,
          ...(one.provider === "" ? {} : { provider: one.provider }),
          ...(one.operatory === "" ? {} : { operatory: one.operatory }),
        };
        sent(moved, back).then(
          () => say(told.movedBack(one.patient_name)),
          (error: unknown) => complain(sentence(error)),
        );
      });
      return true;
    } catch (error) {
      complain(sentence(error));
      return false;
    }
  };

  /** Do something with an appointment that is a single word. */
  const act = async (one: Appointment, action: Act): Promise<boolean> => {
    noteOwn(one.id);
    try {
      const { data } = await api.POST(`/api/appointments/{appointment_id}/${action}`, {
        params: { path: { appointment_id: one.id } },
        body: { sequence: one.sequence },
      });
      if (data !== undefined) put(queries, data);
      say(told.did[action](one.patient_name));
      return true;
    } catch (error) {
      complain(sentence(error));
      return false;
    } finally {
      refresh(APPOINTMENTS, "/api/patients");
    }
  };

  const unblock = async (one: Block): Promise<void> => {
    try {
      await api.DELETE("/api/blocks/{block_id}", { params: { path: { block_id: one.id } } });
      const { resource, starts_at, ends_at, kind, reason } = one;
      say(told.unblocked(resource), () => {
        api.POST("/api/blocks", { body: { resource, starts_at, ends_at, kind, reason } }).then(
          () => refresh("/api/blocks"),
          (error: unknown) => complain(sentence(error)),
        );
      });
    } catch (error) {
      complain(sentence(error));
    }
    refresh("/api/blocks", "/api/openings");
  };

  return { move, act, unblock };
}
