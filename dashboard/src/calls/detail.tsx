// One call: what came of it, every word beside its sound, what was learned, what it left.
import { Link } from "react-router";
import { useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { CallDeeds } from "@/frame/call-card";
import { useLiveCalls } from "@/frame/live-calls";
import { Avatar } from "@/kit/avatar";
import { Chip } from "@/kit/chip";
import { Facts, Panel } from "@/kit/panel";
import { SlotList, spelt } from "@/kit/slot-list";
import { StateLine } from "@/kit/state-line";
import { Answer, Bar, Failure, Skeleton } from "@/kit/states";
import { At, useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Script as Read, useScript } from "./live-script";
import { Script } from "./script";
import { Sound, type Seek } from "./sound";
import { Waits } from "./waits";
import { words } from "./words";

export function Detail({ callId }: { callId: string }) {
  const asked = $api.useQuery("get", "/api/calls/{call_id}", { params: { path: { call_id: callId } } });
  return (
    <Answer of={asked} skeleton={<Grey />}>
      {(call) => <Whole call={call} />}
    </Answer>
  );
}

function Grey() {
  return (
    <div className="flex flex-col gap-4 p-4 md:p-6">
      <Bar className="h-12 w-64" />
      <Skeleton rows={8} each={() => <Bar className="my-2 w-full" />} />
    </div>
  );
}

function Whole({ call }: { call: Schemas["CallOut"] }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const live = useLiveCalls().find((each) => each.id === call.id);
  const isLive = call.ended_at === null;
  const script = useScript(call.id, isLive);
  const [seek, setSeek] = useState<Seek | null>(null);
  const [second, setSecond] = useState<number | null>(null);
  const number = call.caller === null ? told.withheld : spelt(call.caller, language);
  const maybe = live?.patients.length === 1 ? (live.patients[0]?.name ?? null) : null;
  const title = call.patient_name ?? maybe ?? number;
  const playing = second === null ? null : lineAt(script, call.started_at, second);
  const slots = Object.entries(script.slots).map(([name, value]) => ({ name, value }));
  return (
    <div className="flex flex-col gap-4 p-4 md:p-6">
      <header className="flex flex-wrap items-center gap-3">
        <Avatar name={call.patient_name ?? maybe} size="large" />
        <div className="min-w-0 flex-1">
          <h2 className="numbers truncate text-xl font-semibold tracking-tight">{title}</h2>
          <Outcome call={call} escalation={live?.escalation ?? call.escalation} />
        </div>
        <div className="flex flex-wrap gap-2 max-md:w-full">
          {isLive ? (
            <CallDeeds callId={call.id} channel={call.channel} over={false} />
          ) : (
            <Link
              to={`/call-review/${call.id}`}
              className="inline-flex h-9 items-center rounded-md border border-line-strong bg-surface px-3 hover:bg-sunken"
            >
              {told.review}
            </Link>
          )}
        </div>
      </header>
      {isLive && <StateLine state={live?.state ?? call.state} been={script.been} />}
      <div className="grid items-start gap-4 2xl:grid-cols-[1fr_20rem]">
        <Panel title={told.script} className="2xl:row-span-4">
          {call.recording_url !== null && !isLive && (
            <Sound
              key={call.recording_url}
              path={call.recording_url}
              seek={seek}
              onSecond={setSecond}
              className="mb-4 border-b border-line pb-4"
            />
          )}
          <Words script={script} call={call} live={isLive} playing={playing} onPlay={setSeek} />
        </Panel>
        <Panel title={told.facts}>
          <CallFacts call={call} request={live?.request ?? call.request} />
        </Panel>
        <Panel title={told.learned}>
          {slots.length === 0 ? <p className="text-ink-2">{told.nothingLearned}</p> : <SlotList slots={slots} />}
        </Panel>
        <Left callId={call.id} />
        {call.latency !== null && <Waits of={call.latency} />}
      </div>
    </div>
  );
}

/** The line that is said at a second of the sound. */
function lineAt(script: Read, begins: string, second: number): number {
  const at = new Date(begins).getTime() + second * 1000;
  let found = 0;
  for (const [place, line] of script.lines.entries()) if (new Date(line.at).getTime() <= at + 250) found = place;
  return found;
}

function Outcome({ call, escalation }: { call: Schemas["CallOut"]; escalation: string | null }) {
  const told = useWords(words);
  const name = useNames();
  return (
    <p className="flex flex-wrap items-center gap-2 text-ink-2">
      {call.ended_at === null ? <Chip tone="accent">{told.underWay}</Chip> : name("outcomes", call.disposition)}
      {escalation !== null && <Chip tone="danger">{name("escalations", escalation)}</Chip>}
    </p>
  );
}

function Words({
  script,
  call,
  live,
  playing,
  onPlay,
}: {
  script: Read;
  call: Schemas["CallOut"];
  live: boolean;
  playing: number | null;
  onPlay: (seek: Seek) => void;
}) {
  const told = useWords(words);
  if (script.error !== null) return <Failure error={script.error} again={script.again} />;
  if (!script.known) return <Skeleton rows={8} each={() => <Bar className="my-2.5 w-full" />} />;
  if (script.lines.length === 0) return <p className="text-ink-2">{told.noWords}</p>;
  const begins = call.started_at;
  const sounds = call.recording_url !== null && !live;
  return (
    <>
      <Script
        lines={script.lines}
        begins={begins}
        playing={playing}
        follows={live}
        className={live ? "h-[50dvh]" : ""}
        {...(sounds
          ? { onPlay: (line) => onPlay({ second: (new Date(line.at).getTime() - new Date(begins).getTime()) / 1000 }) }
          : {})}
      />
      {!live && !sounds && <p className="mt-3 border-t border-line pt-3 text-sm text-ink-3">{told.noSound}</p>}
    </>
  );
}

function CallFacts({ call, request }: { call: Schemas["CallOut"]; request: string | null }) {
  const told = useWords(words);
  const name = useNames();
  const times = useTimes();
  const { language } = useLanguage();
  const patient =
    call.patient_id === null ? null : (
      <Link to={`/patients/${call.patient_id}`} className="text-accent-text underline">
        {call.patient_name ?? told.profile}
      </Link>
    );
  return (
    <Facts
      of={[
        [told.rangFor, name("requests", request) || "–"],
        ...(patient === null ? [] : [[told.patient, patient] as const]),
        [told.number, call.caller === null ? told.withheld : <span className="numbers">{spelt(call.caller, language)}</span>],
        [told.when, <At key="at" at={call.started_at} />],
        ...(call.seconds === null ? [] : [[told.lasted, times.span(call.seconds)] as const]),
        ...(call.escalation === null ? [] : [[told.handed, name("escalations", call.escalation)] as const]),
        [told.channelFact, `${name("channels", call.channel)} · ${name("directions", call.direction)}`],
        [told.turns, <span key="turns" className="numbers">{call.turns}</span>],
      ]}
    />
  );
}

/** The tasks that the call left. */
function Left({ callId }: { callId: string }) {
  const told = useWords(words);
  const name = useNames();
  const asked = $api.useQuery("get", "/api/tasks", { params: { query: { call_id: callId } } });
  return (
    <Panel flush title={told.tasks}>
      <Answer of={asked} skeleton={<Bar className="m-4 w-40" />}>
        {(page) =>
          page.items.length === 0 ? (
            <p className="p-4 text-ink-2">{told.noTasks}</p>
          ) : (
            <ul>
              {page.items.map((task) => (
                <li key={task.id}>
                  <Link to={`/tasks/${task.id}`} className="flex min-h-11 items-center justify-between gap-2 px-4 py-2 hover:bg-sunken">
                    <span className="min-w-0 truncate">{name("tasks", task.request_type)}</span>
                    <Chip tone={task.status === "completed" ? "ok" : "plain"}>{name("taskStatuses", task.status)}</Chip>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
