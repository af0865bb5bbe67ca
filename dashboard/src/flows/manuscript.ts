// The texts of a draft while somebody writes them: what is on the screen, what the server has, and how
// the one becomes the other. Typing only notes that a text is another one; nothing is drawn for it.
import { Text } from "@codemirror/state";
import { useSyncExternalStore } from "react";
import { Problem } from "@/api/client";
import { type Draft, type FlowFile, type Sent, server } from "./data";
import { type Kept, keep, kept, letGo } from "./kept";

export type Standing =
  | { is: "saved"; at: string | null }
  | { is: "unsaved" | "saving" | "offline" }
  | { is: "stale"; said: string; theirs: Draft }
  | { is: "refused"; said: string };

interface Page {
  file: Omit<FlowFile, "text">;
  now: Text;
  /** As the server has it. */
  saved: string;
}

const SAVE_MS = 900;
const KEEP_MS = 300;
const RETRY_MS = 5000;

const asText = (text: string) => Text.of(text.split(/\r\n?|\n/));

export class Manuscript {
  readonly flow: string;
  readonly fixed: boolean;
  revision: number;
  changed: boolean;
  /** Another number for every other text. */
  version = 0;
  /** When what is on the screen was brought back from this machine. */
  broughtBack: string | null = null;
  standing: Standing;
  private pages = new Map<string, Page>();
  private readonly drawn = new Set<() => void>();
  private readonly typed = new Set<() => void>();
  private readonly replaced = new Set<(name: string, text: string) => void>();
  private timers: Record<"save" | "keep" | "retry", number> = { save: 0, keep: 0, retry: 0 };
  private saving: Promise<boolean> | null = null;

  constructor(flow: string, draft: Draft, fixed: boolean) {
    this.flow = flow;
    this.fixed = fixed;
    this.revision = draft.revision;
    this.changed = draft.changed;
    this.standing = { is: "saved", at: draft.updated_at };
    for (const { text, ...file } of draft.files) this.pages.set(file.name, { file, now: asText(text), saved: text });
  }

  /** Bring back what this machine holds. Those who saved meanwhile are not written over. */
  bringBack(draft: Draft): void {
    const held = this.fixed ? null : kept(this.flow);
    if (held === null) return;
    const differing = Object.entries(held.files).filter(([name, text]) => (this.pages.get(name)?.saved ?? null) !== text);
    if (differing.length === 0) {
      letGo(this.flow);
      return;
    }
    this.broughtBack = held.at;
    this.put(differing.map(([name, text]) => ({ name, text })));
    if (held.revision !== draft.revision) this.stand({ is: "stale", said: "", theirs: draft });
  }

  get files(): readonly Omit<FlowFile, "text">[] {
    const order = ["flow", "language", "clinic", "examples"];
    const files = [...this.pages.values()].map((page) => page.file);
    return files.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
  }

  doc(name: string): Text {
    return this.pages.get(name)?.now ?? Text.empty;
  }

  savedText(name: string): string {
    return this.pages.get(name)?.saved ?? "";
  }

  isChanged(name: string): boolean {
    const page = this.pages.get(name);
    return page !== undefined && page.now.toString() !== page.saved;
  }

  texts(): Sent[] {
    return [...this.pages].map(([name, page]) => ({ name, text: page.now.toString() }));
  }

  get dirty(): boolean {
    return [...this.pages.keys()].some((name) => this.isChanged(name));
  }

  /** Somebody has typed. */
  type(name: string, now: Text): void {
    const page = this.pages.get(name);
    if (page === undefined || page.now === now) return;
    page.now = now;
    this.touched();
  }

  /** Texts from elsewhere (the form, a mend, somebody else) take the place of those on the screen. */
  put(files: readonly Sent[]): void {
    let some = false;
    for (const { name, text } of files) {
      const page = this.pages.get(name);
      if (page === undefined) {
        const file = { name, kind: name.split(".").length > 2 ? "language" : "flow", language: name.split(".")[1] ?? null };
        this.pages.set(name, { file, now: asText(text), saved: "" });
      } else if (page.now.toString() !== text) {
        page.now = asText(text);
        for (const each of this.replaced) each(name, text);
      } else continue;
      some = true;
    }
    if (some) this.touched();
  }

