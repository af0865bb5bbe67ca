// What waits for a doctor: one request at a time, the next after each decision. Made for the telephone
// first; on a wide screen the others stand beside it.
import clsx from "clsx";
import { CheckCheck, ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useMemo } from "react";
import { Link, Route, Routes, useNavigate, useParams } from "react-router";
import { useSession } from "@/api/session";
import { IconButton } from "@/kit/button";
import { useKeys } from "@/kit/keys";
import { Bar, Empty, Failure } from "@/kit/states";
import { useQueue } from "@/tasks/queue";
import { Wait } from "@/tasks/wait";
import type { Query, Task } from "@/tasks/wanted";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Card } from "./card";
import { decide, sendAll, useDecided } from "./decisions";
import { words } from "./words";

const WAITING: Query = {
  status: ["pending", "in_progress"],
  owner: "doctor",
  request_type: ["prescription_refill", "referral", "medical_question"],
};

export default function Approvals() {
  return (
    <Routes>
      <Route path=":id?" element={<Waiting />} />
    </Routes>
  );
}

function Waiting() {
  const told = useWords(words);
  const { id } = useParams();
  const navigate = useNavigate();
  const decides = useSession().person?.role === "doctor";
  const queue = useQueue(WAITING, "", "");
  const decided = useDecided();
  const tasks = useMemo(() => queue.rows.map((row) => row.task).filter((task) => !decided.has(task.id)), [queue.rows, decided]);
  const at = Math.max(0, tasks.findIndex((task) => task.id === id));
  const task = tasks[at];
  useEffect(() => {
    document.title = `${told.title} · Frontdesk`;
  }, [told.title]);
  useEffect(() => sendAll, []);
  const { hasNextPage, fetchNextPage } = queue;
  useEffect(() => {
    if (hasNextPage) void fetchNextPage();
  }, [hasNextPage, fetchNextPage]);
  const go = (to: Task | undefined) => void navigate(to === undefined ? "/approvals" : `/approvals/${to.id}`, { replace: true });
  const move = (by: number) => tasks[at + by] !== undefined && go(tasks[at + by]);
  useKeys([
    { keys: "ArrowRight", says: told.next, does: () => move(1) },
    { keys: "j", says: told.next, does: () => move(1) },
    { keys: "ArrowLeft", says: told.before, does: () => move(-1) },
    { keys: "k", says: told.before, does: () => move(-1) },
  ]);

  if (queue.error !== null) return <Failure error={queue.error} again={() => void queue.refetch()} />;
  if (queue.isPending) {
    return (
      <div role="status" aria-label={told.loading} className="mx-auto flex max-w-2xl flex-col gap-4 p-6">
        <Bar className="h-8 w-56" />
        <Bar className="h-5 w-40" />
        <Bar className="h-24 w-full" />
        <Bar className="h-24 w-full" />
      </div>
    );
  }
  if (task === undefined) {
    return (
      <div className="flex h-full items-center justify-center">
        <h1 className="sr-only">{told.title}</h1>
        <Empty icon={<CheckCheck />} title={told.empty}>
          {told.emptyLead}
        </Empty>
      </div>
    );
  }
  const onDecide = (action: "approve" | "reject", note: string) => {
    const who = task.patient_name ?? told.somebody;
    go(tasks[at + 1] ?? tasks[at - 1]);
    decide(task, action, note, action === "approve" ? told.approving(who) : told.rejecting(who));
  };
  return (
    <div className="grid h-full min-h-0 lg:grid-cols-[20rem_1fr]">
      <nav aria-label={told.list} className="flex min-h-0 flex-col border-r border-line bg-surface max-lg:hidden">
        <ul className="min-h-0 flex-1 overflow-y-auto">
          {tasks.map((each) => (
            <Entry key={each.id} task={each} chosen={each.id === task.id} />
          ))}
        </ul>
      </nav>
      <div className="flex min-h-0 min-w-0 flex-col">
        <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-surface px-4">
          <h1 className="mr-auto font-semibold">{told.title}</h1>
          <IconButton label={told.before} disabled={at === 0} onClick={() => move(-1)}>
            <ChevronLeft className="size-5" />
          </IconButton>
          <span aria-live="polite" className="numbers min-w-16 text-center text-ink-2">
            {told.place(at + 1, tasks.length)}
          </span>
          <IconButton label={told.next} disabled={at === tasks.length - 1} onClick={() => move(1)}>
            <ChevronRight className="size-5" />
          </IconButton>
        </header>
        <Card key={task.id} task={task} decides={decides} onDecide={onDecide} />
      </div>
    </div>
  );
}

function Entry({ task, chosen }: { task: Task; chosen: boolean }) {
  const told = useWords(words);
  const name = useNames();
  return (
    <li>
      <Link
        to={`/approvals/${task.id}`}
        replace
        aria-current={chosen ? "true" : undefined}
        className={clsx("flex flex-col gap-0.5 border-b border-line px-4 py-2.5 -outline-offset-2", chosen ? "bg-accent-tint" : "hover:bg-ground")}
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{task.patient_name ?? told.somebody}</span>
          <Wait task={task} className="ml-auto" />
        </span>
        <span className="truncate text-sm text-ink-2">{name("tasks", task.request_type)}</span>
      </Link>
    </li>
  );
}
