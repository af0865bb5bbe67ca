// Panes beside one another, whose borders can be moved by mouse and by keyboard; remembered.
import clsx from "clsx";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState, useSyncExternalStore } from "react";

const KEPT = "frontdesk.flows.panes";
const LEAST = 18;
const STEP = 2;

/** Whether the window is at least so wide, in pixels. */
export function useWide(pixels: number): boolean {
  const query = `(min-width: ${pixels}px)`;
  return useSyncExternalStore(
    (told) => {
      const list = matchMedia(query);
      list.addEventListener("change", told);
      return () => list.removeEventListener("change", told);
    },
    () => matchMedia(query).matches,
  );
}

function kept(count: number, usual: readonly number[]): number[] {
  try {
    const found = JSON.parse(localStorage.getItem(`${KEPT}.${count}`) ?? "null") as unknown;
    if (Array.isArray(found) && found.length === count && found.every((one) => typeof one === "number" && one >= LEAST)) {
      return found as number[];
    }
  } catch {
    // What cannot be read is forgotten.
  }
  return [...usual];
}

/** `usual` are the widths in per cent; `labels` name the borders between panes. */
export function Panes({
  panes,
  usual,
  labels,
}: {
  panes: readonly { name: string; content: ReactNode }[];
  usual: readonly number[];
  labels: readonly string[];
}) {
  const count = panes.length;
  const [widths, setWidths] = useState(() => kept(count, usual));
  const around = useRef<HTMLDivElement>(null);
  const shares = widths.length === count ? widths : kept(count, usual);

  const move = (at: number, to: number) => {
    const before = shares.slice(0, at).reduce((sum, one) => sum + one, 0);
    const both = (shares[at] ?? 0) + (shares[at + 1] ?? 0);
    const own = Math.min(both - LEAST, Math.max(LEAST, to - before));
    const next = shares.map((one, place) => (place === at ? own : place === at + 1 ? both - own : one));
    setWidths(next);
    localStorage.setItem(`${KEPT}.${count}`, JSON.stringify(next));
  };
  const edge = (at: number) => shares.slice(0, at + 1).reduce((sum, one) => sum + one, 0);

  const dragged = (at: number) => (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = around.current?.getBoundingClientRect();
    if (box !== undefined) move(at, ((event.clientX - box.left) / box.width) * 100);
  };
  const keyed = (at: number) => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP, Home: -100, End: 100 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(at, edge(at) + by);
  };
  const columns = shares.map((one) => `minmax(0, ${one}fr)`).join(" 1px ");

  return (
    <div ref={around} className="grid h-full min-h-0" style={{ gridTemplateColumns: columns, gridTemplateRows: "minmax(0, 1fr)" }}>
      {panes.flatMap((pane, at) => [
        <div key={pane.name} className="min-h-0 min-w-0">
          {pane.content}
        </div>,
        at < count - 1 && (
          // A border that can be moved is the one separator that takes the focus.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <div
            key={`${pane.name}-border`}
            role="separator"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
            aria-orientation="vertical"
            aria-label={labels[at]}
            aria-valuenow={Math.round(edge(at))}
            aria-valuemin={LEAST}
            aria-valuemax={100 - LEAST}
            onKeyDown={keyed(at)}
            onDoubleClick={() => {
              localStorage.removeItem(`${KEPT}.${count}`);
              setWidths([...usual]);
            }}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={dragged(at)}
            className={clsx(
              "relative z-10 cursor-col-resize touch-none bg-line outline-offset-0 hover:bg-accent focus-visible:bg-accent",
              "after:absolute after:inset-y-0 after:-left-1.5 after:w-3",
            )}
          />
        ),
      ])}
    </div>
  );
}
