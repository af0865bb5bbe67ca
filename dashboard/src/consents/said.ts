// What somebody said about being reached, as people say it.
import type { Schemas } from "@/api/client";
import { words as outreach } from "@/outreach/words";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { words } from "./words";

type Said = Pick<Schemas["SaidOut"], "granted" | "purpose" | "channel" | "source">;

/** "No to everything", and how it was said: "wrote STOP". */
export function useSaid(): (one: Said) => { what: string; how: string } {
  const told = useWords(words);
  const names = useWords(outreach);
  const name = useNames();
  return (one) => {
    const what = told.said(one.granted, names.purposes[one.purpose] ?? name("tasks", one.purpose).toLowerCase());
    const by = one.channel === "all" ? "" : ` ${told.by(names.means[one.channel] ?? one.channel)}`;
    return { what: what + by, how: told.sources[one.source] ?? one.source };
  };
}
