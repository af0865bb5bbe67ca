// The audit trail: who reached what. Filters stand in the address; what is shown can be exported.
import { Download, ScrollText, ShieldCheck, ShieldX } from "lucide-react";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Select, TextField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { useTimes, useZone } from "@/kit/time";
import { say } from "@/kit/toast";
import { dayAfter, midnight } from "@/insights/span";
import { useWords } from "@/words/language";
import { useInfiniteQuery } from "@tanstack/react-query";
import { sheetOf, keep } from "./sheet";
import { nameOf, useUsers } from "./people";
import { words } from "./trust-words";

type Deed = Schemas["DeedOut"];
type Kind = "all" | "recordings" | "patients" | "changes" | "sign_ins";

const KINDS: Record<Kind, { resource?: string; action?: string }> = {
  all: {},
  recordings: { resource: "recording_audio" },
  patients: { resource: "patients" },
  changes: { action: "update" },
  sign_ins: { action: "login" },
};
const PAGE = 100;
const PARTS = ["user", "from", "to", "about"] as const;

function useFilters() {
  const [search, setSearch] = useSearchParams();
  const zone = useZone();
  const kind = (search.get("kind") ?? "all") as Kind;
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === "" || (name === "kind" && value === "all")) next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const [user, from, to, about] = PARTS.map((name) => search.get(name) ?? "") as [string, string, string, string];
  const at = (day: string) => new Date(midnight(day, zone)).toISOString();
  const query = {
    ...(KINDS[kind] ?? {}),
    ...(user && { user_id: user }),
    ...(about && { resource_id: about }),
    ...(from && { since: at(from) }),
    ...(to && { until: at(dayAfter(to, 1)) }),
  };
  return { kind, user, from, to, about, set, query };
}

export default function Trail() {
  const told = useWords(words).trail;
  const filters = useFilters();
  const { data: users } = useUsers();
  const role = useSession().person?.role;
  const names = new Map(users?.items.map((each) => [each.id, nameOf(each)]));
  const asked = useInfiniteQuery({
    queryKey: ["get", "/api/audit", filters.query],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...filters.query, limit: PAGE, ...(pageParam && { cursor: pageParam }) };
      return (await api.GET("/api/audit", { params: { query }, signal })).data as { items: Deed[]; next?: string | null };
    },
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const deeds = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const who = (deed: Deed) => (deed.user_id === null ? told.system : (names.get(deed.user_id) ?? deed.user_id));
  const exported = () => {
    const heads = ["id", "at", "user", "user_id", "action", "resource", "resource_id", "clinic_id", "ip_address", "success", "phi_accessed", "changes"];
    const rows = deeds.map((deed) => [
      deed.id, deed.at, who(deed), deed.user_id, deed.action, deed.resource, deed.resource_id, deed.clinic_id, deed.ip_address,
      deed.success, deed.phi_accessed, deed.changes === null ? "" : JSON.stringify(deed.changes),
    ]); // prettier-ignore
    keep(`trail-${new Date().toISOString().slice(0, 10)}.csv`, sheetOf(heads, rows));
    say(told.exported(deeds.length));
  };
  return (
    <Page
      title={told.title}
      lead={told.lead}
      actions={
        <>
          {role === "practice_admin" && <Chain />}
          <Button icon={<Download className="size-4" />} disabled={deeds.length === 0} onClick={exported}>
            {told.export}
          </Button>
        </>
      }
    >
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-full">
          <Filters
            label={told.kind}
            choices={(Object.keys(KINDS) as Kind[]).map((name) => ({ name, label: told.kinds[name] }))}
            chosen={filters.kind}
            onChoose={(name) => filters.set("kind", name)}
          />
        </div>
        <div className="w-48">
          <Select label={told.who} value={filters.user} onChange={(event) => filters.set("user", event.target.value)}>
            <option value="">{told.anybody}</option>
            {users?.items.map((each) => (
              <option key={each.id} value={each.id}>
                {nameOf(each)}
              </option>
            ))}
          </Select>
        </div>
        <TextField label={told.from} type="date" value={filters.from} onChange={(event) => filters.set("from", event.target.value)} />
        <TextField label={told.to} type="date" value={filters.to} onChange={(event) => filters.set("to", event.target.value)} />
        <TextField label={told.about} value={filters.about} maxLength={64} onChange={(event) => filters.set("about", event.target.value.trim())} />
      </div>
      <Panel flush>
        {asked.error !== null ? (
          <Failure error={asked.error} again={() => void asked.refetch()} />
        ) : asked.data === undefined ? (
          <Skeleton rows={8} each={() => <Bar className="mx-4 my-3 h-9" />} />
        ) : deeds.length === 0 ? (
          <Empty icon={<ScrollText />} title={told.none}>
            {told.noneLead}
          </Empty>
        ) : (
          <ul aria-label={told.title}>
            {deeds.map((deed) => (
              <Row key={deed.id} deed={deed} who={who(deed)} />
            ))}
          </ul>
        )}
        {asked.hasNextPage && (
          <div className="p-3 text-center">
            <Button busy={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
              {told.more}
            </Button>
          </div>
        )}
      </Panel>
    </Page>
  );
}

function Row({ deed, who }: { deed: Deed; who: string }) {
  const told = useWords(words).trail;
  const times = useTimes();
  const changes = Object.entries(deed.changes ?? {}).filter(([name]) => name !== "touched");
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-x-4 gap-y-0.5 border-b border-line px-4 py-2 last:border-0 md:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <time dateTime={deed.at} title={times.full(deed.at)} className="numbers text-sm text-ink-3">
        {times.day(deed.at)}, {times.clock(deed.at)}
      </time>
      <div className="min-w-0">
        <p className="break-words">
          <span className="font-medium">{who}</span> {(told.actions as Record<string, string>)[deed.action] ?? deed.action}{" "}
          {deed.action !== "login" && deed.resource.replaceAll("_", " ")}{" "}
          {deed.resource_id !== "" && deed.action !== "login" && <code className="font-mono text-xs text-ink-3">{deed.resource_id}</code>}
        </p>
        {changes.length > 0 && (
          <p className="text-sm break-words text-ink-2">
            {told.changed}: {changes.map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`).join(", ")}
          </p>
        )}
      </div>
      <p className="flex flex-wrap items-start gap-1 md:justify-end">
        {!deed.success && <Chip tone="danger">{told.refused}</Chip>}
        {deed.phi_accessed && <Chip tone="info">{told.patientData}</Chip>}
        <span className="text-xs text-ink-3">{deed.ip_address}</span>
      </p>
    </li>
  );
}

function Chain() {
  const told = useWords(words).trail;
  const [found, setFound] = useState<Schemas["TrailOut"] | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    try {
      setFound((await api.GET("/api/audit/check")).data ?? null);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-3">
      {found !== null && (
        <p role="status" className={`flex max-w-md items-center gap-2 ${found.whole ? "text-ok-text" : "font-medium text-danger-text"}`}>
          {found.whole ? <ShieldCheck aria-hidden className="size-5 shrink-0" /> : <ShieldX aria-hidden className="size-5 shrink-0" />}
          {found.whole ? told.whole : told.broken(found.broken_at.join(", "))}
        </p>
      )}
      <Button busy={busy} onClick={() => void check()}>
        {told.check}
      </Button>
    </div>
  );
}
