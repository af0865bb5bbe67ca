// Why a call was handed on, whether somebody was reached, what was said; and whether it was right.
import clsx from "clsx";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { useKeys } from "@/kit/keys";
import { Facts, Panel } from "@/kit/panel";
import { At } from "@/kit/time";
import { written } from "@/patients/found";
import { CallWords } from "@/tasks/call-words";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Found, type Label, LABELS } from "./found";
import { words } from "./words";

export function Detail({ found, onLabel }: { found: Found; onLabel: (label: Label) => void }) {
  const told = useWords(words);
  const name = useNames();
  const { data: call } = $api.useQuery("get", "/api/calls/{call_id}", { params: { path: { call_id: found.callId } } });
  const { escalation } = found;
  useKeys(escalation === null ? [] : LABELS.map((label, at) => ({ keys: String(at + 1), says: told.key(told.labels[label]), does: () => onLabel(label) })));
  return (
    <article className="mx-auto flex max-w-4xl flex-col gap-5 p-6 max-md:p-4">
      <header>
        <h2 className="text-2xl font-semibold tracking-tight">{name("escalations", found.reason)}</h2>
        <p className="text-ink-2">
          <At at={found.at} />
        </p>
      </header>
      {escalation === null ? (
        <p className="rounded-md bg-info-tint px-3 py-2 text-info-text">
          {told.onlyFailed}{" "}
          <Link to={`/call-review/${encodeURIComponent(found.callId)}`} className="underline">
            {told.toReview}
          </Link>
        </p>
      ) : (
        <section aria-label={told.question} className="flex flex-col gap-2">
          <h3 className="font-medium">{told.question}</h3>
          <div className="grid gap-2 sm:grid-cols-3">
            {LABELS.map((label, at) => (
              <button
                key={label}
                type="button"
                aria-pressed={escalation.label === label}
                onClick={() => onLabel(label)}
                className={clsx(
                  "flex min-h-16 flex-col gap-0.5 rounded-lg border px-3 py-2.5 text-left transition-colors duration-100",
                  escalation.label === label ? "border-accent bg-accent-tint" : "border-line-strong bg-surface hover:bg-sunken",
                )}
              >
                <span className="flex items-center justify-between font-medium">
                  {told.labels[label]}
                  <kbd className="text-xs font-normal text-ink-3 max-md:hidden">{at + 1}</kbd>
                </span>
                <span className="text-sm text-ink-2">{told.labelHints[label]}</span>
              </button>
            ))}
          </div>
        </section>
      )}
      <Panel title={told.happened}>
        <Facts
          of={[
            [told.why, name("escalations", found.reason)],
            ...(escalation === null ? [] : [[told.outcome, escalation.handoff === null ? told.unknownEnd : name("handoffs", escalation.handoff)] as const]),
            [told.caller, call === undefined ? "…" : (call.patient_name ?? (call.caller === null ? told.withheld : written(call.caller)))],
            [told.ended, name("dispositions", call?.disposition)],
          ]}
        />
      </Panel>
      <Panel title={told.script}>
        <CallWords callId={found.callId} />
      </Panel>
    </article>
  );
}
