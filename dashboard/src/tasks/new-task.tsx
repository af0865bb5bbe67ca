// A task that somebody leaves by hand.
import { useState } from "react";
import { api } from "@/api/client";
import { Select, TextArea, TextField } from "@/kit/field";
import { type Field, FormDialog } from "@/kit/form-dialog";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { place } from "./queue";
import { OWNERS, PRIORITIES, type Task } from "./wanted";
import { words } from "./words";

export const BY_HAND = [
  "callback",
  "appointment_scheduling",
  "appointment_rescheduling",
  "appointment_cancellation",
  "insurance_question",
  "billing_question",
  "records_request",
  "prescription_refill",
  "referral",
  "medical_question",
  "test_results",
  "message",
] as const;
const OF_DOCTORS: readonly string[] = ["prescription_refill", "medical_question", "test_results"];

export function NewTask({ onClose, onMade }: { onClose: () => void; onMade: (task: Task) => void }) {
  const told = useWords(words);
  const name = useNames();
  const [type, setType] = useState<string>("callback");
  const [owner, setOwner] = useState<string>("staff");
  const leave = async (field: Field) => {
    const reason = field("reason");
    const { data } = await api.POST("/api/tasks", {
      body: {
        request_type: type,
        owner: owner as (typeof OWNERS)[number],
        priority: field("priority") as (typeof PRIORITIES)[number],
        ...(field("name") === "" ? {} : { patient_name: field("name") }),
        ...(field("number") === "" ? {} : { callback_number: field("number") }),
        details: reason === "" ? {} : { reason, message: reason },
      },
    });
    if (data === undefined) return;
    place(data);
    say(told.newSaved(data.task_id));
    onMade(data);
  };
  return (
    <FormDialog
      onClose={onClose}
      title={told.newTitle}
      lead={told.newLead}
      save={told.newSave}
      onSave={leave}
      className="grid grid-cols-2 gap-3 pb-3 max-sm:grid-cols-1"
    >
      <Select
        label={told.type}
        value={type}
        onChange={(event) => {
          setType(event.target.value);
          setOwner(OF_DOCTORS.includes(event.target.value) ? "doctor" : "staff");
        }}
      >
        {BY_HAND.map((each) => (
          <option key={each} value={each}>
            {name("tasks", each)}
          </option>
        ))}
      </Select>
      <Select label={told.priority} name="priority" defaultValue="normal">
        {PRIORITIES.map((each) => (
          <option key={each} value={each}>
            {name("priorities", each)}
          </option>
        ))}
      </Select>
      <TextField label={told.newName} name="name" autoComplete="off" autoFocus />
      <TextField label={told.newNumber} name="number" type="tel" autoComplete="off" />
      <Select label={told.owner} value={owner} onChange={(event) => setOwner(event.target.value)}>
        {OWNERS.map((each) => (
          <option key={each} value={each}>
            {name("owners", each)}
          </option>
        ))}
      </Select>
      <div className="col-span-full">
        <TextArea label={told.newReason} name="reason" rows={2} />
      </div>
    </FormDialog>
  );
}
