// What is asked about the calls: how many, when, what came of them, why they were put through, how long.
import { Link } from "react-router";
import { $api, type Schemas } from "@/api/client";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Bar, Bars, Columns } from "./bars";
import { Heat } from "./heat";
import { Lines } from "./lines";
import { useDayNames, useNumbers } from "./numbers";
import { Question } from "./question";
import { callsAt, dayAfter, midnight, type Span } from "./span";
import { words } from "./words";

interface Given {
  calls: Schemas["CallFiguresOut"];
  span: Span;
  zone: string;
}

/** Where the calls of one day are. */
function onDay(day: string, zone: string, by: Record<string, string> = {}): string {
  const since = new Date(midnight(day, zone)).toISOString();
  return callsAt({ since, until: new Date(midnight(dayAfter(day, 1), zone)).toISOString() }, by);
}

export function Volume({ calls, span, zone }: Given) {
  const told = useWords(words);
  const { count } = useNumbers();
  const names = useDayNames();
  const days = calls.by_day.filter((each) => each.day <= span.last);
  const most = days.reduce((best, each) => (best === undefined || each.calls > best.calls ? each : best), days[0]);
  if (days.length === 1) return <TodaysHours calls={calls} span={span} zone={zone} />;
  return (
    <Question
      title={told.volume.title}
      answer={most && told.volume.answer(names.longDay(most.day), count(most.calls))}
      table={{
        heads: [told.volume.day, told.volume.calls, told.volume.escalated],
        rows: days.map((each) => [
          <Link key={each.day} to={onDay(each.day, zone)} className="underline">
            {names.longDay(each.day)}
          </Link>,
          count(each.calls),
          count(each.escalated),
        ]),
      }}
    >
      <Lines
        label={told.volume.title}
        days={days.map((each) => each.day)}
        dayName={names.day}
        format={count}
        series={[
          { name: told.volume.calls, values: days.map((each) => each.calls), tone: "accent" },
          { name: told.volume.escalated, values: days.map((each) => each.escalated), tone: "danger" },
        ]}
        toOf={(day) => ((days.find((each) => each.day === day)?.calls ?? 0) > 0 ? onDay(day, zone) : null)}
        saysOf={(place) => told.openCalls(names.longDay(days[place]?.day ?? ""), count(days[place]?.calls ?? 0))}
      />
    </Question>
  );
}

function TodaysHours({ calls, span }: Given) {
  const told = useWords(words);
  const { count } = useNumbers();
  const names = useDayNames();
  const busy = calls.by_hour.flatMap((many, hour) => (many > 0 ? [hour] : []));
  const first = Math.min(8, ...busy);
  const hours = calls.by_hour.slice(first, Math.max(17, ...busy) + 1);
  const bars: Bar[] = hours.map((many, at) => ({
    name: names.hour(first + at),
    count: many,
    to: callsAt(span, { hour: first + at }),
    says: told.openCalls(names.hour(first + at), count(many)),
  }));
  return (
    <Question
      title={told.volume.title}
      table={{ heads: [told.volume.hour, told.volume.calls], rows: bars.map((bar) => [bar.name, count(bar.count)]) }}
    >
      <Columns bars={bars} every={bars.length > 8 ? 3 : 1} />
    </Question>
  );
}

export function Times({ calls, span }: Given) {
  const told = useWords(words);
  const { count } = useNumbers();
  const names = useDayNames();
  const grid = calls.by_weekday_hour;
  const most = Math.max(...grid.flat());
  const day = grid.findIndex((hours) => hours.includes(most));
  const hour = grid[day]?.indexOf(most) ?? 0;
  return (
    <Question title={told.hours.title} answer={told.hours.answer(names.weekday(day, true), names.hour(hour))}>
      <Heat
        grid={grid}
        label={told.hours.title}
        corner={told.hours.hour}
        dayName={names.weekday}
        hourName={names.hour}
        toOf={(weekday, at) => callsAt(span, { weekday, hour: at })}
        saysOf={(weekday, at, many) =>
          told.openCalls(`${names.weekday(weekday, true)}, ${names.hour(at)}`, count(many))
        }
      />
    </Question>
  );
}

/** Names with their counts, the greatest first, as bars with their share of all. */
function useBars(of: Record<string, number>, nameOf: (name: string) => string, toOf: (name: string) => string): Bar[] {
  const told = useWords(words);
  const { count, share } = useNumbers();
  const sum = Object.values(of).reduce((all, each) => all + each, 0);
  return Object.entries(of)
    .sort(([, one], [, other]) => other - one)
    .map(([name, many]) => ({
      name: nameOf(name),
      count: many,
      more: share(many / sum),
      to: toOf(name),
      says: told.openCalls(nameOf(name), count(many)),
    }));
}

export function Outcomes({ calls, span }: Given) {
  const told = useWords(words);
  const nameOf = useNames();
  const bars = useBars(
    calls.dispositions,
    (name) => nameOf("dispositions", name),
    (name) => callsAt(span, { disposition: name }),
  );
  const first = bars[0];
  return (
    <Question
      title={told.outcome.title}
      answer={first && told.outcome.answer(first.more ?? "", first.name.toLocaleLowerCase())}
      table={{ heads: [told.outcome.what, told.calls, told.share], rows: bars.map((bar) => [bar.name, bar.count, bar.more]) }}
    >
      <Bars bars={bars} />
    </Question>
  );
}

export function Reasons({ calls, span }: Given) {
  const told = useWords(words);
  const nameOf = useNames();
  const { share } = useNumbers();
  const query = { since: span.since, until: span.until };
  const { data: rates } = $api.useQuery("get", "/api/escalations/rates", { params: { query } });
  const bars = useBars(
    calls.reasons,
    (name) => nameOf("escalations", name),
    (name) => callsAt(span, { reason: name }),
  );
  const judged = rates?.needless_rate ?? null;
  return (
    <Question
      title={told.reasons.title}
      answer={
        bars.length === 0
          ? told.reasons.none
          : [told.reasons.answer(share(calls.escalation_rate)), judged === null ? "" : told.reasons.judged(share(judged))].join(" ")
      }
      {...(bars.length === 0
        ? {}
        : { table: { heads: [told.reasons.why, told.calls, told.share], rows: bars.map((bar) => [bar.name, bar.count, bar.more]) } })}
    >
      <Bars bars={bars} />
    </Question>
  );
}

export function Lengths({ calls, span }: Given) {
  const told = useWords(words);
  const times = useTimes();
  const { count, length } = useNumbers();
  const nameOf = (from: number, to: number | null) =>
    to === null
      ? told.lengths.above(times.span(from))
      : from === 0
        ? told.lengths.below(times.span(to))
        : told.lengths.between(times.span(from), times.span(to));
  const bars: Bar[] = calls.lengths.map(({ at_least: from, below: to, calls: many }) => ({
    name: to === null ? `> ${times.span(from)}` : `< ${times.span(to)}`,
    count: many,
    to: callsAt(span, to === null ? { at_least: from } : { at_least: from, below: to }),
    says: told.openCalls(nameOf(from, to), count(many)),
  }));
  return (
    <Question
      title={told.lengths.title}
      answer={calls.average_seconds === null ? null : told.lengths.answer(length(calls.average_seconds))}
      table={{
        heads: [told.lengths.length, told.calls],
        rows: calls.lengths.map((each) => [nameOf(each.at_least, each.below), count(each.calls)]),
      }}
    >
      <Columns bars={bars} />
    </Question>
  );
}
