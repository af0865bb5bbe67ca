// What happened with a patient, the latest first: calls, tasks, messages, visits, recordings in one line.
import { CalendarDays, ClipboardList, Disc3, type LucideIcon, MessageSquareText, PhoneCall } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { dayOf } from "@/calendar/clock";
import { Panel } from "@/kit/panel";
import { Bar, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { At, useNow, useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { words } from "./words";

type Kind = "calls" | "tasks" | "messages" | "visits" | "recordings";

interface Happened {
  key: string;
  kind: Kind;
  at: string;
  title: string;
  more: string;
  to: string | null;
}

const ICONS: Record<Kind, LucideIcon> = {
  calls: PhoneCall,
  tasks: ClipboardList,
  messages: MessageSquareText,
  visits: CalendarDays,
  recordings: Disc3,
};
const KINDS: Kind[] = ["calls", "tasks", "messages", "visits", "recordings"];
const MANY = 50;
const AT_FIRST = 12;

function useHistory(id: string) {
  const told = useWords(words);
  const name = useNames();
  const times = useTimes();
  const now = useNow();
  const of = { params: { query: { patient_id: id, limit: MANY } } };
  const calls = $api.useQuery("get", "/api/calls", of);
  const tasks = $api.useQuery("get", "/api/tasks", { params: { query: { patient_id: id, limit: MANY, order: "newest" } } });
  const messages = $api.useQuery("get", "/api/messages", of);
  const recordings = $api.useQuery("get", "/api/recordings", of);
  const visits = $api.useQuery("get", "/api/appointments", { params: { query: { patient_id: id, limit: 200 } } });
  const past = (visits.data?.items ?? []).filter(
    (one) => Date.parse(one.scheduled_at) <= now || one.status === "cancelled",
  );
  const all = [calls, tasks, messages, recordings, visits];
  const happened: Happened[] = [
    ...(calls.data?.items ?? []).map((one) => ({
      key: one.id,
      kind: "calls" as const,
      at: one.started_at,
      title: name("requests", one.request) || name("channels", one.channel) || told.aCall,
      more: [name("dispositions", one.disposition), one.seconds === null ? null : times.span(one.seconds)].filter(Boolean).join(" · "),
      to: `/calls/${one.id}`,
    })),
    ...(tasks.data?.items ?? []).map((one) => ({
      key: one.id,
      kind: "tasks" as const,
      at: one.created_at,
      title: name("tasks", one.request_type),
      more: [name("taskStatuses", one.status), one.task_id].join(" · "),
      to: `/tasks/${one.id}`,
    })),
    ...(messages.data?.items ?? []).map((one) => ({
      key: one.id,
      kind: "messages" as const,
      at: one.created_at,
      title: one.direction === "in" ? told.in_ : one.channel === "email" ? told.mailOut : told.out,
      more: one.body,
      to: null,
    })),
    ...(recordings.data?.items ?? []).map((one) => ({
      key: one.id,
      kind: "recordings" as const,
      at: one.started_at,
      title: told.aRecording,
      more: [name("requests", one.request), one.duration_sec === null ? null : times.span(one.duration_sec)].filter(Boolean).join(" · "),
      to: `/calls/${one.call_id}`,
    })),
    ...past.map((one) => ({
      key: one.id,
      kind: "visits" as const,
      at: one.scheduled_at,
      title: one.service.charAt(0).toUpperCase() + one.service.slice(1),
      more: [name("appointments", one.status), one.provider].filter(Boolean).join(" · "),
      to: `/calendar?day=${dayOf(one.start)}&appointment=${one.id}`,
    })),
  ];
  return { waiting: all.some((each) => each.isPending), happened: happened.toSorted((a, b) => b.at.localeCompare(a.at)) };
}

export function History({ id }: { id: string }) {
  const told = useWords(words);
  const [kind, setKind] = useState<Kind | "all">("all");
  const [whole, setWhole] = useState(false);
  const { waiting, happened } = useHistory(id);
  const chosen = happened.filter((each) => kind === "all" || each.kind === kind);
  const shown = whole ? chosen : chosen.slice(0, AT_FIRST);
  return (
    <Panel
      title={told.history}
      flush
      actions={
        <Filters
          label={told.filters}
          choices={[{ name: "all" as const, label: told.everything }, ...KINDS.map((each) => ({ name: each, label: told[each] }))]}
          chosen={kind}
          onChoose={setKind}
        />
      }
    >
      {waiting && happened.length === 0 ? (
        <Skeleton rows={4} each={() => <Bar className="mx-4 my-3 w-72" />} />
      ) : shown.length === 0 ? (
        <p className="px-4 py-6 text-center text-ink-3">{told.historyNone}</p>
      ) : (
        <ol className="divide-y divide-line">
          {shown.map((each) => (
            <li key={each.key}>
              <Entry of={each} />
            </li>
          ))}
        </ol>
      )}
      {chosen.length > shown.length && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="h-10 w-full border-t border-line text-sm text-ink-2 hover:bg-sunken"
        >
          {told.showAll(chosen.length)}
        </button>
      )}
    </Panel>
  );
}

function Entry({ of }: { of: Happened }) {
  const Icon = ICONS[of.kind];
  const inside = (
    <>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{of.title}</span>
        <span className="block truncate text-sm text-ink-2" title={of.more}>
          {of.more}
        </span>
      </span>
      <At at={of.at} className="numbers shrink-0 text-sm text-ink-3" />
    </>
  );
  const look = "flex items-start gap-3 px-4 py-2";
  return of.to === null ? (
    <div className={look}>{inside}</div>
  ) : (
    <Link to={of.to} className={`${look} hover:bg-sunken`}>
      {inside}
    </Link>
  );
}
