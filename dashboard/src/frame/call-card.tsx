// The call card: who it is, why they call, what is said, where the call stands; to take it over.
import { ExternalLink, PhoneForwarded, PhoneOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import { $api, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { useScript } from "@/calls/live-script";
import { Script } from "@/calls/script";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Dialog } from "@/kit/dialog";
import { SlotList, spelt } from "@/kit/slot-list";
import { StateLine } from "@/kit/state-line";
import { Bar, Failure } from "@/kit/states";
import { Ago } from "@/kit/time";
import { say } from "@/kit/toast";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { CallerChip, CallerFacts, knownOf, useCallerName } from "./caller";
import { type LiveCall, useLiveCalls } from "./live-calls";
import { words } from "./live-words";

const WRITTEN = ["chat", "sms", "terminal"];

/** A call as it was asked for, with what has moved since. */
function useCall(callId: string | null): { call: Schemas["LiveCallOut"] | null; error: unknown; again: () => void } {
  const asked = $api.useQuery(
    "get",
    "/api/live_calls",
    { params: { query: { call_id: callId === null ? [] : [callId] } } },
    { enabled: callId !== null, staleTime: 0 },
  );
  const moving: LiveCall | undefined = useLiveCalls().find((each) => each.id === callId);
  const read = asked.data?.find((each) => each.id === callId);
  const { refetch } = asked;
  const left = useRef(false);
  useEffect(() => {
    if (moving !== undefined) left.current = true;
    else if (left.current) {
      left.current = false;
      void refetch();
    }
  }, [moving, refetch]);
  if (read === undefined) return { call: moving ?? null, error: asked.error, again: () => void refetch() };
  const merged: Schemas["LiveCallOut"] =
    moving === undefined
      ? read
      : { ...read, ringing: moving.ringing, state: moving.state, request: moving.request, escalation: moving.escalation };
  return { call: merged, error: null, again: () => void refetch() };
}

/** Take over, hang up; each says what it has done. */
export function CallDeeds({ callId, channel, over }: { callId: string; channel: string; over: boolean }) {
  const told = useWords(words);
  const role = useSession().person?.role;
  const transfer = $api.useMutation("post", "/api/calls/{call_id}/transfer");
  const hangUp = $api.useMutation("post", "/api/calls/{call_id}/hang_up");
  const path = { params: { path: { call_id: callId } } };
  if (over) return null;
  if (WRITTEN.includes(channel)) return <p className="text-sm text-ink-3">{told.notWritten}</p>;
  return (
    <>
      {(role === "admin" || role === "practice_admin") && (
        <Button
          icon={<PhoneOff className="size-4" />}
          busy={hangUp.isPending}
          onClick={() => hangUp.mutate(path, { onSuccess: () => say(told.hungUp) })}
        >
          {told.hangUp}
        </Button>
      )}
      <Button
        look="main"
        title={told.takeOverHint}
        icon={<PhoneForwarded className="size-4" />}
        busy={transfer.isPending}
        onClick={() => transfer.mutate(path, { onSuccess: () => say(told.taking) })}
      >
        {told.takeOver}
      </Button>
    </>
  );
}

export function CallCard({ callId, onClose }: { callId: string | null; onClose: () => void }) {
  const told = useWords(words);
  const { call, error, again } = useCall(callId);
  const nameOf = useCallerName();
  return (
    <Dialog
      shape="sheet"
      open={callId !== null}
      onClose={onClose}
      title={call === null ? <Bar className="h-6 w-40" /> : <Head call={call} name={nameOf(call)} />}
      actions={
        call === null ? undefined : (
          <>
            {!call.ringing && (
              <Link
                to={`/calls/${call.id}`}
                onClick={onClose}
                className="mr-auto inline-flex h-9 items-center gap-1.5 rounded-md px-2 text-ink-2 hover:bg-sunken"
              >
                <ExternalLink aria-hidden className="size-4" />
                {told.openCall}
              </Link>
            )}
            <CallDeeds callId={call.id} channel={call.channel} over={call.ended || call.ringing} />
          </>
        )
      }
    >
      {call === null ? (
        error === null ? (
          <Bar className="my-3 h-24 w-full" />
        ) : (
          <Failure error={error} again={again} />
        )
      ) : (
        <Inside call={call} />
      )}
    </Dialog>
  );
}

function Head({ call, name }: { call: Schemas["LiveCallOut"]; name: string }) {
  const { language } = useLanguage();
  return (
    <span className="flex items-center gap-3">
      <Avatar name={call.patients.length === 1 ? name : null} size="large" />
      <span className="min-w-0">
        <span className="block truncate text-xl">{name}</span>
        <span className="numbers flex items-center gap-2 text-sm font-normal text-ink-2">
          {call.number !== null && call.patients.length === 1 && spelt(call.number, language)}
          <Ago at={call.at} />
        </span>
      </span>
    </span>
  );
}

function Inside({ call }: { call: Schemas["LiveCallOut"] }) {
  const told = useWords(words);
  const name = useNames();
  const known = knownOf(call);
  const live = !call.ended;
  const script = useScript(call.ringing ? null : call.id, live);
  const slots = Object.entries(script.slots).map(([slot, value]) => ({ name: slot, value }));
  return (
    <div className="flex min-h-full flex-col gap-4 pb-3">
      <div className="flex flex-wrap items-center gap-1.5">
        <CallerChip call={call} />
        {call.escalation !== null && <Chip tone="danger">{name("escalations", call.escalation)}</Chip>}
        {call.ringing && <Chip tone="danger">{told.rings}</Chip>}
        {call.ended && <Chip>{told.ended}</Chip>}
        {call.channel !== "phone" && <Chip>{name("channels", call.channel)}</Chip>}
      </div>
      {call.patients.length > 1 && (
        <ul className="flex flex-wrap gap-x-3 text-sm">
          {call.patients.map((each) => (
            <li key={each.id}>
              <Link to={`/patients/${each.id}`} className="text-accent-text underline">
                {each.name}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {known !== null && call.patients.length === 1 && <CallerFacts known={known} />}
      <div>
        <h3 className="text-sm text-ink-3">{told.why}</h3>
        <p className="text-lg">
          {call.request === null ? <span className="text-ink-3">{told.notYet}</span> : name("requests", call.request)}
        </p>
      </div>
      {!call.ringing && <StateLine state={call.state} been={script.been} />}
      {slots.length > 0 && <SlotList slots={slots} />}
      {!call.ringing && (
        <div className="flex min-h-56 flex-1 flex-col">
          <h3 className="mb-1 text-sm text-ink-3">{told.transcript}</h3>
          {script.error !== null && <Failure error={script.error} again={script.again} />}
          {script.known && script.lines.length === 0 && <p className="text-ink-3">{told.nothingSaid}</p>}
          <div className="relative min-h-56 flex-1">
            <Script lines={script.lines} begins={call.at} follows className="absolute! inset-0" />
          </div>
        </div>
      )}
    </div>
  );
}
