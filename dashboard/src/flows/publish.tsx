// Publishing: what changes for callers, a note for the history, and then the stages that have to hold.
// Nothing is in force before all of them do.
import { Check, CircleAlert, CircleCheck, X } from "lucide-react";
import { useState } from "react";
import { refresh } from "@/api/client";
import { Button, Spinner } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { type Publishing, server, useWork } from "./data";
import type { Manuscript } from "./manuscript";
import { Changes, useChanges } from "./side/changes";
import { Conversation } from "./side/conversation";
import { words } from "./words";

const STAGES = ["check", "proof", "scripts", "publish"] as const;

export function Publish({
  manuscript,
  at,
  onClose,
  onDone,
  onGoTo,
}: {
  manuscript: Manuscript;
  at: number;
  onClose: () => void;
  onDone: () => void;
  onGoTo: (file: string, line: number) => void;
}) {
  const told = useWords(words);
  const asked = useChanges(manuscript, at, true);
  const [note, setNote] = useState("");
  const [begin] = useState(() => async (why: string) => {
    if (!(await manuscript.save())) throw new Error(told.saveFirst);
    const id = (await server.publish(manuscript.flow, manuscript.revision, why)).id;
    return id;
  });
  const [ask] = useState(() => async (id: string) => {
    const found = await server.publishing(manuscript.flow, id);
    if (found.status === "done") {
      onDone();
      refresh("/api/flows");
    }
    return found;
  });
  const { told: found, error, running, start } = useWork<Publishing, string>(begin, ask);
  const begun = found !== null || running;
  const done = found?.status === "done";
  const nothing = asked.data !== undefined && asked.data.changes.length === 0 && asked.data.problems.length === 0;
  const broken = (asked.data?.problems.length ?? 0) > 0;
  return (
    <Dialog
      open
      onClose={onClose}
      title={done ? told.published(found.number ?? 0) : told.publishTitle}
      actions={
        done ? (
          <Button look="main" onClick={onClose}>
            {told.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{running ? told.inBackground : told.cancel}</Button>
            <Button look="main" busy={running} disabled={broken || (nothing && !manuscript.changed)} onClick={() => start(note.trim())}>
              {found?.status === "failed" ? told.publishAgain : told.publishNow}
            </Button>
          </>
        )
      }
    >
      {done ? (
        <p role="status" className="flex items-start gap-3 rounded-xl bg-ok-tint p-4 text-ok-text">
          <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0" />
          {told.publishedLead}
        </p>
      ) : (
        !begun && (
          <div className="flex flex-col gap-3">
            <section aria-label={told.whatChanges} className="max-h-[45dvh] overflow-y-auto rounded-xl border border-line">
              <h3 className="border-b border-line px-4 py-2 font-semibold">{told.whatChanges}</h3>
              <Changes asked={asked} />
            </section>
            <TextField label={told.note} hint={told.noteHint} maxLength={1000} value={note} onChange={(event) => setNote(event.target.value)} />
          </div>
        )
      )}
      {begun && <Stages found={found} />}
      {error !== null && (
        <p role="alert" className="my-3 flex items-start gap-2 text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {sentence(error)}
        </p>
      )}
      {found?.status === "failed" && <Refused found={found} onGoTo={onGoTo} />}
      <div className="h-2" />
    </Dialog>
  );
}

function Stages({ found }: { found: Publishing | null }) {
  const told = useWords(words);
  const { locale } = useTimes();
  const stage = found?.stage || "check";
  const now = stage === "done" ? STAGES.length : STAGES.indexOf(stage);
  const failed = found?.status === "failed";
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const more = (name: (typeof STAGES)[number]) => {
    if (name === "proof" && now === 1 && found !== null && found.states_so_far > 0) return told.statesSoFar(number(found.states_so_far));
    if (name === "scripts" && now >= 2 && found !== null && found.scripts_so_far > 0) return told.scriptsSoFar(found.scripts_so_far);
    return null;
  };
  return (
    <ol aria-label={told.stages} className="flex flex-col gap-2.5 py-3">
      {STAGES.map((name, at) => (
        <li key={name} aria-current={at === now ? "step" : undefined} className={at > now ? "flex gap-3 text-ink-3" : "flex gap-3"}>
          <span aria-hidden className="flex size-5 shrink-0 items-center justify-center">
            {at < now ? (
              <Check className="size-4 text-ok-text" />
            ) : at === now && failed ? (
              <X className="size-4 text-danger-text" />
            ) : at === now ? (
              <Spinner />
            ) : (
              <span className="size-1.5 rounded-full bg-line-strong" />
            )}
          </span>
          <span>
            {told.stageNames[name]}
            {more(name) !== null && <span className="numbers ml-2 text-sm text-ink-3">{more(name)}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function Refused({ found, onGoTo }: { found: Publishing; onGoTo: (file: string, line: number) => void }) {
  const told = useWords(words);
  const files = found.code === "problems";
  return (
    <div className="flex flex-col gap-3">
      <p role="alert" className="font-medium text-danger-text">
        {found.said}
      </p>
      <ul className="flex flex-col gap-3">
        {found.failures.map((one) => (
          <li key={one.what + one.said + (one.line ?? "")} className="rounded-lg border border-line p-3">
            <p className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-medium">
                {found.code === "not_proved" ? ((told.rules as Record<string, string>)[one.what] ?? one.what) : one.what}
              </span>
              {files && one.line != null && (
                <Button size="small" onClick={() => onGoTo(one.what, one.line ?? 1)}>
                  {told.goToLine(one.line)}
                </Button>
              )}
            </p>
            <p className="mt-0.5 break-words text-ink-2">{one.said}</p>
            {(one.conversation ?? []).length > 0 && (
              <details className="mt-2">
                <summary className="cursor-pointer text-accent-text">{told.shows}</summary>
                <div className="pt-2">
                  <Conversation lines={one.conversation ?? []} label={told.shows} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-2">{told.nothingChanged}</p>
    </div>
  );
}
