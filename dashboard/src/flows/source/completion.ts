// What may be written where the cursor stands: the keys and values of the schema, and the names of
// this flow's own slots and prompts, with what they ask or say.
import { type Completion, type CompletionContext, type CompletionResult, snippetCompletion } from "@codemirror/autocomplete";
import { FACTS, type Names } from "./names";
import { type Place, placeAt } from "./place";
import { type Entry, type Node, type Schema, keysOf, nodesAt, rootOf, valuesOf } from "./schema";

export interface Known {
  schema: Schema | null;
  kind: string;
  names: Names;
}

const WORD = /^[\w.]*$/;

function keyCompletion(entry: Entry): Completion {
  const about = { label: entry.name, type: "property", info: entry.about };
  if (entry.name === "when") return snippetCompletion("when: {${patient_status}: ${new}}", about);
  if (entry.shape === "list") return snippetCompletion(`${entry.name}: [\${}]`, about);
  if (entry.shape === "map") return snippetCompletion(`${entry.name}:\n\t\${}`, about);
  return { ...about, apply: `${entry.name}: ` };
}

function named(names: ReadonlyMap<string, string>, type: string): Completion[] {
  return [...names].map(([label, says]) => ({ label, type, detail: says.length > 44 ? `${says.slice(0, 43)}…` : says }));
}

const slotsOf = (known: Known): Completion[] => named(known.names.slots, "variable");
const promptsOf = (known: Known): Completion[] => named(known.names.prompts, "text");

function conditions(known: Known): Completion[] {
  const facts = Object.keys(FACTS).map((label) => ({ label, type: "constant", apply: `${label}: ` }));
  return [...slotsOf(known).map((one) => ({ ...one, apply: `${one.label}: ` })), ...facts];
}

/** The names that can stand for something of this flow at a path. */
function ownNames(place: Place, known: Known): Completion[] {
  const words = place.path.filter((part) => typeof part === "string");
  const [section] = words;
  const last = words.at(-1) ?? "";
  const isStep = section === "requests" && words[2] === "steps";
  if (isStep && words[3] === "when") {
    if (words.length === 4) return place.at === "value" ? [] : conditions(known);
    const listed = FACTS[last] ?? ["known", "unknown", ...(known.names.choices.get(last) ?? [])];
    return listed.map((label) => ({ label, type: "enum" }));
  }
  if (isStep && (last === "collect" || last === "triage" || last === "offer")) return slotsOf(known);
  if (section === "slots" && last === "depends_on") return slotsOf(known);
  if (isStep && (last === "confirm" || last === "say" || last === "done" || words[3] === "done")) return promptsOf(known);
  if (known.kind === "flow") return [];
  if (words.length === 1 && place.at !== "value") {
    if (section === "slots") return slotsOf(known).map((one) => ({ ...one, apply: `${one.label}:\n    ` }));
    if (section === "prompts") return promptsOf(known).map((one) => ({ ...one, apply: `${one.label}: ` }));
    if (section === "requests") return known.names.requests.map((label) => ({ label, type: "variable", apply: `${label}:\n    ` }));
  }
  return [];
}

/** The keys that decide what else the mapping may have. */
function keysThere(place: Place): readonly string[] {
  return place.beside;
}

export function completions(known: () => Known) {
  return (context: CompletionContext): CompletionResult | null => {
    const place = placeAt(context.state.doc, context.pos);
    if (place === null) return null;
    const now = known();
    const brace = context.matchBefore(/\{[\w.]*$/);
    if (brace !== null && (place.quoted || /["']/.test(context.state.doc.lineAt(context.pos).text))) {
      const options = now.names.fillings.map((label) => ({ label, type: "variable", apply: `${label}}` }));
      return { from: brace.from + 1, options, validFor: WORD };
    }
    if (place.quoted) return null;
    if (!context.explicit && place.typed === "" && !/[[{,:-]\s?$/.test(context.state.sliceDoc(context.pos - 2, context.pos))) return null;
    if (!WORD.test(place.typed)) return null;
    const own = ownNames(place, now);
    const found: Node[] = schemaAt(now, place);
    const keys = place.at === "value" ? [] : keysOf(now.schema ?? {}, found).filter((one) => !place.beside.includes(one.name));
    const values = place.at === "key" ? [] : valuesOf(found).map((label) => ({ label, type: "enum" }));
    const options = [...own, ...keys.map(keyCompletion), ...(own.length > 0 ? [] : values)];
    return options.length === 0 ? null : { from: place.from, options, validFor: WORD };
  };
}

function schemaAt(known: Known, place: Place): Node[] {
  if (known.schema === null) return [];
  const root = rootOf(known.schema, known.kind);
  return root === null ? [] : nodesAt(known.schema, root, place.path, keysThere(place));
}
