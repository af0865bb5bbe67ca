// Light, dark, or as the machine; and the clinic's own accent colour, if it has one.
import { useSyncExternalStore } from "react";
import { accentOf } from "@/kit/contrast";

export type Theme = "light" | "dark" | "system";

const KEPT = "frontdesk.theme";
const machine = matchMedia("(prefers-color-scheme: dark)");
const watchers = new Set<() => void>();

function kept(): Theme {
  const theme = localStorage.getItem(KEPT);
  return theme === "light" || theme === "dark" ? theme : "system";
}

const ACCENT = Object.keys(accentOf("#000000", false));
let theme = kept();
let accent: string | null = null;

function show(): void {
  const dark = theme === "dark" || (theme === "system" && machine.matches);
  const { dataset, style } = document.documentElement;
  dataset["theme"] = dark ? "dark" : "light";
  const colours = accent === null ? {} : accentOf(accent, dark);
  for (const name of ACCENT) style.setProperty(name, colours[name] ?? null);
}

show();
machine.addEventListener("change", show);

export function chooseTheme(next: Theme): void {
  theme = next;
  localStorage.setItem(KEPT, next);
  show();
  for (const each of watchers) each();
}

/** The accent of the clinic whose desk it is; null: ours. */
export function chooseAccent(next: string | null): void {
  accent = next;
  show();
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => theme,
  );
}
