// How the system does: the server, the work behind the calls, vendors, and what needs a look.
import { CircleAlert, CircleCheck } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { $api, refresh, type Schemas } from "@/api/client";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Facts, Figure, Page, Panel } from "@/kit/panel";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago, useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./trust-words";

const GIGA = 1e9;
/** Below this share of free disk somebody has to look. */
const TIGHT = 0.1;

export default function Health() {
  const told = useWords(words).health;
  const asked = $api.useQuery("get", "/api/system", {}, { refetchInterval: 30_000 });
  return (
    <Page title={told.title} lead={told.lead}>
      <Answer of={asked} skeleton={<Grey />}>
        {(system) => (
          <>
            <Summary system={system} />
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <Alerts />
              <div className="flex flex-col gap-4">
                <Jobs jobs={system.jobs} />
                <Server system={system} />
              </div>
            </div>
            <Vendors vendors={system.vendors} />
          </>
        )}
      </Answer>
    </Page>
  );
}

type System = Schemas["SystemOut"];

function Summary({ system }: { system: System }) {
  const told = useWords(words).health;
  const wrong = [
    ...system.vendors.filter((each) => each.state === "failing").map((each) => `${each.name} ${told.fails}`),
    ...(system.jobs.dead > 0 ? [`${told.jobs} (${system.jobs.dead} ${told.dead})`] : []),
    ...(system.database.is_current ? [] : [told.old]),
    ...(system.disk.free_bytes / system.disk.total_bytes < TIGHT ? [told.disk] : []),
    ...(system.alerts_open > 0 ? [told.alertsOpen(system.alerts_open)] : []),
  ];
  const isWell = wrong.length === 0;
  return (
    <p
      role="status"
      className={`flex items-center gap-3 rounded-xl px-4 py-3 font-medium ${isWell ? "bg-ok-tint text-ok-text" : "bg-warn-tint text-warn-text"}`}
    >
      {isWell ? <CircleCheck aria-hidden className="size-5 shrink-0" /> : <CircleAlert aria-hidden className="size-5 shrink-0" />}
      {isWell ? told.well : told.unwell(wrong.join(", "))}
    </p>
  );
}

function Jobs({ jobs }: { jobs: System["jobs"] }) {
  const told = useWords(words).health;
  const times = useTimes();
  return (
    <Panel title={told.jobs}>
      <div className="grid grid-cols-3 gap-4">
        <Figure value={jobs.waiting} label={told.waiting} />
        <Figure value={jobs.running} label={told.running} />
        <Figure value={jobs.resting} label={told.resting} tone={jobs.resting > 0 ? "warn" : "plain"} />
        <Figure value={jobs.dead} label={told.dead} tone={jobs.dead > 0 ? "danger" : "plain"} />
        <Figure value={times.span(jobs.lag_seconds)} label={told.lag} />
        <Figure value={jobs.workers} label={told.workers} />
      </div>
      {jobs.dead > 0 && <p className="mt-3 text-sm text-ink-2">{told.deadLead}</p>}
    </Panel>
  );
}

async function isReady(): Promise<boolean> {
  try {
    return (await fetch("/ready")).ok;
  } catch {
    return false;
  }
}

function Server({ system }: { system: System }) {
  const told = useWords(words).health;
  const { data: ready } = useQuery({ queryKey: ["ready"], queryFn: isReady, refetchInterval: 30_000 });
  const { locale } = useTimes();
  const giga = (bytes: number) =>
    new Intl.NumberFormat(locale, { style: "unit", unit: "gigabyte", maximumFractionDigits: 0 }).format(bytes / GIGA);
  const facts: [ReactNode, ReactNode][] = [
    [told.version, system.version],
    [told.since, <Ago key="since" at={system.started_at} />],
    [told.telephony, system.telephony === "TWILIO" ? told.real : told.simulated],
    [told.database, `${system.database.kind === "sqlite" ? "SQLite" : "PostgreSQL"}, ${system.database.is_current ? told.current : told.old}`],
    [told.disk, `${giga(system.disk.free_bytes)} / ${giga(system.disk.total_bytes)}`],
    [told.live, <span key="live" className="numbers">{system.calls_live}</span>],
  ];
  return (
    <Panel
      title={told.server}
      actions={ready !== undefined && <Chip tone={ready ? "ok" : "danger"}>{ready ? told.ready : told.notReady}</Chip>}
    >
      <Facts of={facts} />
    </Panel>
  );
}

