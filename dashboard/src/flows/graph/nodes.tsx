// What is drawn of a flow: lanes with the request as their title, and steps in them.
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import clsx from "clsx";
import { createContext, use, useSyncExternalStore } from "react";
import type { GraphNode } from "../data";
import { type Light, useIsHere, useLit } from "./light";
import { ICONS, type Sayings } from "./sayings";

interface Table {
  light: Light;
  open: (node: GraphNode) => void;
  /** The one step that Tab leads to; arrow keys go on from there. */
  first: string | null;
}

export const OnTable = createContext<Table | null>(null);

export type LaneNode = Node<{ id: string; title: string; head: GraphNode | null }, "lane">;
export type StepNode = Node<{ node: GraphNode; said: Sayings; fault: boolean }, "step">;

function useTable(): Table {
  const table = use(OnTable);
  if (table === null) throw new Error("a step is drawn outside of its picture");
  return table;
}

export function LaneBox({ data }: NodeProps<LaneNode>) {
  const { light, open } = useTable();
  const here = useIsHere(light, data.head?.id ?? "");
  const lit = useSyncExternalStore(light.watch, () => (light.call ?? "").startsWith(`${data.id}.`));
  return (
    <div
      className={clsx(
        "flow-lane h-full rounded-xl border bg-ground transition-colors duration-150",
        here || lit ? "border-accent" : "border-line",
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        disabled={data.head === null}
        onClick={() => data.head !== null && open(data.head)}
        className={clsx(
          "nodrag flex h-10 w-full items-center truncate rounded-t-xl px-3 text-left font-semibold",
          here ? "text-accent-text" : "text-ink",
        )}
      >
        <span className="truncate">{data.title}</span>
      </button>
    </div>
  );
}

const HIDDEN = "!pointer-events-none !size-px !min-h-0 !min-w-0 !border-0 !bg-transparent";

export function StepBox({ data }: NodeProps<StepNode>) {
  const { light, open, first } = useTable();
  const { node, said, fault } = data;
  const here = useIsHere(light, node.id);
  const lit = useLit(light, node.id);
  const Icon = ICONS[node.kind] ?? ICONS["say"];
  const answer = node.kind === "answer";
  return (
    <>
      <Handle type="target" position={Position.Top} className={HIDDEN} isConnectable={false} />
      <Handle type="target" id="side" position={Position.Right} className={HIDDEN} isConnectable={false} />
      <button
        type="button"
        data-step={node.id}
        data-lit={lit}
        aria-current={here ? "location" : undefined}
        tabIndex={first === node.id ? 0 : -1}
        onClick={() => open(node)}
        className={clsx(
          "nodrag flex h-full w-full gap-2 rounded-lg border px-2.5 text-left transition-[border-color,box-shadow,background-color] duration-150",
          answer ? "items-center py-0" : "items-start py-1.5",
          node.when.length > 0 && "border-dashed",
          lit === "no" ? "bg-surface" : "bg-accent-tint",
          fault
            ? "border-danger"
            : lit === "now"
              ? "border-accent ring-3 ring-accent/35"
              : lit === "passed"
                ? "border-accent"
                : here
                  ? "border-accent ring-2 ring-accent/25"
                  : "border-line-strong hover:border-ink-3",
        )}
      >
        {Icon !== undefined && (
          <Icon
            aria-hidden
            strokeWidth={1.8}
            className={clsx("mt-px size-4 shrink-0", lit === "no" && !here ? "text-ink-3" : "text-accent-text")}
          />
        )}
        <span className="min-w-0 flex-1">
          {!answer && <span className="block text-xs leading-4 text-ink-3">{said.kind}</span>}
          <span className={clsx("block leading-[18px]", answer && "truncate text-sm")}>{said.title}</span>
          {said.when.map((one) => (
            <span key={one} className="block text-xs leading-4 text-ink-3">
              {one}
            </span>
          ))}
        </span>
      </button>
      <Handle type="source" position={Position.Bottom} className={HIDDEN} isConnectable={false} />
      <Handle type="source" id="side" position={Position.Right} className={HIDDEN} isConnectable={false} />
    </>
  );
}
