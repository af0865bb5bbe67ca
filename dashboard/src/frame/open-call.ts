// Which call's card is open, wherever it was opened from.
import { useSyncExternalStore } from "react";

let open: string | null = null;
const watchers = new Set<() => void>();

/** Open the card of a call; null closes it. */
export function openCall(id: string | null): void {
  open = id;
  for (const each of watchers) each();
}

export function useOpenCall(): string | null {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => open,
  );
}
