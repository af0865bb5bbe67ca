// Who works here, by id: whose a task is, and to whom it can be given.
import { $api, type Schemas } from "@/api/client";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { Task } from "./wanted";
import { words } from "./words";

export type Colleague = Schemas["ColleagueOut"];

export function useColleagues(): readonly Colleague[] {
  return $api.useQuery("get", "/api/colleagues", {}, { staleTime: 300_000 }).data ?? [];
}

/** How to say whose a task is: the person, or those whose kind of work it is. */
export function useOwnerName(): (task: Pick<Task, "assignee_id" | "owner">) => string {
  const colleagues = useColleagues();
  const name = useNames();
  return (task) =>
    colleagues.find((each) => each.id === task.assignee_id)?.name ?? name("owners", task.owner);
}

/** The name of a colleague by id; of nobody, that something happened by itself. */
export function useByName(): (id: string | null) => string {
  const colleagues = useColleagues();
  const told = useWords(words);
  return (id) => (id === null ? told.bySystem : told.by(colleagues.find((each) => each.id === id)?.name ?? "…"));
}
