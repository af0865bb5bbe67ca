// Calls that go out, one line each: who, what about, how it stands or what came of it, and why not.
import { PhoneCall } from "lucide-react";
import { Link } from "react-router";
import type { Schemas } from "@/api/client";
import { Chip, type Tone } from "@/kit/chip";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { jobWords } from "./job-words";
import { words } from "./words";

export type Job = Schemas["JobOut"];

const GOOD = new Set(["confirmed", "rescheduled", "booked", "fine", "requested"]);
const BAD = new Set(["escalated", "opted_out", "wrong_number"]);

function toneOf(job: Job): Tone {
  if (job.status === "in_progress") return "accent";
  if (job.status === "refused" || job.status === "failed") return "warn";
  if (job.result === null) return "plain";
  return GOOD.has(job.result) ? "ok" : BAD.has(job.result) ? "warn" : "plain";
}

export function JobLine({ job, about = false, onCancel }: { job: Job; /** Whether it says what the call is about. */ about?: boolean; onCancel?: (job: Job) => void }) {
  const told = useWords(jobWords);
  const names = useWords(words);
  const times = useTimes();
  const moment = (at: string) =>
    times.localDay(at) === times.localDay(Date.now()) ? times.clock(at) : `${times.day(at)}, ${times.clock(at)}`;
  const says = job.result === null ? (names.statuses[job.status] ?? job.status) : (names.results[job.result] ?? job.result);
  const why = job.reason === null ? null : (names.because[job.reason] ?? names.reasons[job.reason] ?? job.reason);
  const more = [
    about ? (names.purposes[job.purpose] ?? job.purpose) : null,
    why,
    job.status === "scheduled" ? told.due(moment(job.due_at)) : job.last_attempt_at === null ? null : moment(job.last_attempt_at),
    job.attempts > 1 || (job.attempts === 1 && job.status === "scheduled") ? told.tries(job.attempts, job.max_attempts) : null,
  ].filter(Boolean);
  return (
    <div className="flex items-start gap-3 px-4 py-2">
      <span className="min-w-0 flex-1">
        {job.patient_id === null ? (
          <span className="font-medium">{job.name ?? told.nobody}</span>
        ) : (
          <Link to={`/patients/${job.patient_id}`} className="font-medium underline-offset-2 hover:underline">
            {job.name ?? told.nobody}
          </Link>
        )}
        <span className="numbers block text-sm text-ink-2">{more.join(" · ")}</span>
      </span>
      <span className="mt-0.5 flex shrink-0 items-center gap-3">
        {job.call_id !== null && (
          <Link to={`/calls/${job.call_id}`} className="inline-flex items-center gap-1 text-sm text-ink-2 underline underline-offset-2 hover:text-ink">
            <PhoneCall aria-hidden className="size-3.5" />
            {told.call}
          </Link>
        )}
        {job.status === "scheduled" && onCancel !== undefined && (
          <button type="button" onClick={() => onCancel(job)} className="text-sm text-ink-2 underline underline-offset-2 hover:text-ink">
            {told.cancel}
          </button>
        )}
        <Chip tone={toneOf(job)}>{says}</Chip>
      </span>
    </div>
  );
}
