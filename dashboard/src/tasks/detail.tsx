// A task with everything that is known of it, and what can be done with it.
import { CalendarPlus, Check, Ellipsis, Flag, FlagOff, Phone, Stethoscope, UserRoundPen } from "lucide-react";
import type { ReactNode } from "react";
import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { Button, IconButton } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { type Deed, Menu } from "@/kit/menu";
import { Facts, Panel } from "@/kit/panel";
import { spelt } from "@/kit/slot-list";
import { Answer, Bar } from "@/kit/states";
import { At } from "@/kit/time";
import { written } from "@/patients/found";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Link } from "react-router";
import { CallWords } from "./call-words";
import { useOwnerName } from "./colleagues";
import { History } from "./history";
import { PatientChips } from "./patient-chips";
import { factsOf, isBookable, numberOf } from "./summary";
import { useKind, Wait } from "./wait";
import type { Task } from "./wanted";
import { words } from "./words";
import { WorkflowSteps } from "./workflow";

export type Deeds = Record<"complete" | "assign" | "assignDoctor" | "callBack" | "flag" | "book" | "cancel" | "reopen" | "start", (task: Task) => void>;

export function Detail({ id, deeds }: { id: string; deeds: Deeds }) {
  const told = useWords(words);
  const asked = $api.useQuery("get", "/api/tasks/{task_id}", { params: { path: { task_id: id } } });
  return (
    <Answer
      of={asked}
      skeleton={
        <div role="status" aria-label={told.loading} className="flex flex-col gap-4 p-6 max-md:p-4">
          <Bar className="h-7 w-64" />
          <Bar className="h-5 w-48" />
          <Bar className="h-9 w-full max-w-md" />
          <Bar className="h-40 w-full" />
        </div>
      }
    >
      {(task) => <Shown key={task.id} task={task} deeds={deeds} />}
    </Answer>
  );
}

function Shown({ task, deeds }: { task: Task; deeds: Deeds }) {
  const told = useWords(words);
  const name = useNames();
  const kind = useKind();
  const { language } = useLanguage();
  const owner = useOwnerName()(task);
  const number = numberOf(task);
  const facts: (readonly [ReactNode, ReactNode])[] = [
    ...factsOf(task).map(([slot, value]) => [name("slots", slot), spelt(value, language)] as const),
    ...(number === null ? [] : [[told.calls, <a key="calls" href={`tel:${number}`} className="numbers text-accent-text underline-offset-2 hover:underline">{written(number)}</a>] as const]),
    [told.ownerIs, owner],
    [told.created, <At key="created" at={task.created_at} />],
    ...(task.due_at === null ? [] : [[told.due, <At key="due" at={task.due_at} />] as const]),
    [told.number, <span key="number" className="numbers">{task.task_id}</span>],
  ];
  return (
    <article className="mx-auto flex max-w-4xl flex-col gap-5 p-6 max-md:p-4">
      <header className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="text-2xl font-semibold tracking-tight">{task.patient_name ?? told.nobody}</h2>
          <Wait task={task} className="text-sm!" />
        </div>
        <p className="flex flex-wrap items-center gap-2 text-ink-2">
          <span className="text-lg">{kind(task)}</span>
          {task.status !== "pending" && <Chip tone={task.status === "completed" ? "ok" : "plain"}>{name("taskStatuses", task.status)}</Chip>}
          {(task.priority === "urgent" || task.priority === "high") && (
            <Chip tone={task.priority === "urgent" ? "danger" : "warn"}>{name("priorities", task.priority)}</Chip>
          )}
          {task.flagged && (
            <Chip tone="warn" icon={<Flag aria-hidden className="size-3" />}>
              {told.isFlagged}
            </Chip>
          )}
        </p>
        <PatientChips patientId={task.patient_id} />
        {task.decision !== null && (
          <p className="rounded-md bg-info-tint px-3 py-2 text-info-text">
            {told.decided(task.decision === "approved" ? told.approved : told.rejected)}
            {task.decision_note !== null && ` – ${task.decision_note}`}
          </p>
        )}
        <DecisionOfParent task={task} />
      </header>
      <DeedBar task={task} deeds={deeds} />
      {task.workflow !== null && (
        <Panel title={`${told.workflow}: ${name("workflows", task.workflow)}`}>
          <WorkflowSteps task={task} />
        </Panel>
      )}
      <div className="grid items-start gap-5 2xl:grid-cols-2">
        <Panel title={told.asked}>
          <Facts of={facts} />
        </Panel>
        <Panel title={told.history}>
          <History task={task} />
        </Panel>
      </div>
      <Panel title={told.call}>
        {task.call_id === null ? <p className="text-ink-3">{told.byHand}</p> : <CallWords callId={task.call_id} />}
      </Panel>
    </article>
  );
}

