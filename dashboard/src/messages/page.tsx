// Texts with patients: the conversations, and beside them the one that is open. What people agreed to is
// the room's other part.
import clsx from "clsx";
import { MessagesSquare } from "lucide-react";
import { lazy } from "react";
import { Link, Navigate, Route, Routes, useNavigate, useParams } from "react-router";
import { Avatar } from "@/kit/avatar";
import { Chip } from "@/kit/chip";
import { List } from "@/kit/list";
import { Parts } from "@/kit/parts";
import { Split } from "@/kit/split";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { written } from "@/patients/found";
import { useWords } from "@/words/language";
import { ThreadDetail } from "./thread";
import { type Thread, useThreads } from "./threads";
import { words } from "./words";

const ROW_PX = 64;
const Consents = lazy(() => import("@/consents/page"));

export default function Messages() {
  return (
    <Routes>
      <Route path="consents" element={<Consents />} />
      <Route path=":id?" element={<Texts />} />
      <Route path="*" element={<Navigate to="/messages" replace />} />
    </Routes>
  );
}

/** The head of both parts of the room. */
export function MessagesHead() {
  const told = useWords(words);
  return (
    <div className="flex flex-col gap-1.5">
      <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
      <Parts
        label={told.parts}
        parts={[
          { to: "/messages", label: told.texts },
          { to: "/messages/consents", label: told.consents },
        ]}
      />
    </div>
  );
}

function Texts() {
  const told = useWords(words);
  const { id = null } = useParams();
  const navigate = useNavigate();
  const asked = useThreads();
  return (
    <Split
      title={told.title}
      back="/messages"
      hint={
        <div className="flex max-w-sm flex-col gap-2">
          <p>{told.hint}</p>
          <p>{told.lead}</p>
        </div>
      }
      head={<MessagesHead />}
      list={
        <Answer
          of={asked}
          skeleton={
            <Skeleton
              rows={9}
              each={() => (
                <div className="flex items-center gap-3 border-b border-line px-3" style={{ height: ROW_PX }}>
                  <Bar className="size-8 rounded-full!" />
                  <div className="flex flex-1 flex-col gap-2">
                    <Bar className="w-36" />
                    <Bar className="h-3 w-56" />
                  </div>
                </div>
              )}
            />
          }
        >
          {() =>
            asked.items.length === 0 ? (
              <Empty icon={<MessagesSquare />} title={told.empty}>
                {told.emptyLead}
              </Empty>
            ) : (
              <List
                label={told.list}
                items={asked.items}
                idOf={(thread) => thread.id}
                height={ROW_PX}
                chosen={id}
                onChoose={(thread) => void navigate(`/messages/${thread.id}`, { replace: id !== null })}
                onEnd={asked.more}
                loadingMore={asked.isFetchingNextPage}
                row={(thread, is) => <Row thread={thread} chosen={is} />}
              />
            )
          }
        </Answer>
      }
      detail={id === null ? null : <ThreadDetail key={id} id={id} />}
    />
  );
}

/** Whose number it is: a patient, several, or the number itself. */
export function useWhose(): (thread: Thread) => string {
  const told = useWords(words);
  return ({ people, address }) => {
    const [first] = people;
    if (first === undefined) return written(address);
    return people.length === 1 ? first.name : told.several(first.name, people.length - 1);
  };
}

function Row({ thread, chosen }: { thread: Thread; chosen: boolean }) {
  const told = useWords(words);
  const whose = useWhose()(thread);
  const { latest } = thread;
  const stands = told.statuses[thread.status];
  return (
    <Link
      to={`/messages/${thread.id}`}
      aria-current={chosen ? "true" : undefined}
      className={clsx(
        "flex items-center gap-3 border-b border-line px-3 -outline-offset-2",
        chosen ? "bg-accent-tint" : "hover:bg-ground",
      )}
      style={{ height: ROW_PX }}
    >
      <Avatar name={thread.people[0]?.name ?? null} />
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <span className={clsx("numbers min-w-0 flex-1 truncate", thread.status === "staff" ? "font-semibold" : "font-medium")}>{whose}</span>
          <Ago at={latest.created_at} className="shrink-0 text-xs text-ink-3" />
        </span>
        <span className="flex items-center gap-2 text-sm text-ink-2">
          <span className="min-w-0 flex-1 truncate">
            {latest.direction === "out" && <span className="text-ink-3">{told.you} </span>}
            {latest.body}
          </span>
          {stands !== undefined && (
            <Chip tone={thread.status === "staff" ? "warn" : thread.status === "assistant" ? "info" : "plain"} className="shrink-0">
              {stands}
            </Chip>
          )}
        </span>
      </span>
    </Link>
  );
}
