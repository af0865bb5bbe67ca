// The people of a batch as they stood in the file, each with how their call stands.
import { useWalls } from "@/calendar/clock";
import { Button } from "@/kit/button";
import { Chip, type Tone } from "@/kit/chip";
import { Panel } from "@/kit/panel";
import { Answer, Bar, Skeleton } from "@/kit/states";
import { words as outreach } from "@/outreach/words";
import { written } from "@/patients/found";
import { useWords } from "@/words/language";
import { type LeadCall, useLeads } from "./data";
import { words } from "./words";

const TONES: Record<string, Tone> = { booked: "ok", "in-progress": "accent", failed: "warn", "no-answer": "warn" };

export function People({ batch }: { batch: string }) {
  const told = useWords(words);
  const asked = useLeads(batch);
  return (
    <Panel title={told.everyone} flush>
      <Answer of={asked} skeleton={<Skeleton rows={4} each={() => <Bar className="mx-4 my-4 w-72" />} />}>
        {() => (
          <>
            <ul aria-label={told.everyone} className="divide-y divide-line">
              {asked.items.map((one) => (
                <li key={one.lead_id}>
                  <Person of={one} />
                </li>
              ))}
            </ul>
            {asked.hasNextPage && (
              <Button look="quiet" className="h-10! w-full rounded-none! border-t border-t-line!" busy={asked.isFetchingNextPage} onClick={asked.more}>
                {told.more}
              </Button>
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}

function Person({ of }: { of: LeadCall }) {
  const told = useWords(words);
  const names = useWords(outreach);
  const walls = useWalls();
  const stands = of.result ?? of.status;
  const outcome = of.outcome === null ? null : (names.results[of.outcome] ?? of.outcome);
  const says =
    stands === null ? told.notWanted : (outcome ?? told.results[of.result ?? ""] ?? told.statuses[of.status ?? ""] ?? stands);
  const more = [
    of.reason === null ? null : (names.because[of.reason] ?? names.reasons[of.reason] ?? of.reason),
    of.booked_slot === null ? null : told.booked(walls.whole(of.booked_slot)),
    of.attempts > 0 ? told.tries(of.attempts) : null,
    of.told === null ? null : told.told([told.results[of.told.result ?? ""] ?? told.statuses[of.told.status] ?? of.told.status, of.told.notes].filter(Boolean).join(", ")),
  ].filter(Boolean);
  return (
    <div className="flex items-start gap-3 px-4 py-2">
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{of.name}</span>
          <a href={`tel:${of.phone}`} className="numbers text-sm text-ink-2 underline-offset-2 hover:underline">
            {written(of.phone)}
          </a>
          {of.source !== "" && <span className="text-sm text-ink-3">{told.from(of.source)}</span>}
        </span>
        {more.length > 0 && <span className="block text-sm text-ink-2">{more.join(" · ")}</span>}
      </span>
      <Chip tone={of.status === null ? "plain" : (TONES[stands ?? ""] ?? "plain")} className="mt-0.5 shrink-0">
        {says}
      </Chip>
    </div>
  );
}
