// The live strip: who rings and who is being talked to, on every page, in one line. What does not fit
// is a number that opens the list.
import clsx from "clsx";
import { Bell, BellOff, Phone, PhoneIncoming, Siren } from "lucide-react";
import { memo, useEffect, useRef, useState } from "react";
import { onConnection } from "@/api/live";
import { IconButton } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { List } from "@/kit/list";
import { Ago } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { CallCard } from "./call-card";
import { useCallerName } from "./caller";
import { type LiveCall, useLineFeed, useLiveCalls } from "./live-calls";
import { words } from "./live-words";
import { openCall, useOpenCall } from "./open-call";
import { chooseSound, useSound } from "./ring";

/** Of a chip with what is going on; where many are on the line, of one with the caller alone. */
const WIDE_PX = 224;
const NARROW_PX = 148;
const GAP_PX = 6;
const MORE_PX = 44;
const ROW_PX = 52;

function isUrgent(call: LiveCall): boolean {
  return call.ringing || call.state === "ESCALATE" || call.escalation !== null;
}

function Icon({ call }: { call: LiveCall }) {
  const Shape = call.ringing ? PhoneIncoming : call.escalation === null ? Phone : Siren;
  return <Shape aria-hidden className={clsx("size-3.5 shrink-0", call.ringing && "animate-pulse motion-reduce:animate-none")} />;
}

function useStanding(): (call: LiveCall) => string {
  const told = useWords(words);
  const name = useNames();
  return (call) => {
    if (call.ringing) return told.rings;
    if (call.escalation !== null) return name("escalations", call.escalation);
    return call.request === null ? name("states", call.state) : name("requests", call.request);
  };
}

const Chip = memo(function Chip({ call, wide }: { call: LiveCall; wide: boolean }) {
  const who = useCallerName()(call);
  const standing = useStanding()(call);
  return (
    <button
      type="button"
      data-call={call.id}
      onClick={() => openCall(call.id)}
      title={`${who}: ${standing}`}
      className={clsx(
        "flex h-7 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-left text-sm",
        wide ? "w-[224px]" : "w-[148px]",
        isUrgent(call) ? "bg-danger-tint text-danger-text" : "bg-sunken text-ink hover:bg-line",
      )}
    >
      <Icon call={call} />
      <span className={clsx("numbers truncate font-medium", wide ? "max-w-[60%] shrink-0" : "min-w-0")}>{who}</span>
      <span className={wide ? "min-w-0 truncate text-xs" : "sr-only"}>{standing}</span>
    </button>
  );
});

function Row({ call }: { call: LiveCall }) {
  const who = useCallerName()(call);
  const standing = useStanding()(call);
  return (
    <button
      type="button"
      onClick={() => openCall(call.id)}
      className="flex h-[52px] w-full items-center gap-3 border-b border-line px-2 text-left hover:bg-sunken"
    >
      <span className={isUrgent(call) ? "text-danger-text" : "text-ink-3"}>
        <Icon call={call} />
      </span>
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="truncate font-medium">{who}</span>
        <span className={clsx("truncate text-sm", isUrgent(call) ? "text-danger-text" : "text-ink-2")}>{standing}</span>
      </span>
      <Ago at={call.at} className="text-sm text-ink-3" />
    </button>
  );
}

/** In how many pixels the chips have to fit. */
function useRoom(): [React.RefObject<HTMLDivElement | null>, number] {
  const around = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  useEffect(() => {
    const place = around.current;
    if (place === null) return undefined;
    const watch = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setRoom(entry.contentRect.width);
    });
    watch.observe(place);
    return () => watch.disconnect();
  }, []);
  return [around, room];
}

function Everybody({ open, onClose }: { open: boolean; onClose: () => void }) {
  const told = useWords(words);
  const calls = useLiveCalls();
  return (
    <Dialog shape="sheet" open={open} onClose={onClose} title={told.listTitle(calls.length)}>
      <div className="h-[calc(100dvh-6rem)] max-md:h-[70dvh]">
        <List
          label={told.strip}
          items={calls}
          idOf={(call) => call.id}
          height={ROW_PX}
          chosen={null}
          keyed={false}
          onChoose={(call) => openCall(call.id)}
          row={(call) => <Row call={call} />}
        />
      </div>
    </Dialog>
  );
}

function Sound() {
  const told = useWords(words);
  const loud = useSound();
  return (
    <IconButton size="small" label={loud ? told.soundOff : told.soundOn} onClick={() => chooseSound(!loud)}>
      {loud ? <Bell className="size-4" /> : <BellOff className="size-4" />}
    </IconButton>
  );
}

export function Strip() {
  useLineFeed();
  const told = useWords(words);
  const calls = useLiveCalls();
  const [around, room] = useRoom();
  const [all, setAll] = useState(false);
  const open = useOpenCall();
  const [connected, setConnected] = useState(false);
  useEffect(() => onConnection(setConnected), []);
  const wide = calls.length * (WIDE_PX + GAP_PX) <= room;
  const fit = Math.floor((room - MORE_PX + GAP_PX) / (NARROW_PX + GAP_PX));
  const shown = wide ? calls : calls.slice(0, Math.max(1, fit));
  const left = calls.length - shown.length;
  return (
    <section
      aria-label={told.strip}
      data-connected={connected}
      className="flex h-10 shrink-0 items-center gap-2 border-b border-line bg-surface px-3"
    >
      <div ref={around} className="flex min-w-0 flex-1 items-center gap-1.5 overflow-hidden">
        {calls.length === 0 && <p className="truncate text-sm text-ink-3">{told.nobody}</p>}
        {shown.map((call) => (
          <Chip key={call.id} call={call} wide={wide} />
        ))}
        {left > 0 && (
          <button
            type="button"
            aria-label={told.moreLong(left)}
            onClick={() => setAll(true)}
            className="numbers h-7 shrink-0 rounded-full px-2 text-sm font-medium text-ink-2 hover:bg-sunken"
          >
            {told.more(left)}
          </button>
        )}
      </div>
      <Sound />
      <Everybody open={all && open === null} onClose={() => setAll(false)} />
      <CallCard callId={open} onClose={() => openCall(null)} />
    </section>
  );
}
