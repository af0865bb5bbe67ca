// The same as the picture, as a list: for who cannot see it, and for small screens.
import clsx from "clsx";
import { useEffect, useRef } from "react";
import { useWords } from "@/words/language";
import type { Graph, GraphNode } from "../data";
import { words } from "./words";
import { lanesOf } from "./lanes";
import { type Light, useCallNode, useIsHere, useLit } from "./light";
import { ICONS, useSayings } from "./sayings";

function Entry({ node, light, onOpen }: { node: GraphNode; light: Light; onOpen: (node: GraphNode) => void }) {
  const say = useSayings();
  const told = useWords(words);
  const here = useIsHere(light, node.id);
  const lit = useLit(light, node.id);
  const said = say(node);
  const Icon = ICONS[node.kind];
  return (
    <button
      type="button"
      data-entry={node.id}
      aria-current={here ? "location" : undefined}
      onClick={() => onOpen(node)}
      className={clsx(
        "flex w-full items-start gap-2 rounded-md px-2 py-1 text-left hover:bg-sunken max-md:min-h-10",
        here && "bg-sunken",
        lit !== "no" && "bg-accent-tint text-accent-text",
      )}
    >
      {Icon !== undefined && <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />}
      <span className="min-w-0">
        <span className="text-ink-3">{said.kind} </span>
        {said.title}
        {said.when.map((one) => (
          <span key={one} className="block text-xs text-ink-3">
            {one}
          </span>
        ))}
        {lit === "now" && <span className="block text-xs font-medium">{told.callIsHere}</span>}
      </span>
    </button>
  );
}

export function Outline({ graph, light, onOpen }: { graph: Graph; light: Light; onOpen: (node: GraphNode) => void }) {
  const told = useWords(words);
  const say = useSayings();
  const call = useCallNode(light);
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (call !== null) around.current?.querySelector(`[data-entry="${CSS.escape(call)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [call]);
  return (
    <div ref={around} className="h-full overflow-y-auto p-3">
      {lanesOf(graph).map((lane) => (
        <section key={lane.id} className="mb-4">
          <h3 className="px-2 pb-1 font-semibold">{lane.head === null ? told.anytime : say(lane.head).title}</h3>
          <ol>
            {lane.steps.map((node) => (
              <li key={node.id}>
                <Entry node={node} light={light} onOpen={onOpen} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
