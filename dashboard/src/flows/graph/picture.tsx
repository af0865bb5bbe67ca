// The flow as a picture, beside its text: the step where the cursor stands is marked, a click leads to
// the line, the way of a test call lights up. Arrow keys go from step to step.
import "@xyflow/react/dist/base.css";
import "./picture.css";
import { type Edge, MarkerType, ReactFlow, ReactFlowProvider, useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { IconButton } from "@/kit/button";
import { useWords } from "@/words/language";
import type { Graph, GraphNode } from "../data";
import { words } from "./words";
import { layout, type PlacedLane } from "./layout";
import { type Light, useCallNode, useCursorNode } from "./light";
import { LaneBox, type LaneNode, OnTable, StepBox, type StepNode } from "./nodes";
import { useSayings } from "./sayings";

const KINDS = { lane: LaneBox, step: StepBox };

function useShape(place: React.RefObject<HTMLDivElement | null>): number {
  const [shape, setShape] = useState(0.7);
  useEffect(() => {
    const box = place.current?.getBoundingClientRect();
    if (box !== undefined && box.height > 0) setShape(Math.round((box.width / box.height) * 4) / 4 || 0.5);
  }, [place]);
  return shape;
}

function Drawn({ graph, light, onOpen, faults }: Given) {
  const told = useWords(words);
  const say = useSayings();
  const flow = useReactFlow();
  const place = useRef<HTMLDivElement>(null);
  const shape = useShape(place);
  const made = useMemo(() => layout(graph, shape, say), [graph, shape, say]);
  const here = useCursorNode(light);
  const call = useCallNode(light);
  const walked = useSyncExternalStore(light.watch, () => light.length);

  const nodes = useMemo(() => {
    const lanes = made.lanes.map(
      (one): LaneNode => ({
        id: `lane:${one.lane.id}`,
        type: "lane",
        position: { x: one.x, y: one.y },
        width: one.width,
        height: one.height,
        data: { id: one.lane.id, head: one.lane.head, title: one.lane.head === null ? told.anytime : say(one.lane.head).title },
        zIndex: -1,
        focusable: false,
      }),
    );
    const steps = made.lanes.flatMap((lane) =>
      lane.nodes.map(
        ({ node, x, y, width, height }): StepNode => ({
          id: node.id,
          type: "step",
          position: { x: lane.x + x, y: lane.y + y },
          width,
          height,
          data: { node, said: say(node), fault: faults.has(node.id) },
          focusable: false,
        }),
      ),
    );
    return [...lanes, ...steps];
  }, [made, say, told, faults]);

  const edges = useMemo(() => {
    const order = new Map(made.lanes.flatMap((lane) => lane.nodes.map((one, at) => [one.node.id, at] as const)));
    return graph.edges.flatMap((edge): Edge[] => {
      const [from, to] = [order.get(edge.from), order.get(edge.to)];
      if (from === undefined || to === undefined) return [];
      const back = to < from;
      const on = walked > 0 && light.lit(edge.from) !== "no" && light.lit(edge.to) !== "no" && !back;
      return [
        {
          id: `${edge.from}→${edge.to}`,
          source: edge.from,
          target: edge.to,
          type: back ? "smoothstep" : "straight",
          ...(back ? { sourceHandle: "side", targetHandle: "side" } : {}),
          className: on ? "flow-lit" : back ? "flow-back" : "",
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: on ? "var(--accent)" : "var(--ink-3)" },
          focusable: false,
        },
      ];
    });
    // What is lit is asked of `light`, which tells by `walked` and `call` that it is another way.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [graph, made, light, walked, call]);

  const find = (id: string | null): { lane: PlacedLane; at: number } | null => {
    for (const lane of made.lanes) {
      const at = lane.nodes.findIndex((one) => one.node.id === id);
      if (at >= 0 || `lane:${lane.lane.id}` === `lane:${id}`) return { lane, at };
    }
    return null;
  };

  const look = (id: string | null, always = false) => {
    const found = find(id);
    const box = place.current?.getBoundingClientRect();
    if (found === null || box === undefined || box.width === 0) return;
    const { x, y, zoom } = flow.getViewport();
    const step = found.lane.nodes[found.at];
    const top = found.lane.y + (step?.y ?? 0);
    const middle = found.lane.x + found.lane.width / 2;
    const [left, right] = [found.lane.x * zoom + x, (found.lane.x + found.lane.width) * zoom + x];
    const down = top * zoom + y;
    const seen = left >= 0 && right <= box.width && down >= 0 && down + 70 * zoom <= box.height && zoom > 0.55;
    if (seen && !always) return;
    const near = Math.min(1, Math.max(0.72, Math.min(zoom, box.width / (found.lane.width + 24))));
    const high = found.lane.height * near <= box.height - 24;
    const centre = high ? found.lane.y + found.lane.height / 2 : Math.max(top, found.lane.y + box.height / near / 2 - 16);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    void flow.setCenter(middle, centre, { zoom: near, duration: still ? 0 : 150 });
  };
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => latest.current(here), [here]);
  useEffect(() => latest.current(call), [call]);

  const keyed = (event: KeyboardEvent<HTMLDivElement>) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>("[data-step]")?.dataset["step"] ?? null;
    const found = find(from);
    const by = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[event.key];
    if (found === null || by === undefined) return;
    event.preventDefault();
    const [aside = 0, down = 0] = by;
    const lane = made.lanes[made.lanes.indexOf(found.lane) + aside];
    const next = aside === 0 ? found.lane.nodes[found.at + down] : lane?.nodes[0];
    if (next === undefined) return;
    latest.current(next.node.id);
    place.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(next.node.id)}"]`)?.focus({ preventScroll: true });
  };

  const first = here !== null && find(here)?.at !== -1 ? here : (made.lanes[0]?.nodes[0]?.node.id ?? null);
  const table = useMemo(() => ({ light, open: onOpen, first }), [light, onOpen, first]);

  return (
    <OnTable value={table}>
      {/* Keys of the steps, which are buttons, are heard here for all of them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={place} className="relative h-full min-h-0" onKeyDown={keyed}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={KINDS}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          panOnScroll
          zoomOnDoubleClick={false}
          minZoom={0.12}
          maxZoom={1.4}
          aria-label={told.picture}
          proOptions={{ hideAttribution: true }}
          onInit={() => latest.current(here ?? made.lanes[0]?.nodes[0]?.node.id ?? null, true)}
        />
        <div className="absolute right-3 bottom-3 flex flex-col rounded-lg border border-line bg-surface shadow-float">
          <IconButton size="small" label={told.closer} onClick={() => void flow.zoomIn({ duration: 120 })}>
            <Plus className="size-4" />
          </IconButton>
          <IconButton size="small" label={told.farther} onClick={() => void flow.zoomOut({ duration: 120 })}>
            <Minus className="size-4" />
          </IconButton>
          <IconButton size="small" label={told.whole} onClick={() => void flow.fitView({ duration: 150, padding: 0.04 })}>
            <Maximize className="size-4" />
          </IconButton>
        </div>
      </div>
    </OnTable>
  );
}

interface Given {
  graph: Graph;
  light: Light;
  onOpen: (node: GraphNode) => void;
  faults: ReadonlySet<string>;
}

export default function Picture(given: Given) {
  return (
    <ReactFlowProvider>
      <Drawn {...given} />
    </ReactFlowProvider>
  );
}
