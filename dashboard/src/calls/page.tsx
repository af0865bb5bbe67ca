// The calls: a list beside the one that is chosen.
import { PhoneCall } from "lucide-react";
import { Link, useLocation, useNavigate } from "react-router";
import { useLiveCalls } from "@/frame/live-calls";
import { Button } from "@/kit/button";
import { Chip, type Tone } from "@/kit/chip";
import { List } from "@/kit/list";
import { spelt } from "@/kit/slot-list";
import { Split } from "@/kit/split";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { At, useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Detail } from "./detail";
import { Head } from "./filters";
import { type Call, useCalls, useWanted } from "./wanted";
import { words } from "./words";

const ROW_PX = 64;
const TONES: Record<string, Tone> = {
  booked: "ok",
  rescheduled: "ok",
  confirmed: "ok",
  held: "info",
  requested: "info",
  message_taken: "info",
  escalated: "danger",
};

export default function Calls() {
  const told = useWords(words);
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const chosen = decodeURIComponent(pathname.split("/")[2] ?? "") || null;
  const wanted = useWanted();
  const calls = useCalls(wanted.query);
  const some = wanted.narrowed || wanted.kind !== "all";
  return (
    <Split
      title={told.title}
      back={`/calls${search}`}
      hint={told.hint}
      head={<Head wanted={wanted} />}
      list={
        <Answer
          of={{ ...calls, data: calls.data }}
          skeleton={
            <Skeleton
              rows={10}
              each={() => (
                <div className="flex h-16 items-center gap-3 border-b border-line px-3">
                  <div className="flex flex-1 flex-col gap-2">
                    <Bar className="w-40" />
                    <Bar className="h-3 w-56" />
                  </div>
                  <Bar className="h-5 w-16" />
                </div>
              )}
            />
          }
        >
          {() =>
            calls.items.length === 0 ? (
              <Empty
                icon={<PhoneCall />}
                title={some ? told.noneFound : told.none}
                action={
                  some ? (
                    <Button onClick={wanted.clear}>{told.clear}</Button>
                  ) : (
                    <Link to="/test-call" className="inline-flex h-9 items-center rounded-md bg-accent px-3 font-medium text-accent-ink hover:bg-accent-strong">
                      {told.testCall}
                    </Link>
                  )
                }
              >
                {some ? told.noneFoundTeach : told.noneTeach}
              </Empty>
            ) : (
              <List
                label={told.list}
                items={calls.items}
                idOf={(call) => call.id}
                height={ROW_PX}
                chosen={chosen}
                onChoose={(call) => void navigate({ pathname: `/calls/${call.id}`, search }, { replace: chosen !== null })}
                onEnd={() => calls.hasNextPage && !calls.isFetchingNextPage && void calls.fetchNextPage()}
                loadingMore={calls.isFetchingNextPage}
                row={(call, isChosen) => <Row call={call} chosen={isChosen} search={search} />}
              />
            )
          }
        </Answer>
      }
      detail={chosen === null ? null : <Detail key={chosen} callId={chosen} />}
    />
  );
}

function Row({ call, chosen, search }: { call: Call; chosen: boolean; search: string }) {
  const told = useWords(words);
  const name = useNames();
  const times = useTimes();
  const { language } = useLanguage();
  const live = useLiveCalls().find((each) => each.id === call.id);
  const isLive = call.ended_at === null;
  const number = call.caller === null ? told.withheld : spelt(call.caller, language);
  const maybe = live?.patients.length === 1 ? live.patients[0]?.name : undefined;
  const request = live?.request ?? call.request;
  const escalation = live?.escalation ?? call.escalation;
  return (
    <Link
      to={{ pathname: `/calls/${call.id}`, search }}
      aria-current={chosen ? "true" : undefined}
      className={`flex h-16 items-center gap-3 border-b border-line px-3 focus-visible:-outline-offset-2 ${chosen ? "bg-accent-tint" : "hover:bg-sunken"}`}
    >
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="numbers truncate font-medium">{call.patient_name ?? maybe ?? number}</span>
        <span className="truncate text-sm text-ink-2">
          {[request === null ? null : name("requests", request), call.channel === "phone" ? null : name("channels", call.channel)]
            .filter(Boolean)
            .join(" · ") || name("directions", call.direction)}
        </span>
      </span>
      <span className="flex shrink-0 flex-col items-end gap-1">
        {isLive ? (
          <Chip tone={escalation === null ? "accent" : "danger"}>
            {live === undefined ? told.underWay : name("states", live.state) || told.underWay}
          </Chip>
        ) : (
          <Chip tone={TONES[call.disposition ?? ""] ?? "plain"}>
            {escalation === null ? name("dispositions", call.disposition) : name("escalations", escalation)}
          </Chip>
        )}
        <span className="text-xs text-ink-3">
          <At at={call.started_at} />
          {call.seconds !== null && ` · ${times.span(call.seconds)}`}
        </span>
      </span>
    </Link>
  );
}