/** What a doctor answered, where the task is to tell the patient of it. */
function DecisionOfParent({ task }: { task: Task }) {
  const told = useWords(words);
  const { decision, note } = task.details;
  if (task.parent_id === null || typeof decision !== "string") return null;
  return (
    <p className="rounded-md bg-info-tint px-3 py-2 text-info-text">
      {told.decided(decision === "approved" ? told.approved : told.rejected)}
      {typeof note === "string" && note !== "" && ` – ${note}`}
    </p>
  );
}

function DeedBar({ task, deeds }: { task: Task; deeds: Deeds }) {
  const told = useWords(words);
  const role = useSession().person?.role;
  const open = task.status === "pending" || task.status === "in_progress";
  const decides = role === "doctor" && open && ["prescription_refill", "referral", "medical_question"].includes(task.request_type) && task.owner === "doctor";
  const more: Deed[] = open
    ? [
        { label: told.assign, icon: <UserRoundPen />, keys: "a", does: () => deeds.assign(task) },
        ...(task.status === "pending" ? [{ label: told.start, does: () => deeds.start(task) }] : []),
        { label: told.cancel, danger: true, does: () => deeds.cancel(task) },
      ]
    : [];
  return (
    <div className="flex flex-wrap gap-2">
      {!open && <Button onClick={() => deeds.reopen(task)}>{told.reopen}</Button>}
      {decides && (
        <Link to={`/approvals/${task.id}`} className="inline-flex h-9 items-center gap-1.5 rounded-md bg-accent px-3 font-medium text-accent-ink hover:bg-accent-strong max-md:h-10">
          <Stethoscope aria-hidden className="size-4" />
          {told.decide}
        </Link>
      )}
      {open && isBookable(task) && (
        <Button look="main" icon={<CalendarPlus aria-hidden className="size-4" />} onClick={() => deeds.book(task)}>
          {told.bookIt}
        </Button>
      )}
      {open && (
        <>
          <Button
            look={isBookable(task) || decides ? "plain" : "main"}
            icon={<Check aria-hidden className="size-4" />}
            onClick={() => deeds.complete(task)}
          >
            {told.markComplete}
          </Button>
          <Button icon={<Phone aria-hidden className="size-4" />} onClick={() => deeds.callBack(task)}>
            {task.patient_name === null ? told.callBackNobody : told.callBack(task.patient_name.split(" ")[0] ?? "")}
          </Button>
          {task.owner !== "doctor" && (
            <Button icon={<Stethoscope aria-hidden className="size-4" />} onClick={() => deeds.assignDoctor(task)}>
              {told.assignDoctor}
            </Button>
          )}
        </>
      )}
      <Button icon={task.flagged ? <FlagOff aria-hidden className="size-4" /> : <Flag aria-hidden className="size-4" />} onClick={() => deeds.flag(task)}>
        {task.flagged ? told.unflag : told.flag}
      </Button>
      {more.length > 0 && (
        <Menu label={told.more} deeds={[more]}>
          <IconButton label={told.more} look="plain">
            <Ellipsis className="size-4" />
          </IconButton>
        </Menu>
      )}
    </div>
  );
}
