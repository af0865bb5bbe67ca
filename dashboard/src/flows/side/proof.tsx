// The proof of what is on the screen, in words: every call ends, or the conversation that shows how
// one does not, which can be kept as a test.
import { CircleAlert, CircleCheck } from "lucide-react";
import { useState } from "react";
import { api } from "@/api/client";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { sentence } from "@/kit/sentence";
import { Failure } from "@/kit/states";
import { say } from "@/kit/toast";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { Proof as ProofOf } from "../data";
import { words } from "./words";
import { Conversation } from "./conversation";

type Result = NonNullable<ProofOf["result"]>;

export interface Proving {
  told: ProofOf | null;
  error: Error | null;
  running: boolean;
  /** Whether the text is another one since. */
  old: boolean;
  start: () => void;
}

export function Proof({ proving, problems, fixed }: { proving: Proving; problems: number; fixed: boolean }) {
  const told = useWords(words);
  const { told: proof, running, error, old, start } = proving;
  const result = proof?.result ?? null;
  return (
    <div className="flex flex-col gap-4 p-4">
      <p className="text-ink-2">{told.proofLead}</p>
      {!fixed && (
        <div className="flex flex-wrap items-center gap-3">
          <Button look={result === null || old ? "main" : "plain"} busy={running} disabled={problems > 0} onClick={start}>
            {result === null ? told.prove : told.proveAgain}
          </Button>
          {problems > 0 && <span className="text-sm text-ink-3">{told.mendFirst}</span>}
          {problems === 0 && old && result !== null && !running && <Chip tone="warn">{told.proofOld}</Chip>}
        </div>
      )}
      {running && <Running proof={proof} />}
      {error !== null && <Failure error={error} again={start} />}
      {proof?.status === "failed" && <p role="alert" className="rounded-lg bg-danger-tint px-3 py-2 text-danger-text">{proof.said}</p>}
      {result !== null && <Found result={result} seconds={proof?.seconds ?? 0} />}
    </div>
  );
}

export function Running({ proof }: { proof: { seconds: number; states_so_far: number } | null }) {
  const told = useWords(words);
  const { locale } = useTimes();
  const states = new Intl.NumberFormat(locale).format(proof?.states_so_far ?? 0);
  return (
    <div role="status" className="flex flex-col gap-1.5">
      <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
        <span className="flow-runs block h-full w-1/3 rounded-full bg-accent" />
      </span>
      <span className="numbers text-sm text-ink-2">{told.proving(states, Math.round(proof?.seconds ?? 0))}</span>
    </div>
  );
}

function Found({ result, seconds }: { result: Result; seconds: number }) {
  const told = useWords(words);
  const nameOf = useNames();
  const { locale } = useTimes();
  const [shown, setShown] = useState(false);
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  if (result.broken.length > 0) {
    return (
      <div className="flex flex-col gap-4">
        <p role="alert" className="flex items-start gap-2 text-lg font-semibold text-danger-text">
          <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
          {told.notProved(result.broken.length)}
        </p>
        {result.broken.map((one) => (
          <Broken key={one.rule + one.text} broken={one} />
        ))}
      </div>
    );
  }
  const requests = Object.entries(result.by_request).sort(([, one], [, other]) => other - one);
  const most = Math.max(1, ...requests.map(([, turns]) => turns));
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-xl bg-ok-tint p-4 text-ok-text" role="status">
        <p className="flex items-center gap-2 text-lg font-semibold">
          <CircleCheck aria-hidden className="size-5 shrink-0" />
          {told.everyCallEnds}
        </p>
        <p className="mt-1">{told.longest(result.longest)}</p>
      </div>
      <p className="text-sm text-ink-2">{told.tried(number(result.states), number(result.edges), seconds)}</p>
      {requests.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer text-ink-2 hover:text-ink">{told.longestEach(number(result.bound))}</summary>
          <dl className="mt-2 grid grid-cols-[minmax(0,1fr)_minmax(3rem,30%)_2rem] items-center gap-x-2 gap-y-1">
            {requests.map(([name, turns]) => (
              <div key={name} className="contents">
                <dt className="truncate text-ink-2">{nameOf("requests", name)}</dt>
                <dd aria-hidden className="h-1.5 rounded-full bg-sunken">
                  <span className="block h-full rounded-full bg-accent/70" style={{ width: `${(turns / most) * 100}%` }} />
                </dd>
                <dd className="numbers text-right">{turns}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <div>
        <Button size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? told.hideLongest : told.showLongest}
        </Button>
      </div>
      {shown && <Conversation lines={result.longest_conversation} label={told.longestCall} />}
    </div>
  );
}

function Broken({ broken }: { broken: Result["broken"][number] }) {
  const told = useWords(words);
  const [kept, setKept] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const keep = async () => {
    setBusy(true);
    setProblem(null);
    const plain = broken.rule.toLowerCase().replace(/[^a-z0-9]+/g, "-");
    const name = `${plain.replace(/^-|-$/g, "") || "rule"}-${Date.now().toString(36)}`;
    try {
      await api.PUT("/api/scripts/{name}", { params: { path: { name } }, body: { text: broken.script } });
      setKept(true);
      say(told.testKept(name));
    } catch (error) {
      setProblem(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="rounded-xl border border-line">
      <header className="flex items-start justify-between gap-2 border-b border-line px-3 py-2">
        <div className="min-w-0">
          <h3 className="font-semibold">{(told.rules as Record<string, string>)[broken.rule] ?? broken.rule}</h3>
          {broken.text !== "" && <p className="text-sm text-ink-2">{broken.text}</p>}
        </div>
        <Button size="small" busy={busy} disabled={kept} onClick={() => void keep()}>
          {kept ? told.isTest : told.makeTest}
        </Button>
      </header>
      <div className="p-3">
        <Conversation lines={broken.conversation} label={told.shows} />
        {problem !== null && <p role="alert" className="mt-2 text-sm text-danger-text">{problem}</p>}
      </div>
    </section>
  );
}
