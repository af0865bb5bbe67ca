// What was done with a task, by whom; and a note for those who come after.
import { type FormEvent, useState } from "react";
import { $api } from "@/api/client";
import { Button } from "@/kit/button";
import { TextArea } from "@/kit/field";
import { Answer, Bar, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useByName } from "./colleagues";
import { act } from "./deeds";
import type { Task } from "./wanted";
import { words } from "./words";

export function History({ task }: { task: Task }) {
  const told = useWords(words);
  const by = useByName();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const steps = $api.useQuery("get", "/api/tasks/{task_id}/steps", { params: { path: { task_id: task.id } } });
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setBusy(true);
    if (await act(task, "note", { note: text.trim() })) {
      setText("");
      say(told.noted);
      void steps.refetch();
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-col gap-4">
      <Answer of={steps} skeleton={<Skeleton rows={2} each={() => <Bar className="my-1.5 w-60" />} />}>
        {(found) => (
          <ol className="flex flex-col gap-2">
            <li className="flex items-baseline gap-2 text-ink-2">
              <span>{told.created}</span>
              <Ago at={task.created_at} className="text-xs text-ink-3" />
            </li>
            {found.map((step, at) => (
              // eslint-disable-next-line react/no-array-index-key -- steps are only ever added
              <li key={at}>
                <p className="flex flex-wrap items-baseline gap-x-2 text-ink-2">
                  <span>{told.actions[step.action] ?? step.action}</span>
                  <span className="text-sm text-ink-3">{by(step.user_id)}</span>
                  <Ago at={step.at} className="text-xs text-ink-3" />
                </p>
                {step.note !== null && <p className="mt-0.5 border-l-2 border-line-strong pl-2.5 break-words whitespace-pre-wrap">{step.note}</p>}
              </li>
            ))}
          </ol>
        )}
      </Answer>
      <form onSubmit={(event) => void keep(event)} className="flex flex-col items-start gap-2">
        <div className="w-full">
          <TextArea label={told.writeNote} unseen placeholder={told.writeNote} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
        </div>
        {text.trim() !== "" && (
          <Button size="small" type="submit" busy={busy}>
            {told.keepNote}
          </Button>
        )}
      </form>
    </div>
  );
}
