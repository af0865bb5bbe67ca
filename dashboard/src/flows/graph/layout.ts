// Where everything stands: dagre lays out the steps of each lane, and lanes are set beside and below one
// another so that the whole has about the shape of its place.
import dagre from "@dagrejs/dagre";
import type { Graph, GraphNode } from "../data";
import { ANSWERS, type Lane, lanesOf } from "./lanes";

export const WIDTH = 216;
const PAD = 12;
const HEAD = 40;
const GAP = 28;
const BETWEEN = 22;
const ROW = 28;
const LETTERS = 21;
const SMALL_LETTERS = 29;

export interface Placed {
  node: GraphNode;
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedLane {
  lane: Lane;
  x: number;
  y: number;
  width: number;
  height: number;
  nodes: Placed[];
}

export interface Layout {
  lanes: PlacedLane[];
  width: number;
  height: number;
}

/** How many lines a text takes, broken between words. */
function linesOf(text: string, letters = LETTERS): number {
  let [lines, width] = [1, 0];
  for (const word of text.split(" ")) {
    if (width > 0 && width + 1 + word.length > letters) [lines, width] = [lines + 1, word.length];
    else width += (width > 0 ? 1 : 0) + word.length;
  }
  return lines;
}

/** What is written in a step. */
export interface Said {
  title: string;
  when: readonly string[];
}

function heightOf(node: GraphNode, said: Said): number {
  if (node.kind === "answer") return ROW;
  const conditions = said.when.reduce((sum, one) => sum + linesOf(one, SMALL_LETTERS), 0);
  return 12 + 16 + linesOf(said.title) * 18 + conditions * 16;
}

function placed(lane: Lane, graph: Graph, say: (node: GraphNode) => Said): PlacedLane {
  const heights = new Map(lane.steps.map((node) => [node.id, heightOf(node, say(node))]));
  const drawing = new dagre.graphlib.Graph();
  drawing.setGraph({ rankdir: "TB", ranksep: lane.id === ANSWERS ? 4 : BETWEEN, nodesep: 24 });
  drawing.setDefaultEdgeLabel(() => ({}));
  const own = new Set(lane.steps.map((node) => node.id));
  for (const node of lane.steps) drawing.setNode(node.id, { width: WIDTH, height: heights.get(node.id) ?? ROW });
  if (lane.id === ANSWERS) {
    lane.steps.forEach((node, at) => {
      const next = lane.steps[at + 1];
      if (next !== undefined) drawing.setEdge(node.id, next.id);
    });
  }
  const order = new Map(lane.steps.map((node, at) => [node.id, at]));
  for (const edge of graph.edges) {
    const [from, to] = [order.get(edge.from), order.get(edge.to)];
    if (own.has(edge.from) && from !== undefined && to !== undefined && from < to) drawing.setEdge(edge.from, edge.to);
  }
  dagre.layout(drawing);
  const nodes = lane.steps.map((node) => {
    const { x, y } = drawing.node(node.id) as { x: number; y: number };
    const height = heights.get(node.id) ?? ROW;
    return { node, x: x - WIDTH / 2 + PAD, y: y - height / 2 + HEAD + PAD, width: WIDTH, height };
  });
  const right = Math.max(WIDTH + PAD, ...nodes.map((one) => one.x + one.width));
  const below = Math.max(HEAD, ...nodes.map((one) => one.y + one.height));
  return { lane, x: 0, y: 0, width: right + PAD, height: below + PAD, nodes };
}

/** `shape` is the width of the place by its height. */
export function layout(graph: Graph, shape: number, say: (node: GraphNode) => Said): Layout {
  const lanes = lanesOf(graph).map((lane) => placed(lane, graph, say));
  const wide = Math.max(WIDTH, ...lanes.map((one) => one.width)) + GAP;
  const area = lanes.reduce((sum, one) => sum + (one.height + GAP) * wide, 0);
  const columns = Math.max(1, Math.min(lanes.length, Math.round(Math.sqrt(area * shape) / wide)));
  const ends = Array.from({ length: columns }, () => 0);
  for (const one of lanes) {
    const at = ends.indexOf(Math.min(...ends));
    one.x = at * wide;
    one.y = ends[at] as number;
    ends[at] = one.y + one.height + GAP;
  }
  return { lanes, width: columns * wide - GAP, height: Math.max(0, ...ends) - GAP };
}
