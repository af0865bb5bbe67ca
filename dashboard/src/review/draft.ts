// A review while it is written: what the server keeps, in a form that is easy to change.
import type { Schemas } from "@/api/client";

export type Review = Schemas["CallReviewOut"];
export type Kind = Schemas["LineMistake"]["kind"];

export const KINDS: readonly Kind[] = [
  "misheard",
  "misunderstood",
  "wrong_answer",
  "rude",
  "slow",
  "unsafe",
  "other",
];

export interface Draft {
  rating: number | null;
  /** By line of the transcript. */
  errors: Record<number, { kind: Kind; note: string }>;
  intents: Record<number, string>;
  slots: Record<string, string>;
  exampleText: string;
  exampleIntent: string;
  better: string;
  tags: string;
}

export function draftOf(review: Review): Draft {
  return {
    rating: review.rating ?? null,
    errors: Object.fromEntries(
      (review.errors ?? []).map((each) => [each.line, { kind: each.kind, note: each.note ?? "" }]),
    ),
    intents: Object.fromEntries((review.intents ?? []).map((each) => [each.line, each.intent])),
    slots: Object.fromEntries(
      Object.entries(review.slots ?? {}).map(([name, value]) => [name, String(value)]),
    ),
    exampleText: review.example?.text ?? "",
    exampleIntent: review.example?.intent ?? "",
    better: review.better_answer ?? "",
    tags: (review.tags ?? []).join(", "),
  };
}

/** What is sent of a draft. */
export function bodyOf(draft: Draft, done: boolean): Schemas["CallReviewIn"] {
  const example = draft.exampleText.trim();
  const filled = Object.entries(draft.slots).filter(([, value]) => value.trim() !== "");
  return {
    rating: draft.rating,
    errors: Object.entries(draft.errors).map(([line, { kind, note }]) => ({
      line: Number(line),
      kind,
      note: note.trim() || null,
    })),
    intents: Object.entries(draft.intents).map(([line, intent]) => ({ line: Number(line), intent })),
    slots: Object.fromEntries(filled),
    example: example && draft.exampleIntent ? { text: example, intent: draft.exampleIntent } : null,
    better_answer: draft.better.trim() || null,
    tags: draft.tags
      .split(",")
      .map((each) => each.trim().toLowerCase().replace(/[^a-z0-9_-]+/g, "-"))
      .filter((each) => /[a-z0-9]/.test(each))
      .map((each) => each.slice(0, 40)),
    done,
  };
}
