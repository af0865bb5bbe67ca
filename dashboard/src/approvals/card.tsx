// One request, with all that a decision needs: what is asked, what is known of the patient, the call,
// how long it may wait, and what a yes or a no brings about.
import { Check, ChevronDown, TriangleAlert, X } from "lucide-react";
import { useRef, useState } from "react";
import { $api } from "@/api/client";
import { Button } from "@/kit/button";
import { TextArea } from "@/kit/field";
import { useKeys } from "@/kit/keys";
import { spelt } from "@/kit/slot-list";
import { Bar } from "@/kit/states";
import { useNow, useTimes } from "@/kit/time";
import { useLiftedToasts } from "@/kit/toast";
import { CallWords } from "@/tasks/call-words";
import { useKnown } from "@/tasks/patient-chips";
import { aboutOf, factsOf, numberOf } from "@/tasks/summary";
import { lateness, Wait } from "@/tasks/wait";
import type { Task } from "@/tasks/wanted";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { words } from "./words";

export function Card({ task, decides, onDecide }: { task: Task; decides: boolean; onDecide: (action: "approve" | "reject", note: string) => void }) {
  const told = useWords(words);
  const name = useNames();
  const { language } = useLanguage();
  const times = useTimes();
  const now = useNow();
  const [note, setNote] = useState("");
  const [asked, setAsked] = useState(false);
  const field = useRef<HTMLDivElement>(null);
  const steps = $api.useQuery("get", "/api/tasks/{task_id}/steps", { params: { path: { task_id: task.id } } });
  const escalated = steps.data?.some((step) => step.action === "escalated") ?? false;
  const facts = factsOf(task).filter(([slot]) => slot !== "words");
  const about = aboutOf(task);
  const focusNote = () => field.current?.querySelector("textarea")?.focus();
  const decideWith = (action: "approve" | "reject") => {
    if (action === "reject" && note.trim() === "") {
      setAsked(true);
      focusNote();
      return;
    }
    onDecide(action, note.trim());
  };
  useKeys(
    decides
      ? [
          { keys: "y", says: told.keyApprove, does: () => decideWith("approve") },
          { keys: "n", says: told.keyNote, does: focusNote },
        ]
      : [],
  );
  useLiftedToasts("13rem");
  const late = lateness(task, now) === "late";
  return (
    <article aria-label={task.patient_name ?? told.somebody} className="flex min-h-0 flex-1 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-4 md:p-6">
          <header className="flex flex-col gap-1">
            <h2 className="text-2xl leading-8 font-semibold tracking-tight">{task.patient_name ?? told.somebody}</h2>
            <p className="text-lg text-ink-2">{told.asks[task.request_type] ?? name("tasks", task.request_type)}</p>
            <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-2">
              <Wait task={task} className="text-sm!" />
              {task.due_at !== null && <span>{late ? told.isLate : told.deputy(`${times.day(task.due_at)}, ${times.clock(task.due_at)}`)}</span>}
            </p>
            {escalated && <p className="mt-1 rounded-md bg-warn-tint px-3 py-2 text-warn-text">{told.escalated}</p>}
          </header>
          {about !== "" && (
            <section aria-label={told.said}>
              <h3 className="text-sm text-ink-3">{told.said}</h3>
              <p className="border-l-2 border-accent pl-3 text-lg break-words">{about}</p>
            </section>
          )}
          <Care patientId={task.patient_id} />
          {facts.length > 0 && (
            <section aria-label={told.known}>
              <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1.5">
                {facts.map(([slot, value]) => (
                  <div key={slot} className="contents">
                    <dt className="text-ink-3">{name("slots", slot)}</dt>
                    <dd className="min-w-0 break-words">{spelt(value, language)}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          {task.call_id !== null && (
            <details className="group rounded-xl border border-line bg-surface">
              <summary className="flex h-11 cursor-pointer items-center justify-between px-4 font-medium [&::-webkit-details-marker]:hidden">
                {told.transcript}
                <ChevronDown aria-hidden className="size-4 text-ink-3 group-open:rotate-180" />
              </summary>
              <div className="border-t border-line p-4">
                <CallWords callId={task.call_id} />
              </div>
            </details>
          )}
          {decides && (
            <section aria-label={told.will} className="flex flex-col gap-1 text-sm text-ink-2">
              <h3 className="font-medium">{told.will}</h3>
              <p>{told.willTask}</p>
              <p>{numberOf(task) === null || task.callback_number === null ? told.willNoText : told.willText}</p>
            </section>
          )}
        </div>
      </div>
      {decides ? (
        <footer className="shrink-0 border-t border-line bg-surface">
          <div ref={field} className="mx-auto flex w-full max-w-2xl flex-col gap-2.5 p-3 md:px-6">
            <TextArea
              label={told.note}
              unseen
              placeholder={told.note}
              rows={note === "" && !asked ? 1 : 2}
              value={note}
              problem={asked && note.trim() === "" ? told.needNote : undefined}
              onChange={(event) => setNote(event.target.value)}
            />
            <div className="grid grid-cols-2 gap-2.5">
              <Button className="h-13! text-lg!" icon={<X aria-hidden className="size-5" />} onClick={() => decideWith("reject")}>
                {told.reject}
              </Button>
              <Button look="main" className="h-13! text-lg!" icon={<Check aria-hidden className="size-5" />} onClick={() => decideWith("approve")}>
                {told.approve}
              </Button>
            </div>
          </div>
        </footer>
      ) : (
        <p className="shrink-0 border-t border-line bg-surface p-4 text-center text-ink-2">{told.onlyDoctors}</p>
      )}
    </article>
  );
}

/** Allergies first, in yellow; then what the patient takes and has. */
function Care({ patientId }: { patientId: string | null }) {
  const told = useWords(words);
  const { data, known } = useKnown(patientId);
  if (patientId === null) return <p className="rounded-md bg-warn-tint px-3 py-2 text-warn-text">{told.noRecord}</p>;
  if (data === undefined) return <Bar className="h-20 w-full" />;
  const rows = [
    [told.medications, known.medications],
    [told.conditions, known.medicalConditions],
  ] as const;
  return (
    <div className="overflow-hidden rounded-xl border border-line bg-surface">
      <div className={known.allergies.length > 0 ? "flex gap-2.5 bg-warn-tint px-4 py-2.5 text-warn-text" : "flex gap-2.5 px-4 py-2.5"}>
        {known.allergies.length > 0 && <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />}
        <p className="min-w-0 break-words">
          <span className="font-medium">{told.allergies}: </span>
          {known.allergies.length > 0 ? known.allergies.join(", ") : told.noneNoted}
        </p>
      </div>
      {rows.map(([label, values]) => (
        <p key={label} className="border-t border-line px-4 py-2.5 break-words">
          <span className="text-ink-3">{label}: </span>
          {values.length > 0 ? values.join(", ") : told.noneNoted}
        </p>
      ))}
    </div>
  );
}