function Vendors({ vendors }: { vendors: System["vendors"] }) {
  const told = useWords(words).health;
  const times = useTimes();
  const order = ["failing", "ok", "off"];
  const wait = (value: number) => `${new Intl.NumberFormat(times.locale, { maximumFractionDigits: 0 }).format(value)} ms`;
  return (
    <Panel title={told.vendors} flush>
      <ul>
        {[...vendors]
          .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
          .map((each) => (
            <li key={each.name} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0">
              <span className="w-28 font-medium capitalize">{each.name}</span>
              <span className="flex flex-1 flex-wrap gap-2">
                <Chip tone={each.state === "failing" ? "danger" : each.state === "ok" ? "ok" : "plain"}>
                  {each.state === "failing" ? told.fails : each.state === "ok" ? told.works : told.off}
                  {each.since !== null && `, ${times.ago(each.since)}`}
                </Chip>
                {each.agreement === "missing" && <Chip tone="warn">{told.missing}</Chip>}
              </span>
              <span className="numbers text-sm text-ink-2">
                {each.p50_ms !== null && each.p95_ms !== null && `${told.waits(wait(each.p50_ms), wait(each.p95_ms))} · `}
                {each.errors} {told.errors}
              </span>
            </li>
          ))}
      </ul>
    </Panel>
  );
}

function Alerts() {
  const { health: told, alertTypes } = useWords(words);
  const [all, setAll] = useState(false);
  const query = all ? {} : { resolved: false };
  const asked = $api.useQuery("get", "/api/alerts", { params: { query } });
  const resolve = $api.useMutation("post", "/api/alerts/{alert_id}/resolve");
  const put = (id: string) =>
    resolve.mutate(
      { params: { path: { alert_id: id } } },
      {
        onSuccess: () => {
          refresh("/api/alerts", "/api/system");
          say(told.resolved);
        },
      },
    );
  return (
    <Panel
      title={told.alerts}
      flush
      actions={
        <Button size="small" look="quiet" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? told.hideOld : told.showOld}
        </Button>
      }
    >
      <Answer of={asked} skeleton={<Skeleton rows={3} each={() => <Bar className="m-4 h-10" />} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<CircleCheck />} title={told.noAlerts} />
          ) : (
            <ul className="max-h-[28rem] overflow-y-auto">
              {items.map((alert) => (
                <li key={alert.id} className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-0">
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-2 font-medium">
                      {(alertTypes as Record<string, string>)[alert.type.startsWith("vendor_") ? "vendor_failed" : alert.type] ??
                        alert.type.replaceAll("_", " ")}
                      {alert.resolved_at === null && (
                        <Chip tone={/high|critical/i.test(alert.severity) ? "danger" : "warn"}>{alert.severity.toLowerCase()}</Chip>
                      )}
                    </p>
                    <p className="text-ink-2">{alert.description}</p>
                    <Ago at={alert.created_at} className="text-xs text-ink-3" />
                  </div>
                  {alert.resolved_at === null && (
                    <Button size="small" busy={resolve.isPending} onClick={() => put(alert.id)}>
                      {told.resolve}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

function Grey() {
  return (
    <Skeleton
      rows={1}
      each={() => (
        <div className="flex flex-col gap-4">
          <Bar className="h-12 w-full" />
          <div className="grid gap-4 lg:grid-cols-2">
            <Bar className="h-64" />
            <Bar className="h-64" />
          </div>
        </div>
      )}
    />
  );
}
