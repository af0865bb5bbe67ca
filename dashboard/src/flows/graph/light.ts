// What is lit in the picture: the step where the cursor stands, and the way of a test call. Kept apart
// from the picture, so that a step that lights up draws itself and nothing else.
import { useSyncExternalStore } from "react";

export type Lit = "no" | "passed" | "now";

export class Light {
  private here: string | null = null;
  private been = new Set<string>();
  private now: string | null = null;
  private readonly watchers = new Set<() => void>();

  /** The step where the cursor stands. */
  stand(id: string | null): void {
    if (id === this.here) return;
    this.here = id;
    this.tell();
  }

  /** The steps that a turn of a call came through, and where the call stands; nothing: a new call. */
  walk(path: readonly string[], now: string | null): void {
    this.been = path.length === 0 && now === null ? new Set() : new Set([...this.been, ...path]);
    this.now = now;
    this.tell();
  }

  get cursor(): string | null {
    return this.here;
  }

  get call(): string | null {
    return this.now;
  }

  lit(id: string): Lit {
    return id === this.now ? "now" : this.been.has(id) ? "passed" : "no";
  }

  get length(): number {
    return this.been.size;
  }

  watch = (told: () => void): (() => void) => {
    this.watchers.add(told);
    return () => this.watchers.delete(told);
  };

  private tell(): void {
    for (const each of this.watchers) each();
  }
}

export function useLit(light: Light, id: string): Lit {
  return useSyncExternalStore(light.watch, () => light.lit(id));
}

export function useIsHere(light: Light, id: string): boolean {
  return useSyncExternalStore(light.watch, () => light.cursor === id);
}

export function useCursorNode(light: Light): string | null {
  return useSyncExternalStore(light.watch, () => light.cursor);
}

export function useCallNode(light: Light): string | null {
  return useSyncExternalStore(light.watch, () => light.call);
}
