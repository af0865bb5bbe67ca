// The clinic's latest calls, run again on what is on the screen: how many come to something else.
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Select } from "@/kit/field";
import { Failure } from "@/kit/states";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Replays, server, useWork } from "../data";
import type { Manuscript } from "../manuscript";
import { words } from "./words";

export function Replay({ manuscript, problems }: { manuscript: Manuscript; problems: number }) {
  const told = useWords(words);
  const [last, setLast] = useState(50);
  const [begin] = useState(() => async (count: number) => (await server.replay(manuscript.flow, manuscript.texts(), count)).id);
  const [ask] = useState(() => (id: string) => server.replays(manuscript.flow, id));
  const { told: found, error, running, start } = useWork<Replays, number>(begin, ask);
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-ink-2">{told.replayLead}</p>
      <div className="flex flex-wrap items-end gap-2">
        <Select label={told.howMany} value={last} className="w-36" onChange={(event) => setLast(Number(event.target.value))}>
          {[20, 50, 100, 200].map((count) => (
            <option key={count} value={count}>
              {told.lastCalls(count)}
            </option>
          ))}
        </Select>
        <Button look={found === null ? "main" : "plain"} busy={running} disabled={problems > 0} onClick={() => start(last)}>
          {told.replay}
        </Button>
      </div>
      {problems > 0 && <p className="text-sm text-ink-3">{told.mendFirst}</p>}
      {running && found !== null && (
        <div role="status" className="flex flex-col gap-1.5">
          <progress className="sr-only" value={found.done} max={found.of} aria-label={told.replay} />
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
            <span
              className="block h-full rounded-full bg-accent transition-[width] duration-150"
              style={{ width: `${found.of === 0 ? 0 : (found.done / found.of) * 100}%` }}
            />
          </span>
          <span className="numbers text-sm text-ink-2">{told.replayed(found.done, found.of)}</span>
        </div>
      )}
      {error !== null && <Failure error={error} again={() => start(last)} />}
      {found?.status === "failed" && <p role="alert" className="text-danger-text">{found.said}</p>}
      {found?.status === "done" && <Result found={found} />}
    </div>
  );
}

function Result({ found }: { found: Replays }) {
  const told = useWords(words);
  const nameOf = useNames();
  const changed = found.calls.filter((call) => call.changed);
  const other = found.calls.filter((call) => !call.changed && call.diverged_at !== null);
  const failed = found.calls.filter((call) => call.problem !== null);
  const list = (calls: typeof changed) => (
    <ul className="divide-y divide-line rounded-lg border border-line">
      {calls.map((call) => (
        <li key={call.call_id}>
          <Link
            to={`/calls/${call.call_id}`}
            className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 hover:bg-sunken"
          >
            <Chip>{nameOf("dispositions", call.before)}</Chip>
            <ArrowRight aria-hidden className="size-3.5 text-ink-3" />
            <Chip tone={call.changed ? "warn" : "plain"}>{nameOf("dispositions", call.after) || told.notRun}</Chip>
            {call.diverged_at !== null && <span className="text-xs text-ink-3">{told.fromTurn(call.diverged_at)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <div className="flex flex-col gap-4">
      <div role="status" className="text-lg font-semibold">
        {found.of === 0 ? told.noCalls : changed.length === 0 ? told.allSame(found.of) : told.someChanged(changed.length, found.of)}
      </div>
      {changed.length > 0 && list(changed)}
      {other.length > 0 && (
        <section className="flex flex-col gap-1.5">
          <h3 className="text-sm font-semibold text-ink-2">{told.otherWay(other.length)}</h3>
          {list(other)}
        </section>
      )}
      {failed.length > 0 && <p className="text-sm text-ink-3">{told.couldNotRun(failed.length)}</p>}
    </div>
  );
}
