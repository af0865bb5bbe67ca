// Long lists: only the rows that are seen are drawn, so 5,000 are as quick as fifty. Arrow keys (or j
// and k) go through them, Enter opens.
import { useVirtualizer } from "@tanstack/react-virtual";
import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { both, useWords } from "@/words/language";
import { useKeys } from "./keys";

const words = both(
  { next: "Next", before: "The one before", open: "Open", more: "Loading more" },
  { next: "Siguiente", before: "Anterior", open: "Abrir", more: "Cargando más" },
);

interface Given<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => string;
  /** In pixels; rows are all as high, unless `measured` or told one by one. */
  height: number | ((item: T) => number);
  measured?: boolean;
  chosen: string | null;
  onChoose: (item: T) => void;
  onOpen?: (item: T) => void;
  row: (item: T, chosen: boolean) => ReactNode;
  /** Called when the end comes into sight. */
  onEnd?: () => void;
  loadingMore?: boolean;
  /** Whether the list takes arrow keys, j, k and Enter from anywhere on the page. */
  keyed?: boolean;
  className?: string;
}

export function List<T>({
  label,
  items,
  idOf,
  height,
  measured = false,
  chosen,
  onChoose,
  onOpen,
  row,
  onEnd,
  loadingMore = false,
  keyed = true,
  className,
}: Given<T>) {
  const told = useWords(words);
  const around = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => around.current,
    estimateSize: (at) => (typeof height === "number" ? height : height(items[at] as T)),
    getItemKey: (at) => idOf(items[at] as T),
    overscan: 8,
  });
  const drawn = rows.getVirtualItems();
  const last = drawn.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= items.length - 10 && items.length > 0) onEnd?.();
  }, [last, items.length, onEnd]);

  const place = items.findIndex((item) => idOf(item) === chosen);
  const move = (by: number) => {
    const to = Math.min(items.length - 1, Math.max(0, place + by));
    const item = items[to];
    if (item === undefined) return;
    rows.scrollToIndex(to);
    onChoose(item);
  };
  const open = () => {
    const item = items[place];
    if (item !== undefined) (onOpen ?? onChoose)(item);
  };
  useKeys(
    keyed
      ? [
          { keys: "ArrowDown", says: told.next, does: () => move(1) },
          { keys: "j", says: told.next, does: () => move(1) },
          { keys: "ArrowUp", says: told.before, does: () => move(-1) },
          { keys: "k", says: told.before, does: () => move(-1) },
          ...(onOpen === undefined ? [] : [{ keys: "Enter", says: told.open, does: open }]),
        ]
      : [],
  );

  return (
    <div ref={around} className={clsx("h-full overflow-y-auto", className)}>
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {drawn.map((each) => {
          const item = items[each.index] as T;
          const id = idOf(item);
          return (
            <li
              key={each.key}
              ref={measured ? rows.measureElement : undefined}
              data-index={each.index}
              aria-setsize={items.length}
              aria-posinset={each.index + 1}
              className="absolute inset-x-0 top-0"
              style={{
                transform: `translateY(${each.start}px)`,
                height: measured ? undefined : each.size,
              }}
            >
              {row(item, id === chosen)}
            </li>
          );
        })}
      </ul>
      {loadingMore && (
        <p role="status" className="p-3 text-center text-ink-3">
          {told.more}
        </p>
      )}
    </div>
  );
}
