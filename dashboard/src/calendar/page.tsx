// The calendar: a day by provider or room, a week of somebody or of everybody, on the telephone an
// agenda. Which day, whose, and what is open stand in the address, so that it can be sent and gone back.
import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import { useLive } from "@/api/live";
import { useKeys } from "@/kit/keys";
import { Bar, Failure } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { Agenda } from "./agenda";
import { Blocking, BlockSheet } from "./blocking";
import { Booking, type Prefill } from "./booking";
import { Cancelling } from "./cancelling";
import { dayOf, shifted, useWalls, weekOf } from "./clock";
import { DaysOff } from "./days-off";
import { type Appointment, type Block, useDiary } from "./diary";
import { Grid } from "./grid";
import { type Column } from "./layout";
import { useMedia } from "./media";
import { Moving } from "./moving";
import { isOwn } from "./own";
import { useProviders, useRooms } from "./resources";
import { Toolbar, type View } from "./toolbar";
import { VisitSheet } from "./visit";
import { useWaiting, Waiting } from "./waiting";
import { words } from "./words";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const FRESH_MS = 8000;
const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

type Over =
  | { what: "book"; prefill: Prefill }
  | { what: "move"; visit: Appointment }
  | { what: "cancel"; visit: Appointment; back: boolean }
  | { what: "block"; day: string; resource: string | null }
  | { what: "blocked"; block: Block }
  | { what: "off" }
  | { what: "waiting" };

/** Ids of what others have just booked or moved. */
function useFresh(): ReadonlySet<string> {
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  useLive((event) => {
    if (!/^appointment\.(created|moved|approved)$/.test(event.kind) || isOwn(event.reference)) return;
    setFresh((known) => new Set([...known, event.reference]));
    setTimeout(() => setFresh((known) => new Set([...known].filter((each) => each !== event.reference))), FRESH_MS);
  });
  return fresh;
}

