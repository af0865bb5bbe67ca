// Two people on one draft: who saved, what each of them changed, and what goes on.
import { useState } from "react";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { useWords } from "@/words/language";
import type { Draft, Sent } from "./data";
import type { Manuscript } from "./manuscript";
import { hunks, merged } from "./merge";
import { words } from "./words";

interface Side {
  file: string;
  line: number;
  lines: string[];
}

const SHOWN = 12;

function edits(before: string, after: string, file: string): Side[] {
  return hunks(before.split("\n"), after.split("\n")).map((one) => ({ file, line: one.from + 1, lines: one.lines }));
}

/** Both together, or null where the same places were changed. */
function together(manuscript: Manuscript, theirs: Draft): Sent[] | null {
  const found: Sent[] = [];
  for (const file of theirs.files) {
    const mine = manuscript.doc(file.name).toString();
    const both = merged(manuscript.savedText(file.name), mine, file.text);
    if (both === null) return null;
    found.push({ name: file.name, text: both });
  }
  return found;
}

export function Stale({ manuscript, said, theirs }: { manuscript: Manuscript; said: string; theirs: Draft }) {
  const told = useWords(words);
  const [open, setOpen] = useState(true);
  const [both] = useState(() => together(manuscript, theirs));
  const mine = manuscript.files.flatMap(({ name }) => edits(manuscript.savedText(name), manuscript.doc(name).toString(), name));
  const other = theirs.files.flatMap((file) => edits(manuscript.savedText(file.name), file.text, file.name));
  const who = said !== "" || theirs.revision > 0 ? told.staleBy(theirs.updated_by ?? told.someone) : told.stalePublished;
  const settle = (files: readonly Sent[]) => {
    manuscript.settle(theirs, files);
    setOpen(false);
  };
  return (
    <>
      {!open && (
        <p role="status" className="flex flex-wrap items-center gap-3 border-b border-line bg-warn-tint px-4 py-1.5 text-warn-text">
          {who}
          <Button size="small" onClick={() => setOpen(true)}>
            {told.staleShort}
          </Button>
        </p>
      )}
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        shape="wide"
        title={told.staleTitle}
        lead={who}
        actions={
          <>
            <Button onClick={() => settle(theirs.files)}>{told.takeTheirs}</Button>
            <Button look={both === null ? "main" : "plain"} onClick={() => settle(manuscript.texts())}>
              {told.keepMine}
            </Button>
            {both !== null && (
              <Button look="main" onClick={() => settle(both)}>
                {told.keepBoth}
              </Button>
            )}
          </>
        }
      >
        <p className="pb-3 text-ink-2">
          {both !== null && `${told.keepBothLead} `}
          {told.staleLead}
        </p>
        <div className="grid gap-4 pb-3 md:grid-cols-2">
          <Edits title={told.mine} of={mine} />
          <Edits title={told.theirs} of={other} />
        </div>
      </Dialog>
    </>
  );
}

function Edits({ title, of }: { title: string; of: readonly Side[] }) {
  const told = useWords(words);
  return (
    <section className="min-w-0 rounded-xl border border-line">
      <h3 className="border-b border-line px-3 py-2 font-semibold">{title}</h3>
      <ul className="flex max-h-72 flex-col gap-3 overflow-y-auto p-3">
        {of.slice(0, SHOWN).map((one) => (
          <li key={`${one.file} ${one.line}`}>
            <p className="text-xs text-ink-3">{told.problemAt(one.file, one.line)}</p>
            {one.lines.length === 0 ? (
              <p className="text-ink-3 italic">{told.gone}</p>
            ) : (
              <pre className="font-mono text-sm break-words whitespace-pre-wrap">{one.lines.slice(0, 8).join("\n")}</pre>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
