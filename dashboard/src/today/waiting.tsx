// Who waits for us: calls that went to a person and that nobody has looked at, tasks whose time is over;
// for doctors, what they alone can decide.
import { $api, type Schemas } from "@/api/client";
import { Chip } from "@/kit/chip";
import { Panel } from "@/kit/panel";
import { spelt } from "@/kit/slot-list";
import { Answer } from "@/kit/states";
import { Ago, useNow, useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Grey, More, Row } from "./rows";
import { words } from "./words";

const SHOWN = 5;
/** Types that a doctor decides. */
const DECIDED = ["prescription_refill", "referral", "medical_question"];
const DAY_MS = 86_400_000;

function Task({ task }: { task: Schemas["TaskOut"] }) {
  const told = useWords(words);
  const name = useNames();
  const times = useTimes();
  const { language } = useLanguage();
  const now = useNow();
  const late = task.due_at !== null && new Date(task.due_at).getTime() < now;
  const when = task.due_at === null ? "" : times.ago(task.due_at, now);
  return (
    <Row
      to={`/tasks/${task.id}`}
      main={task.patient_name ?? (spelt(task.callback_number, language) || task.task_id)}
      under={name("tasks", task.step ?? task.request_type)}
      right={
        when !== "" && (
          <span className={late ? "font-medium text-danger-text" : ""} title={task.due_at === null ? undefined : times.full(task.due_at)}>
            {late ? told.overdue(when) : told.due(when)}
          </span>
        )
      }
    />
  );
}

export { Task as TaskRow };

export function Waiting() {
  const told = useWords(words);
  const name = useNames();
  const overdue = $api.useQuery("get", "/api/tasks", { params: { query: { overdue: true, limit: SHOWN } } });
  const escalations = $api.useQuery("get", "/api/escalations", {
    params: { query: { unlabelled: true, limit: SHOWN } },
  });
  const now = useNow();
  const handed = escalations.data?.items.filter((each) => now - new Date(each.at).getTime() < DAY_MS) ?? [];
  const late = overdue.data?.items ?? [];
  const isKnown = overdue.data !== undefined && escalations.data !== undefined;
  const some = handed.length + late.length > 0;
  return (
    <Panel flush title={told.waiting} className={some ? "border-danger/40" : ""} actions={
        handed.length > 0 ? (
          <More to="/escalations">{told.seeEscalations}</More>
        ) : some ? (
          <More to="/tasks">{told.allTasks}</More>
        ) : undefined
      }>
      <Answer
        of={{
          data: isKnown ? true : undefined,
          error: overdue.error ?? escalations.error,
          isPending: overdue.isPending || escalations.isPending,
          refetch: () => Promise.all([overdue.refetch(), escalations.refetch()]),
        }}
        skeleton={<Grey rows={2} />}
      >
        {() =>
          some ? (
            <ul>
              {handed.map((each) => (
                <Row
                  key={each.id}
                  to={`/calls/${each.call_id}`}
                  main={<Chip tone="danger">{name("escalations", each.reason)}</Chip>}
                  under={each.handoff === null ? name("dispositions", "escalated") : name("handoffs", each.handoff)}
                  right={<Ago at={each.at} />}
                />
              ))}
              {late.map((task) => (
                <Task key={task.id} task={task} />
              ))}
            </ul>
          ) : (
            <p className="px-4 py-4 text-ink-2">{told.nothingWaits}</p>
          )
        }
      </Answer>
    </Panel>
  );
}

export function Approvals() {
  const told = useWords(words);
  const asked = $api.useQuery("get", "/api/tasks", {
    params: { query: { owner: "doctor", status: ["pending", "in_progress"], request_type: DECIDED, limit: SHOWN } },
  });
  return (
    <Panel flush title={told.approvals} actions={<More to="/approvals">{told.approvals}</More>}>
      <Answer of={asked} skeleton={<Grey rows={2} />}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="px-4 py-4 text-ink-2">{told.noApprovals}</p>
          ) : (
            <ul>
              {page.items.map((task) => (
                <Task key={task.id} task={task} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
