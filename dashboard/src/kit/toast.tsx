// Short words about what was done, with ten seconds to undo it instead of "are you sure?".
import clsx from "clsx";
import { X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useSyncExternalStore } from "react";
import { onFailure } from "@/api/client";
import { both, useWords } from "@/words/language";
import { Button, IconButton } from "./button";

const UNDO_MS = 10_000;
const SHOWN_MS = 5_000;
const LIFT = "--toasts";

const words = both(
  { undo: "Undo", close: "Dismiss", list: "Messages of the desk" },
  { undo: "Deshacer", close: "Cerrar", list: "Mensajes de la recepción" },
);

interface Toast {
  id: number;
  text: ReactNode;
  tone: "plain" | "danger";
  undo: (() => void) | null;
}

let toasts: readonly Toast[] = [];
let latest = 0;
const watchers = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const each of watchers) each();
}

function remove(id: number): void {
  change(toasts.filter((each) => each.id !== id));
}

function show(text: ReactNode, tone: Toast["tone"], undo: Toast["undo"]): void {
  latest += 1;
  const id = latest;
  change([...toasts.slice(-3), { id, text, tone, undo }]);
  setTimeout(() => remove(id), undo === null ? SHOWN_MS : UNDO_MS);
}

/** Say what was done; `undo` offers to take it back for ten seconds. */
export function say(text: ReactNode, undo?: () => void): void {
  show(text, "plain", undo ?? null);
}

/** Say what went wrong, and what to do. */
export function complain(text: ReactNode): void {
  show(text, "danger", null);
}

/** Show what is said higher up, as long as the component is shown: above buttons at the page's end. */
export function useLiftedToasts(bottom: string): void {
  useEffect(() => {
    document.documentElement.style.setProperty(LIFT, bottom);
    return () => void document.documentElement.style.removeProperty(LIFT);
  }, [bottom]);
}

export function Toasts() {
  const told = useWords(words);
  const shown = useSyncExternalStore(
    useCallback((watcher: () => void) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    }, []),
    () => toasts,
  );
  useEffect(() => onFailure((error) => complain(error.message)), []);
  return (
    <div
      role="region"
      aria-label={told.list}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-(--toasts,1rem) z-[60] flex flex-col items-center gap-2 px-4 max-md:bottom-(--toasts,5rem)"
    >
      {shown.map((toast) => (
        <div
          key={toast.id}
          role={toast.tone === "danger" ? "alert" : "status"}
          className={clsx(
            "arrive pointer-events-auto flex min-h-10 max-w-full items-center gap-3 rounded-lg px-3 py-1.5 shadow-float",
            toast.tone === "danger" ? "bg-danger text-danger-ink" : "bg-ink text-surface",
          )}
        >
          <span className="min-w-0">{toast.text}</span>
          {toast.undo !== null && (
            <Button
              size="small"
              look="quiet"
              className="font-medium text-inherit! underline hover:bg-transparent"
              onClick={() => {
                toast.undo?.();
                remove(toast.id);
              }}
            >
              {told.undo}
            </Button>
          )}
          <IconButton
            size="small"
            label={told.close}
            className="text-inherit! hover:bg-transparent"
            onClick={() => remove(toast.id)}
          >
            <X className="size-4" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
