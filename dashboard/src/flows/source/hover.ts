// What the word under the pointer means: a key by the schema, a slot by its question, a prompt by
// what it says.
import { type EditorView, type Tooltip, hoverTooltip } from "@codemirror/view";
import type { Known } from "./completion";
import { placeAt, rowOf } from "./place";
import { meaningOf, nodesAt, rootOf } from "./schema";

const PART = /[\w.]/;

interface Meaning {
  from: number;
  to: number;
  name: string;
  about: string;
  quote: string;
}

function wordAt(view: EditorView, position: number): { from: number; to: number } | null {
  const line = view.state.doc.lineAt(position);
  let from = position - line.from;
  let to = from;
  while (from > 0 && PART.test(line.text[from - 1] as string)) from -= 1;
  while (to < line.length && PART.test(line.text[to] as string)) to += 1;
  return from === to ? null : { from: line.from + from, to: line.from + to };
}

/** What is known of the word at a position; null where that is nothing. */
export function meaningAt(view: EditorView, position: number, known: Known, usually: string): Meaning | null {
  const word = wordAt(view, position);
  if (word === null) return null;
  const doc = view.state.doc;
  const line = doc.lineAt(position);
  const name = doc.sliceString(word.from, word.to);
  const row = rowOf(line.text);
  const place = placeAt(doc, word.to);
  if (place === null) return null;
  const isKey = row.key === name && word.from === line.from + row.column;
  const path = isKey ? [...(placeAt(doc, word.from)?.path ?? []), name] : place.path;
  const names = known.names;
  const quote = names.slots.get(name) || names.prompts.get(name) || "";
  if (place.quoted && doc.sliceString(word.from - 1, word.from) !== "{") return null;
  let about = "";
  if (known.schema !== null && (isKey || place.at === "key")) {
    const root = rootOf(known.schema, known.kind);
    const found = root === null ? [] : nodesAt(known.schema, root, isKey ? path : [...path, name]);
    const meant = meaningOf(found);
    about = meant.usual === null ? meant.about : `${meant.about} ${usually.replace("{0}", meant.usual)}`;
  }
  return about === "" && quote === "" ? null : { ...word, name, about, quote };
}

function drawn(meaning: Meaning): HTMLElement {
  const box = document.createElement("div");
  box.className = "cm-meaning";
  const title = box.appendChild(document.createElement("b"));
  title.textContent = meaning.name;
  for (const [text, kind] of [
    [meaning.about, "p"],
    [meaning.quote && `“${meaning.quote}”`, "q"],
  ] as const) {
    if (text === "") continue;
    const line = box.appendChild(document.createElement("p"));
    line.textContent = text;
    if (kind === "q") line.className = "cm-said";
  }
  return box;
}

export function meanings(known: () => Known, usually: () => string) {
  return hoverTooltip((view, position): Tooltip | null => {
    const meaning = meaningAt(view, position, known(), usually());
    if (meaning === null) return null;
    return { pos: meaning.from, end: meaning.to, above: true, create: () => ({ dom: drawn(meaning) }) };
  });
}
