// A flow as lanes: a request and its steps in order; what can be asked in between is a lane of its own.
import type { Graph, GraphNode } from "../data";

export interface Lane {
  id: string;
  head: GraphNode | null;
  steps: GraphNode[];
}

export const ANSWERS = "answers";

export function lanesOf(graph: Graph): Lane[] {
  const lanes = new Map<string, Lane>();
  const answers: GraphNode[] = [];
  for (const node of graph.nodes) {
    if (node.kind === "answer") answers.push(node);
    else if (node.kind === "request") lanes.set(node.id, { id: node.id, head: node, steps: [] });
    else if (node.request !== null) lanes.get(node.request)?.steps.push(node);
  }
  const found = [...lanes.values()];
  return answers.length === 0 ? found : [...found, { id: ANSWERS, head: null, steps: answers }];
}

/** The step at a line of a file, or its request; the smallest thing that holds the line. */
export function nodeAt(graph: Graph, file: string, line: number): string | null {
  let found: GraphNode | null = null;
  for (const node of graph.nodes) {
    if (node.file !== file || node.line === null || node.end_line === null) continue;
    if (line < node.line || line > node.end_line) continue;
    if (found === null || node.end_line - node.line <= (found.end_line as number) - (found.line as number)) found = node;
  }
  return found?.id ?? null;
}
