// The screen pop: who is calling, before the telephone is picked up. It takes no focus and no key, stands
// aside from a field that somebody types in, and lets a click through that was meant for the page.
import clsx from "clsx";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Schemas } from "@/api/client";
import { type LiveEvent, useLive } from "@/api/live";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { spelt } from "@/kit/slot-list";
import { Bar } from "@/kit/states";
import { useLanguage, useWords } from "@/words/language";
import { CallerChip, CallerFacts, knownOf } from "./caller";
import { askAbout, useLiveCalls } from "./live-calls";
import { words } from "./live-words";
import { openCall } from "./open-call";
import { allowNotices, putOff, ring, useOffer } from "./ring";

/** A call as it popped up; `about` comes a moment later. */
interface Popped {
  id: string;
  isNew: boolean;
  at: number;
  about: Schemas["LiveCallOut"] | null;
}

const STACK = 3;
/** How long a card stays once somebody answers: the strip has the call. */
const ANSWERED_MS = 20_000;
const RINGS_MS = 120_000;
const HARMLESS_MS = 300;

/** Places of the stack, in order of preference; a field that is typed in is never covered. */
const PLACES = [
  "top-14 right-4 max-md:right-2 max-md:left-2 max-md:top-12",
  "bottom-4 right-4 max-md:right-2 max-md:left-2 max-md:bottom-16",
  "top-14 left-16 xl:left-56 max-md:hidden",
] as const;

function usePlace(): [React.RefObject<HTMLDivElement | null>, (typeof PLACES)[number]] {
  const stack = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(0);
  useLayoutEffect(() => {
    const look = () => {
      const typed = document.activeElement;
      const here = stack.current?.getBoundingClientRect();
      if (here === undefined || !(typed instanceof HTMLElement) || !/^(INPUT|TEXTAREA|SELECT)$|true/.test(typed.isContentEditable ? "true" : typed.tagName)) return;
      const field = typed.getBoundingClientRect();
      const over =
        field.right > here.left && field.left < here.right && field.bottom > here.top && field.top < here.bottom;
      if (over) setPlace((before) => (before + 1) % PLACES.length);
    };
    look();
    document.addEventListener("focusin", look);
    return () => document.removeEventListener("focusin", look);
  });
  return [stack, PLACES[place] ?? PLACES[0]];
}

/** Who writes is shown on the strip: nothing rings, and no card covers what one is working at. */
const WRITTEN = new Set(["chat", "sms"]);

export function Pop() {
  const told = useWords(words);
  const { language } = useLanguage();
  const [pops, setPops] = useState<readonly Popped[]>([]);
  const calls = useLiveCalls();
  const ended = useRef(new Set<string>());
  const [stack, place] = usePlace();
  const drop = (id: string) => setPops((before) => before.filter((each) => each.id !== id));

  const came = (event: LiveEvent) => {
    const id = event.reference;
    const isNew = event["isNewPatient"] === true;
    setPops((before) => [...before.filter((each) => each.id !== id), { id, isNew, at: Date.now(), about: null }]);
    void askAbout(id).then((about) => {
      if (about === null) return;
      setPops((before) => before.map((each) => (each.id === id ? { ...each, about } : each)));
      const number = about.number === null ? told.withheld : spelt(about.number, language);
      const first = about.patients[0];
      const says = first === undefined ? told.newCalling(number) : told.isCalling(first.name);
      ring(id, told.incomingTitle, says, () => openCall(id));
    });
  };
  useLive((event) => {
    if (event.kind === "incoming_call" && !WRITTEN.has(String(event["channel"]))) came(event);
    if (event.kind === "call.ended") {
      ended.current.add(event.reference);
      drop(event.reference);
    }
  });
  useEffect(() => {
    if (pops.length === 0) return undefined;
    const timer = setInterval(() => {
      const now = Date.now();
      if (stack.current?.matches(":hover, :focus-within") === true) return;
      setPops((before) => before.filter((each) => now - each.at < RINGS_MS && (now - each.at < ANSWERED_MS || calls.some((call) => call.id === each.id && call.ringing))));
    }, 1000);
    return () => clearInterval(timer);
  }, [pops.length, calls, stack]);

  const shown = pops.slice(-STACK).reverse();
  const left = pops.length - shown.length;
  return (
    <div
      ref={stack}
      role="region"
      aria-label={told.pops}
      aria-live="polite"
      className={clsx("pointer-events-none fixed z-30 flex w-80 flex-col gap-2 max-md:w-auto", place)}
    >
      {shown.map((pop, at) => (
        <Card key={pop.id} pop={pop} first={at === 0} onDrop={() => drop(pop.id)} />
      ))}
      {left > 0 && (
        <div className="pointer-events-auto flex items-center justify-between rounded-lg border border-line bg-raised px-3 py-1 shadow-float">
          <span className="text-sm text-danger-text">{told.others(left)}</span>
          <Button size="small" look="quiet" onClick={() => setPops([])}>
            {told.dismissAll}
          </Button>
        </div>
      )}
    </div>
  );
}

