// Calls that were handed to a person: why, whether somebody was reached, and whether it was right. What
// nobody has judged stands first.
import clsx from "clsx";
import { PhoneCall, PhoneMissed, Siren } from "lucide-react";
import { useState } from "react";
import { Link, Route, Routes, useNavigate, useParams, useSearchParams } from "react-router";
import { $api, api, queries, refresh } from "@/api/client";
import { Chip, Count } from "@/kit/chip";
import { List } from "@/kit/list";
import { sentence } from "@/kit/sentence";
import { Split } from "@/kit/split";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { Ago } from "@/kit/time";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Detail } from "./detail";
import { type Found, type Label, PATH, useEscalations, type View } from "./found";
import { Rates } from "./rates";
import { words } from "./words";

const VIEWS: readonly View[] = ["all", "unlabelled", "week"];
const GRAVE = new Set(["emergency", "urgent_dental", "distress", "system_failure"]);

export default function Escalations() {
  return (
    <Routes>
      <Route path=":id?" element={<Centre />} />
    </Routes>
  );
}

function Centre() {
  const told = useWords(words);
  const { id } = useParams();
  const navigate = useNavigate();
  const [given, setGiven] = useSearchParams();
  const view = VIEWS.find((each) => each === given.get("view")) ?? "all";
  const asked = useEscalations(view);
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = asked;
  const [judged, setJudged] = useState<Found | null>(null);
  const { data: today } = $api.useQuery("get", "/api/today", {}, { staleTime: 30_000 });
  const search = given.size === 0 ? "" : `?${given}`;
  const chosen = id ?? "";
  const alone = $api.useQuery(
    "get",
    "/api/escalations/{escalation_id}",
    { params: { path: { escalation_id: chosen } } },
    { enabled: chosen !== "" && !chosen.startsWith("call ") && !asked.isPending && !rows.some((row) => row.id === chosen) },
  ).data;
  const found =
    rows.find((row) => row.id === chosen) ??
    (judged?.id === chosen ? judged : undefined) ??
    (alone === undefined ? undefined : { id: alone.id, callId: alone.call_id, at: alone.at, reason: alone.reason, escalation: alone });
  const to = (of: Found) => `/escalations/${encodeURIComponent(of.id)}${search}`;

  const label = async (of: Found, said: Label, before: Label | null = of.escalation?.label ?? null) => {
    if (of.escalation === null) return;
    setJudged({ ...of, escalation: { ...of.escalation, label: said } });
    try {
      await api.POST("/api/escalations/{escalation_id}/label", { params: { path: { escalation_id: of.escalation.id } }, body: { label: said } });
      say(told.labelled(told.labels[said]), before === null || before === said ? undefined : () => void label(of, before, said));
    } catch (error) {
      setJudged(null);
      complain(sentence(error));
    }
    refresh(PATH, "/api/today");
    await queries.invalidateQueries({ queryKey: ["get", `${PATH}/list`] });
    if (view === "all") setJudged(null);
  };

  const empty = {
    all: [told.empty, told.emptyLead],
    unlabelled: [told.emptyJudged, told.emptyJudgedLead],
    week: [told.emptyWeek, told.emptyWeekLead],
  }[view];
  const list = asked.isLooking && asked.error === null ? (
    <Skeleton
      rows={8}
      each={() => (
        <div className="flex h-14 items-center gap-3 border-b border-line px-4">
          <Bar className="w-40 flex-1" />
          <Bar className="w-20" />
        </div>
      )}
    />
  ) : asked.error !== null ? (
    <Failure error={asked.error} again={() => void asked.refetch()} />
  ) : rows.length === 0 ? (
    <Empty icon={<Siren />} title={empty[0]}>
      {empty[1]}
    </Empty>
  ) : (
    <List
      key={view}
      label={told.list}
      items={rows}
      idOf={(row) => row.id}
      height={56}
      chosen={chosen === "" ? null : chosen}
      onChoose={(row) => void navigate(to(row), { replace: id !== undefined })}
      onEnd={() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      }}
      loadingMore={isFetchingNextPage}
      row={(row, is) => <Row of={judged?.id === row.id ? judged : row} to={to(row)} chosen={is} />}
    />
  );

  return (
    <Split
      title={told.title}
      back={`/escalations${search}`}
      hint={
        <div className="flex w-full max-w-3xl flex-col gap-10 text-left text-ink">
          <Rates />
          <p className="text-center text-ink-3">{told.hint}</p>
        </div>
      }
      head={
        <div className="flex flex-col gap-2.5">
          <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
          <Filters
            label={told.views}
            chosen={view}
            onChoose={(next) => setGiven(next === "all" ? {} : { view: next }, { replace: true })}
            choices={VIEWS.map((each) => ({
              name: each,
              label: (
                <>
                  {told[each]}
                  {each === "unlabelled" && <Count of={today?.escalations_unlabelled ?? 0} />}
                </>
              ),
            }))}
          />
        </div>
      }
      list={list}
      detail={
        found === undefined ? null : (
          <>
            <Detail key={found.id} found={judged?.id === found.id ? judged : found} onLabel={(said) => void label(found, said)} />
            <div className="mx-auto max-w-4xl px-6 pb-6 max-md:px-4">
              <Rates />
            </div>
          </>
        )
      }
    />
  );
}

function Row({ of, to, chosen }: { of: Found; to: string; chosen: boolean }) {
  const told = useWords(words);
  const name = useNames();
  const { escalation } = of;
  const Icon = escalation?.handoff === "answered" ? PhoneCall : PhoneMissed;
  const open = escalation !== null && escalation.label === null;
  return (
    <Link
      to={to}
      aria-current={chosen ? "true" : undefined}
      className={clsx("flex h-14 flex-col justify-center gap-0.5 border-b border-line px-4 -outline-offset-2", chosen ? "bg-accent-tint" : "hover:bg-ground")}
    >
      <span className="flex items-center gap-2">
        <span className={clsx("min-w-0 truncate", open && "font-semibold", open && GRAVE.has(of.reason ?? "") && "text-danger-text")}>
          {name("escalations", of.reason ?? "") || name("dispositions", "abandoned")}
        </span>
        <Ago at={of.at} className="ml-auto shrink-0 text-xs text-ink-3" />
      </span>
      <span className="flex items-center gap-1.5 text-sm text-ink-2">
        {escalation !== null && escalation.handoff !== null && <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />}
        <span className="min-w-0 truncate">{escalation === null ? "" : escalation.handoff === null ? told.unknownEnd : name("handoffs", escalation.handoff)}</span>
        <span className="ml-auto shrink-0">
          {escalation === null || escalation.label === null ? (
            <span className="text-xs text-ink-3">{told.notJudged}</span>
          ) : (
            <Chip tone={escalation.label === "late" ? "danger" : escalation.label === "needless" ? "warn" : "ok"}>{told.labels[escalation.label]}</Chip>
          )}
        </span>
      </span>
    </Link>
  );
}
