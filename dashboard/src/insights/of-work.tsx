// What is asked about the work behind the calls: whether people are called back in time, how long
// callers wait for an answer, and whom of our vendors that may be due to.
import { Link } from "react-router";
import { $api, type Schemas } from "@/api/client";
import { Chip } from "@/kit/chip";
import { Answer, Bar } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Lines } from "./lines";
import { useDayNames, useNumbers } from "./numbers";
import { DataTable, Question } from "./question";
import { callsAt, dayAfter, midnight } from "./span";
import { words } from "./words";

const KINDS = [
  ["in_time", "bg-accent"],
  ["waiting", "bg-line-strong"],
  ["late", "bg-danger"],
] as const;
/** So many days have their names written out below. */
const NAMED = 7;

export function CallBacks({ tasks }: { tasks: Schemas["FiguresOut"] }) {
  const told = useWords(words);
  const names = useDayNames();
  const { count, share } = useNumbers();
  const nameOf = { in_time: told.backs.inTime, late: told.backs.late, waiting: told.backs.waiting };
  const days = tasks.by_day;
  const most = Math.max(1, ...days.map((each) => each.in_time + each.late + each.waiting));
  const latest = days.at(-1);
  if (days.length === 0 || latest === undefined) return <Question title={told.backs.title} answer={told.backs.none}>{null}</Question>;
  return (
    <Question
      title={told.backs.title}
      answer={
        <>
          {tasks.in_time !== null && told.backs.answer(share(tasks.in_time))}{" "}
          {tasks.overdue > 0 && (
            <>
              {told.backs.overdue(count(tasks.overdue))}{" "}
              <Link to="/tasks?overdue=true" className="underline">
                {told.backs.open}
              </Link>
            </>
          )}
        </>
      }
      table={{
        heads: [told.backs.left, told.backs.inTime, told.backs.late, told.backs.waiting],
        rows: days.map((each) => [names.longDay(each.day), each.in_time, each.late, each.waiting]),
      }}
    >
      <div aria-hidden className="flex h-48 items-stretch gap-3">
        <div className="flex min-w-0 flex-1 gap-1">
          {days.map((each, place) => (
            <div key={each.day} title={names.longDay(each.day)} className="flex min-w-0 flex-1 flex-col">
              <div className="flex min-h-0 flex-1 flex-col-reverse">
                {KINDS.map(([kind, look]) => (
                  <span
                    key={kind}
                    title={`${nameOf[kind]}: ${each[kind]}`}
                    className={`mx-auto w-full max-w-12 first:rounded-b-none last:rounded-t-sm ${look}`}
                    style={{ height: `${(each[kind] / most) * 100}%` }}
                  />
                ))}
              </div>
              <span className="h-5 border-t border-line pt-1 text-center text-xs leading-4 whitespace-nowrap text-ink-3">
                {place % Math.ceil(days.length / NAMED) === 0 ? names.day(each.day) : ""}
              </span>
            </div>
          ))}
        </div>
        <ul className="flex w-16 flex-col-reverse justify-start pb-5 text-xs">
          {KINDS.map(([kind, look]) => (
            <li key={kind} className="flex items-center gap-1.5 py-0.5 text-ink-2">
              <span className={`size-2 rounded-full ${look}`} />
              {nameOf[kind]}
            </li>
          ))}
        </ul>
      </div>
    </Question>
  );
}

export function Waits({ calls, zone }: { calls: Schemas["CallFiguresOut"]; zone: string }) {
  const told = useWords(words);
  const names = useDayNames();
  const nameOf = useNames();
  const { wait } = useNumbers();
  const days = calls.by_day;
  const total = calls.waits["total"];
  if (total === undefined) return <Question title={told.waits.title} answer={told.waits.none}>{null}</Question>;
  const toOf = (day: string) =>
    callsAt(
      {
        since: new Date(midnight(day, zone)).toISOString(),
        until: new Date(midnight(dayAfter(day, 1), zone)).toISOString(),
      },
      {},
    );
  const stages = Object.entries(calls.waits).map(([stage, each]) => [
    nameOf("stages", stage),
    wait(each.p50_ms),
    wait(each.p95_ms),
  ]);
  const heads = [told.waits.usual, told.waits.most];
  return (
    <Question
      title={told.waits.title}
      answer={told.waits.answer(wait(total.p50_ms), wait(total.p95_ms))}
      table={{
        heads: [told.volume.day, ...heads],
        rows: days.flatMap((each) =>
          each.wait === null ? [] : [[names.longDay(each.day), wait(each.wait.p50_ms), wait(each.wait.p95_ms)]],
        ),
      }}
    >
      {days.length > 1 && (
        <Lines
          label={told.waits.title}
          days={days.map((each) => each.day)}
          dayName={names.day}
          format={wait}
          series={[
            { name: told.waits.usual, values: days.map((each) => each.wait?.p50_ms ?? null), tone: "accent" },
            { name: told.waits.most, values: days.map((each) => each.wait?.p95_ms ?? null), tone: "quiet" },
          ]}
          toOf={(day) => (days.find((each) => each.day === day)?.wait ? toOf(day) : null)}
          saysOf={(place) => told.openCalls(names.longDay(days[place]?.day ?? ""), String(days[place]?.calls ?? 0))}
        />
      )}
      <DataTable title={told.waits.stage} heads={[told.waits.stage, ...heads]} rows={stages} />
    </Question>
  );
}

const ORDER = ["failing", "ok", "off"];

function byState(one: Schemas["VendorOut"], other: Schemas["VendorOut"]): number {
  return ORDER.indexOf(one.state) - ORDER.indexOf(other.state);
}

export function Vendors() {
  const told = useWords(words);
  const times = useTimes();
  const { wait } = useNumbers();
  const asked = $api.useQuery("get", "/api/system", {}, { refetchInterval: 60_000 });
  const failing = asked.data?.vendors.filter((each) => each.state === "failing") ?? [];
  return (
    <Question
      title={told.vendors.title}
      answer={
        asked.data && (failing.length === 0 ? told.vendors.fine : told.vendors.failing(failing.map((each) => each.name).join(", ")))
      }
    >
      <Answer of={asked} skeleton={<Bar className="h-40 w-full" />}>
        {({ vendors }) => (
          <>
            <DataTable
              title={told.vendors.title}
              heads={[told.vendors.vendor, told.vendors.state, told.vendors.wait, told.vendors.errors]}
              rows={[...vendors].sort(byState).map((each) => [
                <span key={each.name} className="flex flex-wrap gap-x-2">
                  <span className="capitalize">{each.name}</span>
                  <span className="text-ink-3">{(told.kinds as Record<string, string>)[each.kind] ?? each.kind}</span>
                </span>,
                each.state === "failing" ? (
                  <Chip tone="danger">
                    {told.vendors.bad}
                    {each.since !== null && `, ${times.ago(each.since)}`}
                  </Chip>
                ) : each.state === "ok" ? (
                  <Chip tone="ok">{told.vendors.ok}</Chip>
                ) : (
                  <Chip>{told.vendors.off}</Chip>
                ),
                each.p50_ms === null ? "–" : wait(each.p50_ms),
                each.errors,
              ])}
            />
            <p className="text-xs text-ink-3">
              {told.vendors.errors}: {told.vendors.since}
            </p>
          </>
        )}
      </Answer>
    </Question>
  );
}
