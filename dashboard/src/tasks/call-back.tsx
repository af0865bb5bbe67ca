// Calling somebody back: the number large, and what came of it. To open it marks the task.
import { Phone } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { TextArea } from "@/kit/field";
import { say } from "@/kit/toast";
import { written } from "@/patients/found";
import { useWords } from "@/words/language";
import { act } from "./deeds";
import { PatientChips } from "./patient-chips";
import { aboutOf, numberOf } from "./summary";
import type { Task } from "./wanted";
import { words } from "./words";

export function CallBack({ task, onClose, onReached }: { task: Task; onClose: () => void; onReached: (task: Task, note: string) => void }) {
  const told = useWords(words);
  const [note, setNote] = useState("");
  const marked = useRef(false);
  const number = numberOf(task);
  useEffect(() => {
    if (marked.current || number === null || (task.status !== "pending" && task.status !== "in_progress")) return;
    marked.current = true;
    void act(task, "call_back");
  }, [task, number]);
  const notReached = () => {
    void act(task, "note", { note: note.trim() || told.notReachedNote }).then((done) => done && say(told.notReachedSaid));
    onClose();
  };
  const open = task.status === "pending" || task.status === "in_progress";
  return (
    <Dialog
      open
      onClose={onClose}
      title={task.patient_name === null ? told.callTitleNobody : told.callTitle(task.patient_name)}
      lead={number !== null && open ? told.callLead : undefined}
      actions={
        number !== null && open ? (
          <>
            <Button onClick={notReached}>{told.notReached}</Button>
            <Button look="main" onClick={() => onReached(task, note.trim())}>
              {told.reached}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{told.close}</Button>
        )
      }
    >
      <div className="flex flex-col gap-4 pb-3">
        {number === null ? (
          <p className="text-ink-2">{told.noNumber}</p>
        ) : (
          <a
            href={`tel:${number}`}
            className="numbers flex items-center gap-3 rounded-lg border border-line-strong bg-ground px-4 py-3 text-2xl font-semibold hover:bg-sunken"
          >
            <Phone aria-hidden className="size-5 text-accent-text" />
            {written(number)}
          </a>
        )}
        <PatientChips patientId={task.patient_id} linked={false} />
        {aboutOf(task) !== "" && <p className="text-ink-2">{aboutOf(task)}</p>}
        {number !== null && open && (
          <TextArea label={told.callNote} rows={2} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </div>
    </Dialog>
  );
}
