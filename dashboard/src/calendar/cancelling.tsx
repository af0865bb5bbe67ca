// Calling an appointment off, or not giving a time that was held: the one deed of the calendar that
// cannot be taken back, so it is asked.
import { useState } from "react";
import { api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, TextArea } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import type { Appointment } from "./diary";
import { noteOwn } from "./own";
import { words } from "./words";

export function Cancelling({ visit, onClose }: { visit: Appointment; onClose: (done: boolean) => void }) {
  const told = useWords(words);
  const [reason, setReason] = useState("");
  const [byPatient, setByPatient] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const held = visit.status === "pending";
  const cancel = async () => {
    setBusy(true);
    setProblem(null);
    noteOwn(visit.id);
    const given = {
      params: { path: { appointment_id: visit.id } },
      body: {
        sequence: visit.sequence,
        by: byPatient ? ("patient" as const) : ("clinic" as const),
        ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
      },
    };
    try {
      if (held && !byPatient) {
        await api.POST("/api/appointments/{appointment_id}/reject", given);
        say(told.did.reject(visit.patient_name));
      } else {
        const { data } = await api.POST("/api/appointments/{appointment_id}/cancel", given);
        say([told.did.cancel(visit.patient_name), ...(data?.short_notice ? [told.shortNotice] : [])].join(" "));
      }
      refresh("/api/appointments", "/api/openings", "/api/patients");
      onClose(true);
    } catch (error) {
      setProblem(sentence(error));
      refresh("/api/appointments");
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={() => onClose(false)}
      title={(held ? told.rejectTitle : told.cancelTitle)(visit.patient_name)}
      lead={held ? told.rejectLead : told.cancelLead}
      actions={
        <>
          <Button onClick={() => onClose(false)}>{told.keep}</Button>
          <Button look="danger" busy={busy} onClick={() => void cancel()}>
            {held && !byPatient ? told.rejectIt : told.cancelIt}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-2">
        <TextArea
          label={told.reason}
          hint={told.reasonHint}
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <Check label={told.byPatient} checked={byPatient} onChange={(event) => setByPatient(event.target.checked)} />
        {problem !== null && (
          <p role="alert" className="rounded-md bg-danger-tint px-3 py-2 text-danger-text">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
