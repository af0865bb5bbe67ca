// The day's tasks: one's own first; where one has none, those that are open for everybody of the role.
// Those whose time is over stand above already.
import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { Panel } from "@/kit/panel";
import { Answer } from "@/kit/states";
import { useWords } from "@/words/language";
import { Grey, More } from "./rows";
import { TaskRow } from "./waiting";
import { words } from "./words";

const SHOWN = 8;
const OPEN = ["pending", "in_progress"] as const;

export function Tasks() {
  const told = useWords(words);
  const { person } = useSession();
  const mine = $api.useQuery(
    "get",
    "/api/tasks",
    { params: { query: { assignee_id: person?.id ?? "", status: [...OPEN], overdue: false, limit: SHOWN } } },
    { enabled: person !== null },
  );
  const owner = person?.role === "doctor" ? "doctor" : "staff";
  const all = $api.useQuery("get", "/api/tasks", { params: { query: { owner, status: [...OPEN], overdue: false, limit: SHOWN } } });
  const own = (mine.data?.items.length ?? 0) > 0;
  return (
    <Panel flush title={own ? told.tasks : told.open} actions={<More to="/tasks">{told.allTasks}</More>}>
      <Answer of={own ? mine : all} skeleton={<Grey rows={4} />}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="px-4 py-4 text-ink-2">{told.noTasks}</p>
          ) : (
            <ul>
              {page.items.map((task) => (
                <TaskRow key={task.id} task={task} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
