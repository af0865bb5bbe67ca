// "Book it": the appointment that a task asks for. When it is booked the task is done; the patient
// gets the confirmation that every booking sends.
import { api } from "@/api/client";
import { type Appointment, Booking } from "@/calendar/booking";
import { useServices } from "@/calendar/resources";
import { sentence } from "@/kit/sentence";
import { complain } from "@/kit/toast";
import { useWords } from "@/words/language";
import { actAndSay } from "./deeds";
import { prefillOf } from "./summary";
import type { Task } from "./wanted";
import { words } from "./words";

/** The task is about whoever was booked, and is done. */
async function finished(task: Task, made: Appointment, says: string): Promise<void> {
  if (task.patient_id === null && made.patient_id !== null) {
    await api
      .PATCH("/api/tasks/{task_id}", { params: { path: { task_id: task.id } }, body: { patient_id: made.patient_id, patient_name: made.patient_name } })
      .catch((error: unknown) => complain(sentence(error)));
  }
  await actAndSay(task, "complete", { note: `${made.service}, ${made.start.replace("T", " ")}` }, says, null);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll("_", " ").trim();
}

export function BookIt({ task, onClose, onBooked }: { task: Task; onClose: () => void; onBooked: () => void }) {
  const told = useWords(words);
  const services = useServices();
  if (services.length === 0) return null;
  const { service, ...prefill } = prefillOf(task);
  const known = services.find((each) => plain(each.name) === plain(service ?? ""));
  return (
    <Booking
      open
      prefill={{ ...prefill, ...(known === undefined ? {} : { service: known.name }) }}
      onClose={onClose}
      onBooked={(made) => {
        void finished(task, made, told.bookedAndDone(task.task_id));
        onBooked();
      }}
    />
  );
}
