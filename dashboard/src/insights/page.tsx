// What the calls came to, as answers to questions: each opens the calls behind it.
import { ChartColumn } from "lucide-react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { TextField } from "@/kit/field";
import { Page } from "@/kit/panel";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { Figures, GreyFigures } from "./figures";
import { Lengths, Outcomes, Reasons, Times, Volume } from "./of-calls";
import { CallBacks, Vendors, Waits } from "./of-work";
import { type Span, type SpanName, useSpan } from "./span";
import { words } from "./words";

const NAMES: readonly SpanName[] = ["today", "week", "month", "own"];

export default function Insights() {
  const told = useWords(words);
  const { span, choose, zone } = useSpan();
  const query = { since: span.since, until: span.until };
  const calls = $api.useQuery("get", "/api/analytics/calls", { params: { query } }, { placeholderData: (kept) => kept });
  const before = $api.useQuery("get", "/api/analytics/calls", { params: { query: span.before } });
  const tasks = $api.useQuery("get", "/api/tasks/figures", { params: { query } }, { placeholderData: (kept) => kept });
  return (
    <Page title={told.title} lead={told.lead} wide>
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Filters
          label={told.span}
          choices={NAMES.map((name) => ({ name, label: told.spans[name] }))}
          chosen={span.name}
          onChoose={choose}
        />
        {span.name === "own" && <OwnDates span={span} choose={choose} />}
      </div>
      {!span.isWrong && (
        <Answer of={calls} skeleton={<Grey />}>
          {(found) => (
            <>
              <Figures calls={found} before={before.data} tasks={tasks.data} />
              {found.calls === 0 ? (
                <Empty
                  icon={<ChartColumn />}
                  title={told.none}
                  action={
                    <Link to="/test-call" className="underline">
                      {told.testCall}
                    </Link>
                  }
                >
                  {told.noneLead}
                </Empty>
              ) : (
                <div className="gap-4 *:mb-4 *:break-inside-avoid lg:columns-2 2xl:columns-3">
                  <Volume calls={found} span={span} zone={zone} />
                  <Times calls={found} span={span} zone={zone} />
                  <Outcomes calls={found} span={span} zone={zone} />
                  <Reasons calls={found} span={span} zone={zone} />
                  <Lengths calls={found} span={span} zone={zone} />
                  {tasks.data !== undefined && <CallBacks tasks={tasks.data} />}
                  <Waits calls={found} zone={zone} />
                  <Vendors />
                </div>
              )}
            </>
          )}
        </Answer>
      )}
    </Page>
  );
}

function OwnDates({ span, choose }: { span: Span; choose: ReturnType<typeof useSpan>["choose"] }) {
  const told = useWords(words);
  return (
    <div className="flex flex-wrap items-end gap-3">
      <TextField
        label={told.from}
        type="date"
        value={span.typed.first}
        onChange={(event) => event.target.value && choose("own", { ...span.typed, first: event.target.value })}
      />
      <TextField
        label={told.to}
        type="date"
        value={span.typed.last}
        onChange={(event) => event.target.value && choose("own", { ...span.typed, last: event.target.value })}
      />
      {span.isWrong && (
        <p role="alert" className="pb-2 text-sm text-danger-text">
          {told.wrongSpan}
        </p>
      )}
    </div>
  );
}

function Grey() {
  return (
    <>
      <GreyFigures />
      <Skeleton
        rows={1}
        each={() => (
          <div className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
            {[1, 2, 3, 4, 5, 6].map((each) => (
              <div key={each} className="flex flex-col gap-3 rounded-xl border border-line bg-surface p-4">
                <Bar className="w-48" />
                <Bar className="h-52 w-full" />
              </div>
            ))}
          </div>
        )}
      />
    </>
  );
}
