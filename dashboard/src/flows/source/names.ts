// The names that a flow gives to things, for completion and for what a word means: read from the text
// as it stands, with those that are inherited.
import type { Text } from "@codemirror/state";
import { rowOf } from "./place";

export interface Names {
  /** Slots and prompts by name, with what is asked or said. */
  slots: ReadonlyMap<string, string>;
  prompts: ReadonlyMap<string, string>;
  requests: readonly string[];
  /** What stands in braces anywhere: `clinic.name`, `opening_1`. */
  fillings: readonly string[];
  /** The names of each choice. */
  choices: ReadonlyMap<string, readonly string[]>;
}

export const NO_NAMES: Names = { slots: new Map(), prompts: new Map(), requests: [], fillings: [], choices: new Map() };

/** What can be asked for in `when` besides slots, and its values. */
export const FACTS: Readonly<Record<string, readonly string[]>> = {
  booking: ["direct", "approval", "request"],
  hours: ["open", "closed"],
  age_group: ["minor", "adult"],
  notice: ["inside", "outside"],
};

const FILLING = /\{([a-z][a-z0-9_.]*)\}/g;

function plain(value: string): string {
  const found = /"((?:[^"\\]|\\.)*)"|'([^']*)'/.exec(value);
  return found === null ? value.replace(/^[-[{|>]\s*$/, "") : (found[1] ?? found[2] ?? "");
}

/** Read the names of a flow's own file; `inherited` are known from elsewhere. */
export function namesOf(doc: Text, inherited: Pick<Names, "slots" | "prompts">, more: Iterable<string>): Names {
  const slots = new Map(inherited.slots);
  const prompts = new Map(inherited.prompts);
  const choices = new Map<string, string[]>();
  const requests: string[] = [];
  let section = "";
  let name = "";
  let field = "";
  for (let lines = doc.iterLines(), next = lines.next(); !next.done; next = lines.next()) {
    const row = rowOf(next.value);
    if (row.blank) continue;
    const value = next.value.slice(row.value);
    if (row.indent === 0 && row.key !== null) [section, name, field] = [row.key, "", ""];
    else if (row.indent === 2 && row.key !== null && !row.dash) {
      [name, field] = [row.key, ""];
      if (section === "slots") slots.set(name, slots.get(name) ?? "");
      if (section === "prompts") prompts.set(name, plain(value));
      if (section === "requests") requests.push(name);
    } else if (section === "prompts" && row.dash && prompts.get(name) === "") prompts.set(name, plain(value));
    else if (section === "slots" && row.indent === 4 && row.key !== null) {
      field = row.key;
      if (field === "ask") slots.set(name, plain(value));
      if (field === "of" && value.startsWith("[")) {
        choices.set(name, value.replace(/[[\]]/g, "").split(",").map((one) => one.trim()));
      }
    } else if (section === "slots" && field === "of" && row.indent === 6 && row.key !== null) {
      choices.set(name, [...(choices.get(name) ?? []), row.key]);
    } else if (section === "slots" && field === "ask" && row.dash && slots.get(name) === "") slots.set(name, plain(value));
  }
  const fillings = new Set<string>(slots.keys());
  for (const text of [doc.toString(), ...more]) for (const found of text.matchAll(FILLING)) fillings.add(found[1] as string);
  return { slots, prompts, requests, fillings: [...fillings].sort(), choices };
}
