// The flow beside its text: as a picture or as a list, and the way to a request.
import clsx from "clsx";
import { lazy, Suspense, useState } from "react";
import { Select } from "@/kit/field";
import { Bar, Empty } from "@/kit/states";
import { Chip } from "@/kit/chip";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import type { Check } from "../check";
import type { GraphNode } from "../data";
import { words } from "./words";
import { lanesOf } from "./lanes";
import type { Light } from "./light";
import { Outline } from "./outline";
import { useSayings } from "./sayings";

const Picture = lazy(() => import("./picture"));
const KEPT = "frontdesk.flows.shown-as";

export function Middle({
  check,
  light,
  faults,
  onOpen,
  usual,
}: {
  check: Check;
  light: Light;
  faults: ReadonlySet<string>;
  onOpen: (node: GraphNode) => void;
  usual: "picture" | "list";
}) {
  const told = useWords(words);
  const say = useSayings();
  const [as, setAs] = useState<"picture" | "list">(() => (localStorage.getItem(KEPT) as "picture" | "list" | null) ?? usual);
  const choose = (next: "picture" | "list") => {
    localStorage.setItem(KEPT, next);
    setAs(next);
  };
  const { graph } = check;
  const lanes = graph === null ? [] : lanesOf(graph).filter((lane) => lane.head !== null);
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <div className="flex h-11 shrink-0 items-center justify-between gap-2 border-b border-line px-3">
        <Select
          label={told.goToRequest}
          unseen
          value=""
          disabled={lanes.length === 0}
          className="h-8! w-44! text-ink-2"
          onChange={(event) => {
            const lane = lanes.find((one) => one.id === event.target.value);
            if (lane?.head != null) onOpen(lane.head);
          }}
        >
          <option value="">{told.goToRequest}</option>
          {lanes.map((lane) => (
            <option key={lane.id} value={lane.id}>
              {lane.head === null ? "" : say(lane.head).title}
            </option>
          ))}
        </Select>
        <Filters
          label={told.showAs}
          chosen={as}
          onChoose={choose}
          choices={[
            { name: "picture", label: told.graph },
            { name: "list", label: told.list },
          ]}
        />
      </div>
      <div className={clsx("relative min-h-0 flex-1", as === "picture" && "bg-sunken")}>
        {graph === null ? (
          check.is === "waiting" ? (
            <div className="flex flex-col items-center gap-5 p-8">
              {[0, 1, 2, 3, 4].map((row) => (
                <Bar key={row} className="h-14 w-52 rounded-lg" />
              ))}
            </div>
          ) : (
            <Empty title={told.noPicture}>{told.noPictureLead}</Empty>
          )
        ) : as === "list" ? (
          <Outline graph={graph} light={light} onOpen={onOpen} />
        ) : (
          <Suspense fallback={null}>
            <Picture graph={graph} light={light} onOpen={onOpen} faults={faults} />
          </Suspense>
        )}
        {graph !== null && check.problems.length > 0 && (
          <span className="pointer-events-none absolute bottom-3 left-3">
            <Chip tone="warn">{told.oldPicture}</Chip>
          </span>
        )}
      </div>
    </div>
  );
}
