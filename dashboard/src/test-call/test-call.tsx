// A telephone on the page: the call, what was said, and what is done in it.
import { Headset, Keyboard, Mic, PhoneCall } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { Button } from "@/kit/button";
import { TextField } from "@/kit/field";
import { SlotList } from "@/kit/slot-list";
import { StateLine } from "@/kit/state-line";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Draft, useTestCall } from "./call";
import { Controls } from "./controls";
import { Transcript } from "./transcript";
import { Understood } from "./understood";
import { words } from "./words";

type By = "speak" | "type";

/** `flow` and `files`: a draft, in which nothing is kept; without them the call is real. */
export function TestCall({
  flow,
  files,
  onPath,
}: {
  flow?: string;
  files?: Draft["files"];
  /** Told the steps of the flow that a turn came through, and where the call stands. */
  onPath?: (path: string[], step: string | null) => void;
}) {
  const told = useWords(words);
  const nameOf = useNames();
  const draft = flow !== undefined && files !== undefined ? { flow, files } : null;
  const { call, level, begin, says, presses, waits, hangUp, mute } = useTestCall(draft, onPath);
  const [by, setBy] = useState<By>("type");
  const [from, setFrom] = useState("");
  const { data: voice } = $api.useQuery("get", "/api/test_calls/voice", {}, { staleTime: 300_000 });
  const canSpeak = voice?.available === true;
  const spoken = by === "speak";
  const number = from.replaceAll(/[\s().-]/g, "");
  const goodNumber = number === "" || /^\+\d{7,15}$/.test(number);
  const idle = call.phase === "before" || call.phase === "dialling";
  const problem = call.problem;
  const sentence =
    problem === null
      ? null
      : problem.code === "no_speech"
        ? told.noSpeech
        : ((
            {
              broken: told.broken,
              network: told.network,
              denied: told.denied,
              missing: told.missing,
              insecure: told.insecure,
            } as Record<string, string>
          )[problem.code] ?? problem.detail);
  return (
    <div className="@container flex h-full min-h-0 flex-col bg-surface">
      <div className="flex flex-col gap-3 border-b border-line px-4 py-3">
        <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-2">
          {draft === null ? told.real : told.draft}
          {call.kind === "live" && call.phase === "on" && call.id !== null && (
            <Link to={`/calls/${call.id}`} target="_blank" className="text-accent-text underline underline-offset-2">
              {told.seen}
            </Link>
          )}
        </p>
        <StateLine state={call.state} been={call.been} />
      </div>
      {idle ? (
        <form
          className="flex min-h-0 flex-1 flex-col items-center gap-5 overflow-y-auto px-5 py-8"
          onSubmit={(event) => {
            event.preventDefault();
            if (goodNumber) void begin(spoken && canSpeak, number === "" ? null : number);
          }}
        >
          <span className="flex size-16 items-center justify-center rounded-full bg-accent-tint text-accent-text">
            <Headset className="size-7" aria-hidden />
          </span>
          <Filters<By>
            label={told.by}
            chosen={by}
            onChoose={setBy}
            choices={[
              { name: "type", label: <><Keyboard className="size-4" aria-hidden />{told.type}</> },
              { name: "speak", label: <><Mic className="size-4" aria-hidden />{told.speak}</> },
            ]}
          />
          {spoken && voice !== undefined && !canSpeak && (
            <p role="status" className="max-w-sm rounded-lg bg-warn-tint px-3 py-2 text-sm text-warn-text">
              {told.noSpeech}
            </p>
          )}
          <Button
            type="submit"
            look="main"
            className="h-11 min-w-40 text-lg"
            icon={<PhoneCall className="size-4" aria-hidden />}
            busy={call.phase === "dialling"}
            disabled={spoken && !canSpeak}
            autoFocus
          >
            {call.phase === "dialling" ? told.calling : told.call}
          </Button>
          {sentence !== null && (
            <p role="alert" className="max-w-sm text-center text-sm text-danger-text">
              {sentence}
            </p>
          )}
          <p className="max-w-sm text-center text-sm text-ink-3">{draft === null ? told.startHint : told.draftHint}</p>
          {draft === null && (
            <div className="w-full max-w-xs">
              <TextField
                label={told.from}
                hint={told.fromHint}
                problem={goodNumber ? undefined : told.fromBad}
                value={from}
                onChange={(event) => setFrom(event.target.value)}
                inputMode="tel"
                autoComplete="off"
                placeholder="+1 512 555 0142"
              />
            </div>
          )}
          <div className="max-w-xs text-sm text-ink-2">
            <p className="font-medium">{told.ways}</p>
            <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5">
              {told.tries.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
          </div>
        </form>
      ) : (
        <>
          <div className="flex min-h-0 flex-1 flex-col @2xl:flex-row">
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys */}
            <div tabIndex={0} role="region" aria-label={told.transcript} className="min-h-0 flex-1 overflow-y-auto">
              <Transcript
                lines={call.lines}
                sending={call.sending}
                after={call.phase === "over" && call.escalation !== null && call.disposition !== null ? told.nobody : null}
              />
            </div>
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys */}
            <div tabIndex={0} role="region" aria-label={told.known} className="flex max-h-36 shrink-0 flex-col gap-2 overflow-y-auto border-line px-4 py-3 max-@2xl:border-t @2xl:max-h-none @2xl:w-72 @2xl:border-l">
              <h3 className="text-sm font-medium text-ink-2">{told.known}</h3>
              {call.slots.length === 0 ? <p className="text-sm text-ink-3">{told.nothing}</p> : <SlotList slots={call.slots} />}
            </div>
          </div>
          <div className="flex flex-col gap-2 border-t border-line px-4 py-3">
            {call.understanding !== null && <Understood of={call.understanding} took={call.took} />}
            {sentence !== null && (
              <p role="alert" className="text-sm text-danger-text">
                {sentence}
              </p>
            )}
            {call.phase === "on" ? (
              <Controls call={call} level={level} says={says} presses={presses} waits={waits} hangUp={hangUp} mute={mute} />
            ) : (
              <div className="flex flex-wrap items-center gap-3">
                <p role="status" className="min-w-0 flex-1 font-medium">
                  {call.disposition === null ? "" : nameOf("outcomes", call.disposition)}
                </p>
                {call.kind === "live" && call.id !== null && (
                  <Link to={`/calls/${call.id}`} className="text-accent-text underline underline-offset-2">
                    {told.seen}
                  </Link>
                )}
                <Button
                  look="main"
                  autoFocus
                  icon={<PhoneCall className="size-4" aria-hidden />}
                  onClick={() => void begin(call.spoken, number === "" || !goodNumber ? null : number)}
                >
                  {told.again}
                </Button>
              </div>
            )}
          </div>
        </>
      )}
    </div>
  );
}
