// Whom a selection comes to, while it is being chosen: how many, who not and why, and the first by name.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Schemas, useClinicId } from "@/api/client";
import { useNumbers } from "@/insights/numbers";
import { Failure } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { words as outreach } from "@/outreach/words";
import { useWords } from "@/words/language";
import { isWhole, type Purpose, type Selection } from "./selection";
import { words } from "./words";

type Preview = Schemas["PreviewOut"];

const SETTLES_MS = 250;
const CALLED_SHOWN = 8;
const LEFT_SHOWN = 6;

/** Whom it comes to now; asked for when the choosing rests. */
export function usePreview(purpose: string, selection: Selection, batch: string | null, wanted = true) {
  const clinic = useClinicId();
  const asked = JSON.stringify({ purpose, selection, batch });
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), SETTLES_MS);
    return () => clearTimeout(timer);
  }, [asked]);
  const ready = wanted && isWhole(selection) && (purpose !== "lead" || batch !== null);
  return useQuery<Preview>({
    queryKey: ["post", "/api/campaigns/preview", clinic, settled],
    enabled: ready && settled === asked,
    placeholderData: (before) => before,
    queryFn: async ({ signal }) => {
      const { data } = await api.POST("/api/campaigns/preview", {
        body: { purpose: purpose as Purpose, selection: { ...selection }, ...(batch === null ? {} : { batch_id: batch }) },
        signal,
      });
      if (data === undefined) throw new Error("the answer is empty");
      return data;
    },
  });
}

/** "5 said stop, 4 have no number": why people are left out, the commonest first. */
export function useLeftOut(): (excluded: Record<string, number>) => { count: number; parts: string } {
  const names = useWords(outreach);
  const { count } = useNumbers();
  return (excluded) => {
    const ordered = Object.entries(excluded).toSorted(([, one], [, other]) => other - one);
    return {
      count: ordered.reduce((sum, [, many]) => sum + many, 0),
      parts: ordered.map(([reason, many]) => `${count(many)} ${names.left[reason] ?? names.reasons[reason]?.toLowerCase() ?? reason}`).join(", "),
    };
  };
}

export function PreviewPane({ asked, waitsForBatch }: { asked: ReturnType<typeof usePreview>; waitsForBatch: boolean }) {
  const told = useWords(words);
  const names = useWords(outreach);
  const times = useTimes();
  const { count } = useNumbers();
  const leftOut = useLeftOut();
  const found = asked.data;
  const some = (isCalled: boolean, most: number) => (found?.sample ?? []).filter((one) => (one.reason === null) === isCalled).slice(0, most);
  const sample = [...some(true, CALLED_SHOWN), ...some(false, LEFT_SHOWN)];
  return (
    <section aria-label={told.preview} aria-busy={asked.isFetching} className="flex min-w-0 flex-col gap-3 rounded-xl bg-sunken p-4">
      <h3 className="text-sm font-medium text-ink-2">{told.preview}</h3>
      {waitsForBatch ? (
        <p className="text-ink-2">{told.pickBatch}</p>
      ) : asked.error !== null ? (
        <Failure error={asked.error} />
      ) : found === undefined ? (
        <p role="status" className="text-ink-2">
          {told.previewing}…
        </p>
      ) : (
        <>
          <div role="status">
            <p className="numbers text-2xl font-semibold tracking-tight">
              {found.included === 0 ? told.nobody : told.willCall(count(found.included), found.included === 1)}
            </p>
            {found.people === 0 && <p className="text-ink-2">{told.nobodyFits}</p>}
            {found.excluded.length > 0 && <LeftOut of={leftOut(Object.fromEntries(found.excluded.map((one) => [one.reason, one.people])))} />}
          </div>
          {sample.length > 0 && (
            <div>
              <h4 className="mb-1 text-xs font-medium text-ink-2">{told.sample}</h4>
              <ul className="flex flex-col gap-1.5 text-sm">
                {sample.map((one, at) => (
                  // eslint-disable-next-line react/no-array-index-key -- a lead has no patient's id
                  <li key={at} className="flex items-baseline justify-between gap-3">
                    <span className={one.reason === null ? "min-w-0 truncate font-medium" : "min-w-0 truncate text-ink-3 line-through"}>
                      {one.name || told.sampleName}
                    </span>
                    <span className="shrink-0 text-right text-xs text-ink-2">
                      {one.reason === null
                        ? told.due(`${times.day(one.due)}, ${times.clock(one.due)}`)
                        : (names.reasons[one.reason] ?? one.reason)}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </>
      )}
    </section>
  );
}

export function LeftOut({ of }: { of: { count: number; parts: string } }) {
  const told = useWords(words);
  const { count } = useNumbers();
  if (of.count === 0) return null;
  return <p className="numbers text-ink-2">{told.leftOut(count(of.count), of.parts)}</p>;
}