export default function Calendar() {
  const told = useWords(words);
  const walls = useWalls();
  const times = useTimes();
  const [address, setAddress] = useSearchParams();
  const [over, setOver] = useState<Over | null>(null);
  const providers = useProviders();
  const rooms = useRooms();
  const narrow = useMedia("(max-width: 767px)");
  const fresh = useFresh();
  const today = times.localDay(Date.now());
  const given = address.get("day") ?? "";
  const day = DAY.test(given) && !Number.isNaN(Date.parse(given)) ? given : today;
  const view: View = narrow ? "agenda" : address.get("view") === "week" ? "week" : "day";
  const by = address.get("by") === "room" ? "room" : "provider";
  const whose = address.get("whose") ?? "";
  const open = address.get("appointment");
  const week = useMemo(() => weekOf(day), [day]);
  const [first, last] = view === "day" ? [day, day] : [week[0] ?? day, week[6] ?? day];
  const { appointments, blocks, hours } = useDiary(first, last);
  const waiting = useWaiting(today);
  useEffect(() => {
    document.title = `${told.title} · Frontdesk`;
  }, [told.title]);

  const go = useCallback(
    (changes: Record<string, string | null>) => {
      setAddress((known) => {
        const next = new URLSearchParams(known);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null || value === "") next.delete(name);
          else next.set(name, value);
        }
        return next;
      });
    },
    [setAddress],
  );
  const step = view === "week" ? 7 : 1;
  const toDay = useCallback((next: string) => go({ day: next === today ? null : next }), [go, today]);
  const openVisit = useCallback((visit: Appointment) => go({ appointment: visit.id }), [go]);
  const openBlock = useCallback((block: Block) => setOver({ what: "blocked", block }), []);
  const bookAt = useCallback(
    ({ provider, operatory }: Column, start: string) => setOver({ what: "book", prefill: { start, provider, operatory } }),
    [],
  );
  const closeVisit = () => go({ appointment: null });
  const book = () => setOver({ what: "book", prefill: { start: day, ...(whose === "" ? {} : { provider: whose }) } });
  const block = () => setOver({ what: "block", day, resource: whose || null });

  const visits = appointments.data ?? NONE;
  const columns = useMemo<Column[]>(() => {
    if (view !== "day") {
      const busy = (each: string) =>
        (hours.find((one) => one.day === each)?.open.length ?? 0) > 0 || visits.some((one) => dayOf(one.start) === each);
      const shown = week.filter((each, place) => place < 5 || busy(each));
      const person = providers.find((each) => each.name === whose);
      return shown.map((each) => ({
        key: each,
        day: each,
        title: walls.day(each),
        works: person === undefined || person.days.includes(WEEKDAYS[week.indexOf(each)] ?? ""),
        ...(whose === "" ? {} : { provider: whose }),
      }));
    }
    if (by === "room" && rooms.length > 0) {
      return rooms.map((each) => ({ key: each, day, title: each, operatory: each, works: true }));
    }
    const weekday = WEEKDAYS[week.indexOf(day)] ?? "";
    const people: Column[] = providers.map((each) => ({
      key: each.name,
      day,
      title: each.name,
      note: each.role,
      provider: each.name,
      works: each.days.includes(weekday),
    }));
    const known = new Set(providers.map((each) => each.name));
    const strays = visits.some((each) => dayOf(each.start) === day && !known.has(each.provider));
    return strays || people.length === 0
      ? [...people, { key: "-", day, title: told.unassigned, provider: "", works: true }]
      : people;
    // oxlint-disable-next-line react/exhaustive-deps -- `walls` is made anew each time and says the same
  }, [view, by, day, week, whose, providers, rooms, hours, visits, told.unassigned, walls.zone, times.locale]);

  useKeys([
    { keys: "ArrowLeft", says: told.keyBefore, does: () => toDay(shifted(day, -step)) },
    { keys: "ArrowRight", says: told.keyAfter, does: () => toDay(shifted(day, step)) },
    { keys: "t", says: told.keyToday, does: () => toDay(today) },
    { keys: "d", says: told.keyDay, does: () => go({ view: null }) },
    { keys: "w", says: told.keyWeek, does: () => go({ view: "week" }) },
    { keys: "n", says: told.keyBook, does: book },
    { keys: "b", says: told.keyBlock, does: block },
    {
      keys: "m",
      says: told.keyMove,
      does: () => {
        const id = document.activeElement?.getAttribute("data-visit");
        const visit = visits.find((each) => each.id === id);
        if (visit !== undefined) setOver({ what: "move", visit });
      },
    },
  ]);

  return (
    <div className="flex h-full flex-col">
      <Toolbar
        day={day}
        today={today}
        view={view}
        by={by}
        whose={whose}
        step={step}
        week={week}
        providers={providers.map((each) => each.name)}
        waiting={waiting.length}
        onDay={toDay}
        onGo={go}
        onBook={book}
        onBlock={block}
        onOff={() => setOver({ what: "off" })}
        onWaiting={() => setOver({ what: "waiting" })}
      />
      <div className="relative min-h-0 flex-1">
        {appointments.data === undefined ? (
          appointments.error === null ? (
            <Loading columns={view === "agenda" ? 1 : 4} />
          ) : (
            <Failure error={appointments.error} again={() => void appointments.refetch()} />
          )
        ) : view === "agenda" ? (
          <Agenda
            day={day}
            today={today}
            hours={hours}
            appointments={visits}
            blocks={blocks}
            fresh={fresh}
            onDay={toDay}
            onOpen={openVisit}
            onBlock={openBlock}
          />
        ) : (
          <Grid
            columns={columns}
            appointments={visits}
            blocks={blocks}
            hours={hours}
            fresh={fresh}
            focused={open}
            onOpen={openVisit}
            onBlock={openBlock}
            onBook={bookAt}
          />
        )}
        {view !== "agenda" && appointments.data?.length === 0 && blocks.length === 0 && (
          <div className="pointer-events-none absolute inset-x-0 bottom-10 z-30 flex justify-center px-4">
            <div role="status" className="max-w-md rounded-xl border border-line bg-raised px-5 py-4 text-center shadow-float">
              <p className="font-medium">{view === "day" ? told.nothing : told.nothingWeek}</p>
              <p className="text-ink-2">{told.nothingHint}</p>
            </div>
          </div>
        )}
      </div>
      {open !== null && over === null && (
        <VisitSheet
          id={open}
          known={visits.find((each) => each.id === open)}
          onClose={closeVisit}
          onMove={(visit) => setOver({ what: "move", visit })}
          onCancel={(visit) => setOver({ what: "cancel", visit, back: false })}
        />
      )}
      {over?.what === "book" && <Booking open prefill={over.prefill} onClose={() => setOver(null)} />}
      {over?.what === "move" && (
        <Moving
          visit={over.visit}
          onClose={() => {
            setOver(null);
            closeVisit();
          }}
        />
      )}
      {over?.what === "cancel" && (
        <Cancelling
          visit={over.visit}
          onClose={(done) => {
            setOver(over.back ? { what: "waiting" } : null);
            if (done) closeVisit();
          }}
        />
      )}
      {over?.what === "block" && <Blocking day={over.day} resource={over.resource} onClose={() => setOver(null)} />}
      {over?.what === "blocked" && <BlockSheet block={over.block} onClose={() => setOver(null)} />}
      {over?.what === "off" && <DaysOff today={today} onClose={() => setOver(null)} />}
      {over?.what === "waiting" && (
        <Waiting
          waiting={waiting}
          onClose={() => setOver(null)}
          onOpen={(visit) => {
            setOver(null);
            go({ day: dayOf(visit.start), appointment: visit.id });
          }}
          onReject={(visit) => setOver({ what: "cancel", visit, back: true })}
        />
      )}
    </div>
  );
}

const NONE: Appointment[] = [];

function Loading({ columns }: { columns: number }) {
  return (
    <div role="status" className="flex h-full gap-px bg-surface p-3" aria-label="…">
      {Array.from({ length: columns }, (_, column) => (
        // eslint-disable-next-line react/no-array-index-key -- columns of a skeleton are all alike
        <div key={column} className="flex flex-1 flex-col gap-3 px-2">
          <Bar className="h-8 w-32" />
          <Bar className="mt-6 h-16 w-full" />
          <Bar className="h-9 w-full" />
          <Bar className="mt-10 h-24 w-full" />
        </div>
      ))}
    </div>
  );
}
