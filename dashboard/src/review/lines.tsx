// The transcript of a call under review: each line can be marked as a mistake, and what the caller
// meant by it corrected.
import clsx from "clsx";
import { Flag } from "lucide-react";
import type { Schemas } from "@/api/client";
import { IconButton } from "@/kit/button";
import { Select, TextField } from "@/kit/field";
import { useWords } from "@/words/language";
import { namesOf, useNames } from "@/words/names";
import { useStateWord } from "@/kit/state-line";
import { type Draft, KINDS, type Kind } from "./draft";
import { words } from "./words";

type Line = Schemas["LineOut"];

export function Lines({
  lines,
  draft,
  onDraft,
}: {
  lines: readonly Line[];
  draft: Draft;
  onDraft: (next: Draft) => void;
}) {
  const told = useWords(words);
  if (lines.length === 0) return <p className="text-ink-3">{told.noWords}</p>;
  return (
    <ol className="flex flex-col">
      {lines.map((line, place) => (
        <OneLine
          // eslint-disable-next-line react/no-array-index-key -- lines are numbered by their place
          key={place}
          line={line}
          place={place}
          draft={draft}
          onDraft={onDraft}
        />
      ))}
    </ol>
  );
}

function OneLine({
  line,
  place,
  draft,
  onDraft,
}: {
  line: Line;
  place: number;
  draft: Draft;
  onDraft: (next: Draft) => void;
}) {
  const told = useWords(words);
  const stateWord = useStateWord();
  const mark = draft.errors[place];
  const isCaller = line.who === "caller";
  const toggle = () => {
    const { [place]: gone, ...left } = draft.errors;
    const kind: Kind = isCaller ? "misunderstood" : "wrong_answer";
    onDraft({ ...draft, errors: gone === undefined ? { ...left, [place]: { kind, note: "" } } : left });
  };
  return (
    <li className={clsx("group rounded-md px-2 py-1.5", mark !== undefined && "bg-danger-tint")}>
      <div className="grid grid-cols-[1fr_auto] items-start gap-x-3 md:grid-cols-[5.5rem_1fr_auto_auto]">
        <span className={clsx("truncate text-sm max-md:col-span-2", isCaller ? "font-medium text-accent-text" : "text-ink-3")}>
          {told.who[line.who as keyof typeof told.who] ?? line.who}
        </span>
        <span className="min-w-0">{line.text}</span>
        <span className="text-xs text-ink-3 max-md:hidden">{stateWord(line.state)}</span>
        <IconButton
          size="small"
          label={mark === undefined ? told.mark : told.unmark}
          aria-pressed={mark !== undefined}
          onClick={toggle}
        >
          <Flag className={clsx("size-3.5", mark === undefined ? "text-ink-3" : "fill-current text-danger-text")} />
        </IconButton>
      </div>
      {mark !== undefined && (
        <div className="mt-1.5 grid gap-2 pl-0 md:grid-cols-3 md:pl-[6.25rem]">
          <Select
            label={told.kind}
            value={mark.kind}
            onChange={(event) =>
              onDraft({
                ...draft,
                errors: { ...draft.errors, [place]: { ...mark, kind: event.target.value as Kind } },
              })
            }
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {told[kind]}
              </option>
            ))}
          </Select>
          {isCaller && <Meant place={place} line={line} draft={draft} onDraft={onDraft} />}
          <TextField
            label={told.note}
            value={mark.note}
            maxLength={1000}
            onChange={(event) =>
              onDraft({ ...draft, errors: { ...draft.errors, [place]: { ...mark, note: event.target.value } } })
            }
          />
        </div>
      )}
    </li>
  );
}

function Meant({
  place,
  line,
  draft,
  onDraft,
}: {
  place: number;
  line: Line;
  draft: Draft;
  onDraft: (next: Draft) => void;
}) {
  const told = useWords(words);
  return (
    <IntentField
      label={told.meant}
      value={draft.intents[place] ?? ""}
      also={line.intents}
      empty={told.asUnderstood}
      onChange={(intent) => {
        const { [place]: _, ...left } = draft.intents;
        onDraft({ ...draft, intents: intent === "" ? left : { ...left, [place]: intent } });
      }}
    />
  );
}

/** A choice of what callers want. */
export function IntentField({
  label,
  value,
  also = [],
  empty,
  onChange,
}: {
  label: string;
  value: string;
  also?: readonly string[];
  empty: string;
  onChange: (intent: string) => void;
}) {
  const name = useNames();
  const known = [...new Set([...namesOf("requests"), ...also, ...(value ? [value] : [])])];
  return (
    <Select label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{empty}</option>
      {known.map((each) => (
        <option key={each} value={each}>
          {name("requests", each)}
        </option>
      ))}
    </Select>
  );
}
