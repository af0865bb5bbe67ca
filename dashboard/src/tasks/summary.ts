// What a task says of itself: where to call, what for, and what can be booked from it.
import type { Prefill } from "@/calendar/booking";
import type { Task } from "./wanted";

/** Said elsewhere on the page, or made for programs. */
const HIDDEN = new Set(["reason", "requests", "decision", "note", "escalation"]);
const REASONS = ["visit_reason", "reason", "medication", "message", "words"] as const;

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The number to call; the one that was said in the call where the task has none. */
export function numberOf(task: Task): string | null {
  return task.callback_number ?? (text(task.details["callback_number"]) || null);
}

/** A few words of what it is about. */
export function aboutOf(task: Task): string {
  for (const name of REASONS) if (text(task.details[name]) !== "") return text(task.details[name]).replaceAll("_", " ");
  return "";
}

/** What was learned in the call, without what is said elsewhere. */
export function factsOf(task: Task): [string, unknown][] {
  return Object.entries(task.details).filter(
    ([name, value]) =>
      !HIDDEN.has(name) &&
      !name.endsWith("_windows") &&
      value !== null &&
      value !== "" &&
      (!Array.isArray(value) || value.length > 0) &&
      !(name === "callback_number" && task.callback_number !== null),
  );
}

/** Whether a task asks for an appointment that somebody has to find a time for. */
export function isBookable(task: Task): boolean {
  return (
    (task.status === "pending" || task.status === "in_progress") &&
    (["appointment_scheduling", "schedule_initial_consultation", "schedule_procedure_appointments"].includes(task.request_type) ||
      (task.request_type === "escalated_call" && text(task.details["visit_reason"]) !== ""))
  );
}

/** What is known for the booking that a task asks for. */
export function prefillOf(task: Task): Prefill {
  const windows = Object.entries(task.details).find(([name]) => name.endsWith("_windows"))?.[1];
  const first = Array.isArray(windows) ? (windows[0] as { start?: unknown } | undefined) : undefined;
  const provider = text(task.details["provider"]);
  const wish = text(task.details["preferred_time"]);
  return {
    service: text(task.details["visit_reason"]) || text(task.details["service"]),
    ...(typeof first?.start === "string" ? { start: first.start.slice(0, 10) } : {}),
    ...(provider === "" ? {} : { provider }),
    patientId: task.patient_id,
    patientName: task.patient_name,
    phone: numberOf(task),
    born: text(task.details["date_of_birth"]),
    ...(wish === "" ? {} : { wish }),
  };
}
