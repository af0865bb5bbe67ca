// Where a cursor stands in a YAML file, as a path of keys: what can be completed there and what a word
// means both follow from it. Read from the lines above by their indentation, not from a syntax tree,
// so that it also holds while the line is half written.
import type { Text } from "@codemirror/state";

export interface Place {
  path: readonly (string | number)[];
  /** `key` where a key can stand, `value` where a value can, `either` at the beginning of an item. */
  at: "key" | "value" | "either";
  /** Where the word begins that is being written, and the word so far. */
  from: number;
  typed: string;
  quoted: boolean;
  /** The keys that the same mapping has already. */
  beside: readonly string[];
}

interface Row {
  indent: number;
  /** Where what follows the dash begins, or the indent without one. */
  column: number;
  dash: boolean;
  key: string | null;
  /** Where the value begins in the line; its length where there is none. */
  value: number;
  blank: boolean;
}

const KEY = /^("(?:[^"\\]|\\.)*"|'[^']*'|[^\s#'"[\]{},:&*!|>%@`-][^#:]*?)\s*:(?=\s|$)/;

export function rowOf(text: string): Row {
  const indent = text.length - text.trimStart().length;
  const blank = text.length === indent || text[indent] === "#";
  const dash = /^-(?:\s+|$)/.exec(text.slice(indent));
  const column = indent + (dash?.[0].length ?? 0);
  const key = KEY.exec(text.slice(column));
  const after = key === null ? column : column + key[0].length;
  const value = after + (/^\s*/.exec(text.slice(after))?.[0].length ?? 0);
  return {
    indent,
    column,
    dash: dash !== null,
    key: key === null ? null : (key[1] ?? "").replace(/^["']|["']$/g, ""),
    value: key === null ? column : value,
    blank,
  };
}

interface Above {
  path: (string | number)[];
  /** The value of an entry above that has an open bracket: we are inside it. */
  open: { at: number; path: (string | number)[] } | null;
}

/** The keys that lead to a line. */
function above(doc: Text, number: number, row: Row): Above {
  const path: (string | number)[] = [];
  let limit = row.column;
  let inList = false;
  if (row.dash) {
    path.unshift(0);
    limit = row.indent + 1;
    inList = true;
  }
  for (let at = number - 1; at > 0 && limit > 0; at -= 1) {
    const line = doc.line(at);
    const one = rowOf(line.text);
    if (one.blank) continue;
    if (path.length === 0 && one.key !== null && isOpen(line.text.slice(one.value)) && one.column < limit) {
      const lead = above(doc, at, one);
      return { path: [], open: { at: line.from + one.value, path: [...lead.path, one.key] } };
    }
    if (one.dash) {
      if (inList && one.indent >= limit - 1) continue;
      if (one.indent >= limit) continue;
      if (limit > one.column && one.key !== null) path.unshift(one.key);
      path.unshift(0);
      limit = one.indent + 1;
      inList = true;
    } else if (one.key !== null && one.indent < limit) {
      path.unshift(one.key);
      limit = one.indent;
      inList = false;
    }
  }
  return { path, open: null };
}

function isOpen(value: string): boolean {
  if (!/^[[{]/.test(value)) return false;
  const plain = value.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, "").replace(/\s#.*$/, "");
  return (plain.match(/[[{]/g) ?? []).length > (plain.match(/[\]}]/g) ?? []).length;
}

interface Inside {
  path: (string | number)[];
  at: "key" | "value";
  from: number;
  quoted: boolean;
  beside: string[];
}

/** What lies between the beginning of a value and the cursor: lists and maps in one line. */
function inside(text: string): Inside {
  const stack: { kind: "[" | "{"; key: string | null; keys: string[] }[] = [];
  let quote: string | null = null;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quote !== null) {
      if (sign === "\\" && quote === '"') at += 1;
      else if (sign === quote) quote = null;
      continue;
    }
    const top = stack.at(-1);
    if ((sign === '"' || sign === "'") && text.slice(from, at).trim() === "") {
      quote = sign;
      from = at + 1;
    } else if (sign === "[" || sign === "{") {
      stack.push({ kind: sign, key: null, keys: [] });
      from = at + 1;
    } else if (sign === "]" || sign === "}") {
      stack.pop();
      from = at + 1;
    } else if (sign === "," && top !== undefined) {
      top.key = null;
      from = at + 1;
    } else if (sign === ":" && top?.kind === "{" && top.key === null) {
      top.key = text.slice(from, at).trim().replace(/["']/g, "");
      top.keys.push(top.key);
      from = at + 1;
    } else if (/\s/.test(sign) && text.slice(from, at).trim() === "") {
      from = at + 1;
    }
  }
  const path = stack.flatMap((one): (string | number)[] => (one.kind === "[" ? [0] : one.key === null ? [] : [one.key]));
  const top = stack.at(-1);
  const isKey = top?.kind === "{" && top.key === null;
  return { path, at: isKey ? "key" : "value", from, quoted: quote !== null, beside: isKey ? top.keys : [] };
}

function isComment(before: string): boolean {
  const plain = before.replace(/"(?:[^"\\]|\\.)*"?|'[^']*'?/g, (found) => "x".repeat(found.length));
  return /(^|\s)#/.test(plain);
}

/** The keys of the mapping in which a line stands, that line aside. */
export function keysBeside(doc: Text, number: number, column: number): string[] {
  const found: string[] = [];
  for (const step of [-1, 1]) {
    for (let at = number + step; at > 0 && at <= doc.lines; at += step) {
      const one = rowOf(doc.line(at).text);
      if (one.blank || one.column > column) continue;
      if (one.column < column || (step === 1 && one.dash)) break;
      if (one.key !== null) found.push(one.key);
      if (one.dash) break;
    }
    if (step === -1 && rowOf(doc.line(number).text).dash) continue;
  }
  return found;
}

/** Where a position stands; null in a comment. */
export function placeAt(doc: Text, position: number): Place | null {
  const line = doc.lineAt(position);
  const before = line.text.slice(0, position - line.from);
  if (isComment(before)) return null;
  const row = rowOf(before);
  const lead = above(doc, line.number, row);
  const open = lead.open;
  if (open !== null || row.key !== null) {
    const start = open === null ? line.from + row.value : open.at;
    const text = doc.sliceString(start, position);
    const found = inside(text);
    const base = open === null ? [...lead.path, row.key as string] : open.path;
    const from = start + found.from;
    return {
      path: [...base, ...found.path],
      at: found.at,
      from,
      typed: doc.sliceString(from, position),
      quoted: found.quoted,
      beside: found.beside,
    };
  }
  const found = inside(before.slice(row.column));
  const from = line.from + row.column + found.from;
  if (found.path.length > 0 || found.quoted || found.at === "key") {
    const path = [...lead.path, ...found.path];
    return { path, at: found.at, from, typed: doc.sliceString(from, position), quoted: found.quoted, beside: found.beside };
  }
  return {
    path: lead.path,
    at: row.dash ? "either" : "key",
    from,
    typed: doc.sliceString(from, position),
    quoted: false,
    beside: row.dash ? keysBeside(doc, line.number, row.column) : keysBeside(doc, line.number, row.column),
  };
}
