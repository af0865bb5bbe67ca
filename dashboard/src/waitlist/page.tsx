// The waitlist: who waits for a time, in the order in which they are asked.
import clsx from "clsx";
import { Hourglass, Plus } from "lucide-react";
import { useState } from "react";
import { Link, Route, Routes, useNavigate, useParams, useSearchParams } from "react-router";
import { $api } from "@/api/client";
import { wallOf } from "@/calendar/clock";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { List } from "@/kit/list";
import { spelt } from "@/kit/slot-list";
import { Split } from "@/kit/split";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { Ago, useNow, useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { Add } from "./add";
import { Detail } from "./detail";
import { useWishes, VIEWS, type Waiting } from "./wishes";
import { words } from "./words";

export default function Waitlist() {
  return (
    <Routes>
      <Route path=":id?" element={<Line />} />
    </Routes>
  );
}

function Line() {
  const told = useWords(words);
  const { id = null } = useParams();
  const navigate = useNavigate();
  const [given, setGiven] = useSearchParams();
  const view = VIEWS.find((each) => each === given.get("view")) ?? "waiting";
  const asked = useWishes(view);
  const [adding, setAdding] = useState(false);
  const search = given.size === 0 ? "" : `?${given}`;
  const found = asked.rows.find((row) => row.wish.id === id);
  // Whoever said yes has left the list; they stay in sight until somebody else is chosen.
  const alone = $api.useQuery(
    "get",
    "/api/waitlist/{wish_id}",
    { params: { path: { wish_id: id ?? "" } } },
    { enabled: id !== null && found === undefined && !asked.isPending },
  ).data;
  const shown: Waiting | null = found ?? (alone?.id === id && alone !== undefined ? { wish: alone, place: null, urgent: false } : null);

  const list = asked.isPending ? (
    <Skeleton
      rows={6}
      each={() => (
        <div className="flex h-14 items-center gap-3 border-b border-line px-4">
          <Bar className="w-36 flex-1" />
          <Bar className="w-20" />
        </div>
      )}
    />
  ) : asked.error !== null ? (
    <Failure error={asked.error} again={() => void asked.refetch()} />
  ) : asked.rows.length === 0 ? (
    view === "waiting" ? (
      <Empty icon={<Hourglass />} title={told.empty} action={<Button onClick={() => setAdding(true)}>{told.add}</Button>}>
        {told.emptyLead}
      </Empty>
    ) : (
      <Empty icon={<Hourglass />} title={told.emptyOther} />
    )
  ) : (
    <List
      key={view}
      label={told.list}
      items={asked.rows}
      idOf={(row) => row.wish.id}
      height={56}
      chosen={id}
      onChoose={(row) => void navigate(`/waitlist/${row.wish.id}${search}`, { replace: id !== null })}
      row={(row, is) => <Row of={row} to={`/waitlist/${row.wish.id}${search}`} chosen={is} />}
    />
  );
  return (
    <>
      <Split
        title={told.title}
        back={`/waitlist${search}`}
        hint={
          <div className="flex max-w-sm flex-col gap-2">
            <p>{told.hint}</p>
            <p>{told.lead}</p>
          </div>
        }
        head={
          <div className="flex flex-col gap-2.5">
            <div className="flex items-center justify-between gap-2">
              <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
              <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
                {told.add}
              </Button>
            </div>
            <Filters
              label={told.views}
              chosen={view}
              onChoose={(next) => {
                setGiven(next === "waiting" ? {} : { view: next }, { replace: true });
              }}
              choices={VIEWS.map((each) => ({ name: each, label: told[each] }))}
            />
          </div>
        }
        list={list}
        detail={shown === null ? null : <Detail key={shown.wish.id} of={shown} onGone={() => void navigate(`/waitlist${search}`)} />}
      />
      {adding && (
        <Add
          onClose={() => setAdding(false)}
          onAdded={(wish) => {
            setAdding(false);
            void navigate(`/waitlist/${wish.id}`);
          }}
        />
      )}
    </>
  );
}

function Row({ of: { wish, place, urgent }, to, chosen }: { of: Waiting; to: string; chosen: boolean }) {
  const told = useWords(words);
  const times = useTimes();
  const { language } = useLanguage();
  const now = wallOf(useNow(), times.zone);
  const ahead = wish.windows.filter((each) => (each["end"] ?? "") > now);
  const windows = ahead.length > 0 ? ahead : wish.windows;
  const first = windows[0];
  return (
    <Link
      to={to}
      aria-current={chosen ? "true" : undefined}
      className={clsx("flex h-14 items-center gap-3 border-b border-line px-4 -outline-offset-2", chosen ? "bg-accent-tint" : "hover:bg-ground")}
    >
      <span className="numbers w-5 shrink-0 text-right text-sm text-ink-3" title={place === null ? undefined : told.place(place)}>
        {place ?? ""}
      </span>
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="flex items-center gap-2">
          <span className="min-w-0 truncate font-medium">{wish.patient_name}</span>
          {urgent && <Chip tone="danger">{told.urgent}</Chip>}
          <span className="ml-auto shrink-0">
            {wish.status === "offered" ? (
              <Chip tone="accent">{wish.offer_until === null ? told.offered : told.offeredUntil(times.clock(wish.offer_until))}</Chip>
            ) : (
              <Ago at={wish.created_at} className="text-xs text-ink-3" />
            )}
          </span>
        </span>
        <span className="truncate text-sm text-ink-2">
          {wish.service}
          <span className="text-ink-3">
            {" · "}
            {first === undefined ? told.any : spelt(first, language)}
            {windows.length > 1 && ` +${windows.length - 1}`}
          </span>
        </span>
      </span>
    </Link>
  );
}