function Card({ pop, first: isFirst, onDrop }: { pop: Popped; first: boolean; onDrop: () => void }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [live, setLive] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLive(true), HARMLESS_MS);
    return () => clearTimeout(timer);
  }, []);
  const { about } = pop;
  const first = about?.patients[0];
  const others = about?.patients.slice(1) ?? [];
  const known = about === null ? null : knownOf(about);
  const number = about === null ? null : about.number === null ? told.withheld : spelt(about.number, language);
  return (
    <article
      data-pop={pop.id}
      aria-label={told.incoming}
      className={clsx(
        "arrive flex flex-col gap-3 rounded-xl border border-line bg-raised p-4 shadow-float",
        live && "pointer-events-auto",
      )}
    >
      <header className="flex items-start gap-3">
        {known?.photo ? (
          <img src={known.photo} alt="" className="size-12 rounded-full object-cover" />
        ) : (
          <Avatar name={first?.name ?? null} size="large" />
        )}
        <div className="min-w-0 flex-1">
          <p className="text-sm font-medium text-danger-text">{told.incoming}</p>
          {about === null ? (
            <Bar className="my-1 h-5 w-36" />
          ) : (
            <p className="truncate text-lg font-semibold">{first?.name ?? number}</p>
          )}
          {first !== undefined && <p className="numbers text-sm text-ink-2">{number}</p>}
        </div>
      </header>
      {about === null ? pop.isNew ? <NewCaller /> : <Bar className="h-10 w-full" /> : <div className="flex"><CallerChip call={about} /></div>}
      {others.length > 0 && <p className="text-sm text-ink-2">{told.oneOf(others.map((each) => each.name).join(", "))}</p>}
      {known !== null && <CallerFacts known={known} />}
      <div className="flex gap-2">
        {first !== undefined && (
          <Button
            look="main"
            size="small"
            onClick={() => {
              onDrop();
              void navigate(`/patients/${first.id}`);
            }}
          >
            {told.profile}
          </Button>
        )}
        <Button size="small" onClick={() => openCall(pop.id)}>
          {told.follow}
        </Button>
        <Button size="small" look="quiet" onClick={onDrop}>
          {told.dismiss}
        </Button>
      </div>
      {isFirst && <Offer />}
    </article>
  );
}

function NewCaller() {
  const told = useWords(words);
  return (
    <p className="text-sm text-ink-2">
      {told.newPatient} · {told.firstTime}
    </p>
  );
}

/** The browser is asked for its notices only by whoever wants them. */
function Offer() {
  const told = useWords(words);
  const offered = useOffer();
  if (!offered) return null;
  return (
    <div className="border-t border-line pt-2 text-sm text-ink-2">
      <p>{told.notify}</p>
      <div className="mt-1 flex gap-2">
        <Button size="small" look="quiet" onClick={() => void allowNotices()}>
          {told.allow}
        </Button>
        <Button size="small" look="quiet" onClick={putOff}>
          {told.notNow}
        </Button>
      </div>
    </div>
  );
}
