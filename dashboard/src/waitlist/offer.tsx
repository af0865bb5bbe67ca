// Offering somebody a time by hand: those that suit them first.
import clsx from "clsx";
import { useState } from "react";
import { $api, api, Problem, queries, refresh } from "@/api/client";
import { useWalls } from "@/calendar/clock";
import { Button } from "@/kit/button";
import { Select } from "@/kit/field";
import { Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { Answer, Bar } from "@/kit/states";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { PATH, type Wish } from "./wishes";
import { words } from "./words";

const KEPT = [20, 60, 240, 1440] as const;

export function OfferTime({ wish }: { wish: Wish }) {
  const told = useWords(words);
  const walls = useWalls();
  const [chosen, setChosen] = useState<string | null>(null);
  const [kept, setKept] = useState<number>(KEPT[1]);
  const [busy, setBusy] = useState(false);
  const first = wish.windows[0] as { start: string; end: string } | undefined;
  const last = wish.windows.at(-1) as { start: string; end: string } | undefined;
  const asked = $api.useQuery("get", "/api/openings", {
    params: {
      query: {
        service: wish.service,
        limit: 20,
        ...(wish.provider === "" ? {} : { provider: wish.provider }),
        ...(first === undefined || last === undefined || last.end <= first.start ? {} : { since: first.start, until: last.end }),
      },
    },
  });
  const suits = (start: string) =>
    wish.windows.length === 0 || wish.windows.some((each) => (each["start"] ?? "") <= start && start < (each["end"] ?? ""));
  const openings = (asked.data?.items ?? []).toSorted((one, other) => Number(suits(other.start)) - Number(suits(one.start)));
  const opening = openings.find((each) => `${each.start} ${each.provider} ${each.operatory}` === chosen);
  const offer = async () => {
    if (opening === undefined) return;
    setBusy(true);
    try {
      await api.POST("/api/waitlist/{wish_id}/offer", {
        params: { path: { wish_id: wish.id } },
        body: {
          start: opening.start,
          minutes_to_answer: kept,
          ...(opening.provider === "" ? {} : { provider: opening.provider }),
          ...(opening.operatory === "" ? {} : { operatory: opening.operatory }),
        },
      });
      say(told.offeredSaid(wish.patient_name, walls.whole(opening.start)));
    } catch (error) {
      complain(sentence(error));
      if (error instanceof Problem && error.status === 409) void queries.invalidateQueries({ queryKey: ["get", "/api/openings"] });
    } finally {
      setBusy(false);
      refresh(PATH);
    }
  };
  return (
    <Panel title={told.offer}>
      <div className="flex flex-col gap-3">
        <p className="text-ink-2">{wish.callback_number === null ? told.offerLeadNoNumber : told.offerLead}</p>
        <Answer of={asked} skeleton={<Bar className="h-16 w-full" />}>
          {() =>
            openings.length === 0 ? (
              <p className="text-ink-3">{told.noOpenings}</p>
            ) : (
              <div role="group" aria-label={told.free} className="flex flex-col gap-2">
                <p className="text-sm font-medium text-ink-2">
                  {wish.windows.length === 0 ? told.free : openings.some((each) => suits(each.start)) ? told.wished : told.nearest}
                </p>
                <ul className="grid gap-1.5 sm:grid-cols-2">
                  {openings.map((each) => {
                    const key = `${each.start} ${each.provider} ${each.operatory}`;
                    return (
                      <li key={key}>
                        <button
                          type="button"
                          aria-pressed={key === chosen}
                          onClick={() => setChosen(key)}
                          className={clsx(
                            "flex min-h-11 w-full items-center justify-between gap-3 rounded-md border px-3 text-left",
                            key === chosen ? "border-accent bg-accent-tint text-accent-text" : "border-line-strong bg-surface hover:bg-sunken",
                          )}
                        >
                          <span className="numbers font-medium whitespace-nowrap">{`${walls.day(each.start)}, ${walls.clock(each.start)}`}</span>
                          <span className={clsx("truncate text-sm", key === chosen ? "" : "text-ink-3")}>{each.provider}</span>
                        </button>
                      </li>
                    );
                  })}
                </ul>
                <div className="flex items-end justify-between gap-3">
                  <div className="w-36">
                    <Select label={told.keep} value={kept} onChange={(event) => setKept(Number(event.target.value))}>
                      {KEPT.map((each) => (
                        <option key={each} value={each}>
                          {each < 60 ? told.minutes(each) : told.hours(each / 60)}
                        </option>
                      ))}
                    </Select>
                  </div>
                  <Button look="main" disabled={opening === undefined} busy={busy} onClick={() => void offer()}>
                    {told.offerThis}
                  </Button>
                </div>
              </div>
            )
          }
        </Answer>
      </div>
    </Panel>
  );
}
