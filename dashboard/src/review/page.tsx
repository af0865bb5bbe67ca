// The week's review (SF-19): calls that were handed over or came to nothing, the clinic's first ones,
// and some drawn by lot, for somebody to read, rate and correct.
import clsx from "clsx";
import { ChevronLeft, ChevronRight, MessageSquareText } from "lucide-react";
import { useState } from "react";
import { Route, Routes, useNavigate, useParams } from "react-router";
import { $api, type Schemas } from "@/api/client";
import { IconButton } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { List } from "@/kit/list";
import { Split } from "@/kit/split";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { At, useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { ReviewDetail } from "./review-detail";
import { mondayOf, weekAfter, weekOf } from "./week";
import { words } from "./words";

type Waiting = Schemas["WaitingOut"];
type Status = "all" | "open" | "done";

const HEIGHT = 68;
/** Reasons that fit beside each other. */
const SHOWN = 2;
const MOST = 200;

export default function Review() {
  return (
    <Routes>
      <Route index element={<Queue />} />
      <Route path=":callId" element={<Queue />} />
    </Routes>
  );
}

function Queue() {
  const told = useWords(words);
  const times = useTimes();
  const navigate = useNavigate();
  const { callId } = useParams();
  const now = weekOf(times.localDay(Date.now()));
  const [week, setWeek] = useState(now);
  const [status, setStatus] = useState<Status>("open");
  const { data: progress } = $api.useQuery("get", "/api/reviews/progress", { params: { query: { week } } });
  const queue = $api.useQuery("get", "/api/reviews", { params: { query: { week, limit: MOST } } });
  const shown = (queue.data?.items ?? []).filter(
    (each) => status === "all" || (status === "done") === (each.status === "done"),
  );
  const next = () => {
    const place = shown.findIndex((each) => each.call_id === callId);
    const following = shown[place + 1] ?? shown.find((each) => each.call_id !== callId);
    void navigate(following === undefined ? "/call-review" : `/call-review/${following.call_id}`);
  };
  return (
    <Split
      title={told.title}
      back="/call-review"
      hint={told.hint}
      head={
        <div className="flex flex-col gap-3">
          <div className="flex items-center justify-between">
            <h1 className="text-lg font-semibold">{told.title}</h1>
            <Weeks week={week} now={now} onWeek={setWeek} />
          </div>
          {progress !== undefined && progress.total > 0 && (
            <div>
              <div className="mb-1 flex justify-between text-sm text-ink-2">
                <span className="numbers">{told.progress(progress.done, progress.total)}</span>
                {progress.rating !== null && (
                  <span className="numbers">{told.rating(progress.rating.toFixed(1))}</span>
                )}
              </div>
              <progress
                aria-label={told.progress(progress.done, progress.total)}
                value={progress.done}
                max={progress.total}
                className="block h-1.5 w-full overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
              />
            </div>
          )}
          <Filters
            label={told.list}
            chosen={status}
            onChoose={setStatus}
            choices={[
              { name: "open", label: told.open },
              { name: "done", label: told.done },
              { name: "all", label: told.all },
            ]}
          />
        </div>
      }
      list={
        <Answer
          of={queue}
          skeleton={
            <Skeleton
              each={() => (
                <div className="flex h-17 flex-col justify-center gap-2 border-b border-line px-4">
                  <Bar className="w-1/2" />
                  <Bar className="w-3/4" />
                </div>
              )}
            />
          }
        >
          {(page) =>
            shown.length === 0 ? (
              <Empty
                icon={<MessageSquareText />}
                title={page.items.length === 0 ? told.none : told.allDone}
              >
                {page.items.length === 0 ? told.noneLead : null}
              </Empty>
            ) : (
              <List
                label={told.list}
                items={shown}
                idOf={(each) => each.call_id}
                height={HEIGHT}
                chosen={callId ?? null}
                onChoose={(each) => void navigate(`/call-review/${each.call_id}`)}
                row={(each, chosen) => (
                  <Row
                    of={each}
                    chosen={chosen}
                    onOpen={() => void navigate(`/call-review/${each.call_id}`)}
                  />
                )}
              />
            )
          }
        </Answer>
      }
      detail={callId === undefined ? null : <ReviewDetail callId={callId} onDone={next} />}
    />
  );
}

function Weeks({ week, now, onWeek }: { week: string; now: string; onWeek: (week: string) => void }) {
  const told = useWords(words);
  const times = useTimes();
  const monday = `${mondayOf(week)}T12:00:00Z`;
  const label =
    week === now
      ? told.thisWeek
      : `${told.week} ${new Intl.DateTimeFormat(times.locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(monday))}`;
  return (
    <div className="flex items-center gap-1">
      <IconButton size="small" label={told.before} onClick={() => onWeek(weekAfter(week, -1))}>
        <ChevronLeft className="size-4" />
      </IconButton>
      <span aria-live="polite" className="numbers min-w-24 text-center text-sm">
        {label}
      </span>
      <IconButton
        size="small"
        label={told.after}
        disabled={week >= now}
        onClick={() => onWeek(weekAfter(week, 1))}
      >
        <ChevronRight className="size-4" />
      </IconButton>
    </div>
  );
}

function Row({ of, chosen, onOpen }: { of: Waiting; chosen: boolean; onOpen: () => void }) {
  const told = useWords(words);
  const name = useNames();
  const about = name("requests", of.request) || name("dispositions", of.disposition);
  return (
    <button
      type="button"
      aria-current={chosen || undefined}
      onClick={onOpen}
      className={clsx(
        "flex h-full w-full flex-col justify-center gap-1 border-b border-line px-4 text-left",
        chosen ? "bg-accent-tint" : "hover:bg-sunken",
      )}
    >
      <span className="flex w-full items-center justify-between gap-2">
        <span className={clsx("truncate", of.status === "done" ? "text-ink-2" : "font-medium")}>{about}</span>
        <At at={of.at} className="numbers shrink-0 text-xs text-ink-3" />
      </span>
      <span className="flex w-full items-center gap-1 overflow-hidden">
        {of.why.slice(0, SHOWN).map((why) => (
          <Chip key={why} tone={why === "escalated" || why === "failed" ? "warn" : "plain"}>
            {told[why]}
          </Chip>
        ))}
        {of.why.length > SHOWN && (
          <span
            title={of.why
              .slice(SHOWN)
              .map((why) => told[why])
              .join(", ")}
            className="text-xs text-ink-3"
          >
            +{of.why.length - SHOWN}
          </span>
        )}
        {of.why.length === 0 && <Chip>{told.chosen}</Chip>}
        {of.status !== "open" && <Chip tone={of.status === "done" ? "ok" : "info"}>{told[of.status]}</Chip>}
        {of.rating !== null && <span className="numbers ml-auto text-xs text-ink-2">{of.rating}/5</span>}
      </span>
    </button>
  );
}
