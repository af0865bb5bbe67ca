// Every call that goes out, whatever began it, and what a month of them came to.
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import { $api, api } from "@/api/client";
import { usePages } from "@/api/pages";
import { useNumbers } from "@/insights/numbers";
import { Select } from "@/kit/field";
import { Figure, Panel } from "@/kit/panel";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { JobPages, STATUSES, type StatusFilter } from "./job-pages";
import { jobWords } from "./job-words";
import type { Job } from "./jobs";
import { OutreachHead } from "./page";
import { words } from "./words";

const PATH = "/api/outreach/jobs";
const PURPOSES = ["reminder", "confirmation", "recall", "follow_up", "lead"] as const;
const GOOD = ["confirmed", "rescheduled", "booked"];
const MANY = 50;
const DAYS = 30;

export default function OutreachCalls() {
  const told = useWords(jobWords);
  const names = useWords(words);
  const [given, setGiven] = useSearchParams();
  const status = STATUSES.find((each) => each === given.get("status")) ?? null;
  const purpose = PURPOSES.find((each) => each === given.get("purpose")) ?? null;
  useEffect(() => {
    document.title = `${names.calls} · Frontdesk`;
  }, [names.calls]);
  const set = (name: string, value: string | null) => {
    const next = new URLSearchParams(given);
    if (value === null) next.delete(name);
    else next.set(name, value);
    setGiven(next, { replace: true });
  };
  const asked = usePages<Job>(PATH, [status, purpose], async (cursor, signal) => {
    const query = { limit: MANY, ...cursor, ...(status === null ? {} : { status }), ...(purpose === null ? {} : { purpose }) };
    const { data } = await api.GET("/api/outreach/jobs", { params: { query }, signal });
    return data;
  });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="border-b border-line bg-surface p-3">
        <OutreachHead />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-4 p-4 md:p-6">
          <Month />
          <Panel
            title={told.list}
            flush
            actions={
              <Select
                label={told.purpose}
                unseen
                className="h-7! w-auto! text-sm!"
                value={purpose ?? ""}
                onChange={(event) => set("purpose", event.target.value === "" ? null : event.target.value)}
              >
                <option value="">{told.anything}</option>
                {PURPOSES.map((each) => (
                  <option key={each} value={each}>
                    {names.purposes[each]}
                  </option>
                ))}
              </Select>
            }
          >
            <div className="border-b border-line px-3 py-2">
              <Filters
                label={told.status}
                chosen={(status ?? "all") as StatusFilter}
                onChoose={(next) => set("status", next === "all" ? null : next)}
                choices={[
                  { name: "all" as StatusFilter, label: told.all },
                  ...STATUSES.map((each) => ({ name: each as StatusFilter, label: names.statuses[each] })),
                ]}
              />
            </div>
            <JobPages asked={asked} about />
          </Panel>
        </div>
      </div>
    </div>
  );
}

function Month() {
  const told = useWords(jobWords);
  const { count, share } = useNumbers();
  const { data } = $api.useQuery("get", "/api/outreach/summary", { params: { query: { days: DAYS } } });
  if (data === undefined) return null;
  const all = Object.values(data);
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((before, one) => before + of(one), 0);
  const total = sum((one) => one.completed + one.failed);
  const good = sum((one) => GOOD.reduce((before, name) => before + (one.results?.[name] ?? 0), 0));
  return (
    <section aria-label={told.days(DAYS)} className="grid grid-cols-2 gap-4 rounded-xl border border-line bg-surface p-4 md:grid-cols-4">
      <Figure value={count(total)} label={told.total} hint={told.days(DAYS)} />
      <Figure value={share(total === 0 ? null : sum((one) => one.completed) / total)} label={told.reached} />
      <Figure value={share(total === 0 ? null : good / total)} label={told.good} />
      <Figure value={count(sum((one) => one.refused))} label={told.notCalled} />
    </section>
  );
}
