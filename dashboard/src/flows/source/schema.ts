// What the JSON Schema of flows says about a place in a file: which keys and values can stand there,
// and what they mean. A part of the schema is a set of nodes, since several may hold at once.

export type Node = Readonly<Record<string, unknown>>;
export type Schema = Node;

export interface Entry {
  name: string;
  about: string;
  /** How its value is written: in brackets, below it, or behind it. */
  shape: "list" | "map" | "plain";
}

const DEFS = "#/$defs/";

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nodes(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
}

/** The node itself: references are followed, and keep what is said beside them. */
function resolved(schema: Schema, node: Node): Node {
  const to = node["$ref"];
  if (typeof to !== "string") return node;
  const name = to.slice(to.indexOf(DEFS) + DEFS.length);
  const defs = schema["$defs"];
  const found = isNode(defs) ? defs[name] : undefined;
  if (!isNode(found)) return node;
  const { $ref: _, ...said } = node;
  return { ...resolved(schema, found), ...said };
}

/** The part of the schema that a kind of file follows. */
export function rootOf(schema: Schema, kind: string): Node | null {
  const defs = schema["$defs"];
  if (kind === "flow") return schema;
  const name = kind === "language" ? "language_file" : kind === "examples" ? "examples_file" : null;
  const found = name !== null && isNode(defs) ? defs[name] : undefined;
  return isNode(found) ? found : null;
}

/** A node with the conditional parts that hold for a mapping of these keys; all of them for none. */
function widened(schema: Schema, node: Node, keys: readonly string[]): Node[] {
  const own = resolved(schema, node);
  const parts = nodes(own["allOf"]).flatMap((part) => {
    const asked = isNode(part["if"]) ? part["if"]["required"] : undefined;
    const then = part["then"];
    if (!Array.isArray(asked) || !isNode(then)) return [];
    return [{ asked: asked as string[], then }];
  });
  const fitting = parts.filter((part) => part.asked.every((key) => keys.includes(key)));
  return [own, ...(fitting.length > 0 ? fitting : parts).flatMap((part) => widened(schema, part.then, keys))];
}

/** The nodes that hold at a path; `keys` are those of the mapping at its end. */
export function nodesAt(
  schema: Schema,
  root: Node,
  path: readonly (string | number)[],
  keys: readonly string[] = [],
): Node[] {
  let found = widened(schema, root, path.length === 0 ? keys : []);
  path.forEach((part, at) => {
    const here = at === path.length - 1 ? keys : [];
    found = found.flatMap((node) => {
      if (typeof part === "number") return nodes(node["items"]).flatMap((one) => widened(schema, one, here));
      const own = isNode(node["properties"]) ? node["properties"][part] : undefined;
      const next = isNode(own) ? own : node["additionalProperties"];
      return nodes(next).flatMap((one) => widened(schema, one, here));
    });
  });
  return found;
}

function typesOf(node: Node): unknown[] {
  const type = node["type"];
  return Array.isArray(type) ? type : [type];
}

function shapeOf(node: Node): Entry["shape"] {
  const types = typesOf(node);
  if (types.includes("string") && !types.includes("object")) return "plain";
  if (types.includes("array") && !types.includes("string")) return "list";
  return types[0] === "object" ? "map" : "plain";
}

/** The keys that a mapping may have there. */
export function keysOf(schema: Schema, found: readonly Node[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const node of found) {
    const own = node["properties"];
    if (!isNode(own)) continue;
    for (const [name, value] of Object.entries(own)) {
      if (!isNode(value) || entries.has(name)) continue;
      const meant = resolved(schema, value);
      entries.set(name, { name, about: String(meant["description"] ?? ""), shape: shapeOf(meant) });
    }
    const names = node["propertyNames"];
    const listed = isNode(names) ? names["enum"] : undefined;
    if (Array.isArray(listed)) {
      for (const name of listed) entries.set(String(name), { name: String(name), about: "", shape: "map" });
    }
  }
  return [...entries.values()];
}

/** The values that are listed for a place. */
export function valuesOf(found: readonly Node[]): string[] {
  const listed = found.flatMap((node) => (Array.isArray(node["enum"]) ? node["enum"] : []));
  return [...new Set(listed.map(String))];
}

/** What the schema says a place means; with its default where it has one. */
export function meaningOf(found: readonly Node[]): { about: string; usual: string | null } {
  const about = found.map((node) => node["description"]).find((said) => typeof said === "string");
  const usual = found.map((node) => node["default"]).find((value) => value !== undefined);
  return { about: typeof about === "string" ? about : "", usual: usual === undefined ? null : String(usual) };
}