  private touched(): void {
    this.version += 1;
    for (const each of this.typed) each();
    if (this.fixed) return;
    clearTimeout(this.timers.keep);
    this.timers.keep = window.setTimeout(() => this.hold(), KEEP_MS);
    if (this.standing.is === "stale") return;
    if (this.standing.is === "saved" || this.standing.is === "refused") this.stand({ is: "unsaved" });
    clearTimeout(this.timers.save);
    this.timers.save = window.setTimeout(() => void this.save(), SAVE_MS);
  }

  /** Hold on this machine what is not saved. */
  hold(): void {
    if (this.fixed) return;
    const files: Record<string, string> = {};
    for (const [name, page] of this.pages) if (this.isChanged(name)) files[name] = page.now.toString();
    if (Object.keys(files).length === 0) letGo(this.flow);
    else keep(this.flow, { revision: this.revision, at: new Date().toISOString(), files } satisfies Kept);
  }

  /** Save what is on the screen; true once the server has it. */
  async save(): Promise<boolean> {
    clearTimeout(this.timers.save);
    clearTimeout(this.timers.retry);
    if (this.saving !== null) await this.saving;
    if (this.fixed) return false;
    if (this.standing.is === "stale") return false;
    if (!this.dirty) {
      this.hold();
      if (this.standing.is !== "saved") this.stand({ is: "saved", at: new Date().toISOString() });
      return true;
    }
    this.saving = this.send().finally(() => (this.saving = null));
    return this.saving;
  }

  private async send(): Promise<boolean> {
    const sent = this.texts();
    this.stand({ is: "saving" });
    try {
      const draft = await server.save(this.flow, this.revision, sent);
      this.taken(draft, sent);
      return !this.dirty;
    } catch (error) {
      this.hold();
      if (error instanceof Problem && error.code === "stale") {
        this.stand({ is: "stale", said: error.message, theirs: await server.draft(this.flow) });
      } else if (error instanceof Problem && error.status < 500 && error.status !== 401) {
        this.stand({ is: "refused", said: error.message });
      } else {
        this.stand({ is: "offline" });
        this.timers.retry = window.setTimeout(() => void this.save(), RETRY_MS);
      }
      return false;
    }
  }

  private taken(draft: Draft, sent: readonly Sent[]): void {
    this.revision = draft.revision;
    this.changed = draft.changed;
    this.broughtBack = null;
    for (const { name, text } of sent) {
      const page = this.pages.get(name);
      if (page !== undefined) page.saved = text;
    }
    this.hold();
    if (this.dirty) {
      this.stand({ is: "unsaved" });
      this.timers.save = window.setTimeout(() => void this.save(), SAVE_MS);
    } else this.stand({ is: "saved", at: draft.updated_at });
  }

  /** The server's draft is another one now (published, thrown away, restored): go on from there. */
  rebase(draft: Draft): void {
    this.revision = draft.revision;
    this.changed = draft.changed;
    this.broughtBack = null;
    for (const { name, text } of draft.files) {
      const page = this.pages.get(name);
      if (page !== undefined) page.saved = text;
    }
    this.stand({ is: "saved", at: draft.updated_at });
    this.put(draft.files);
    clearTimeout(this.timers.save);
    this.hold();
    this.stand({ is: "saved", at: draft.updated_at });
  }

  /** Out of a conflict: go on from theirs, with one's own texts or with other ones over it. */
  settle(theirs: Draft, files: readonly Sent[]): void {
    this.revision = theirs.revision;
    for (const { name, text } of theirs.files) {
      const page = this.pages.get(name);
      if (page !== undefined) page.saved = text;
    }
    this.stand({ is: "unsaved" });
    this.put(files);
    void this.save();
  }

  private stand(next: Standing): void {
    this.standing = next;
    for (const each of this.drawn) each();
  }

  /** Be told of every text that is another one; returns how to stop. */
  onText(told: () => void): () => void {
    this.typed.add(told);
    return () => this.typed.delete(told);
  }

  onReplaced(told: (name: string, text: string) => void): () => void {
    this.replaced.add(told);
    return () => this.replaced.delete(told);
  }

  watch = (told: () => void): (() => void) => {
    this.drawn.add(told);
    return () => this.drawn.delete(told);
  };

  /** Nobody looks any more: what is not saved is held, and saved if that can be done. */
  close(): void {
    this.hold();
    clearTimeout(this.timers.keep);
    clearTimeout(this.timers.retry);
    if (this.standing.is === "unsaved") void this.save();
  }
}

export function useStanding(manuscript: Manuscript): Standing {
  return useSyncExternalStore(manuscript.watch, () => manuscript.standing);
}
