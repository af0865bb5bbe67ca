// One campaign: what is done with it, how far it is, what came of it, and each call by name.
import { Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import { useIsAdmin } from "@/api/session";
import { Bars } from "@/insights/bars";
import { useNumbers } from "@/insights/numbers";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Facts, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { Answer, Bar } from "@/kit/states";
import { At, useTimes } from "@/kit/time";
import { complain, say } from "@/kit/toast";
import { ProgressBar } from "@/outreach/progress";
import { words as outreach } from "@/outreach/words";
import { useWords } from "@/words/language";
import { act, type Action, type Campaign, useCampaign } from "./data";
import { CampaignJobs } from "./jobs";
import { LeftOut, useLeftOut, usePreview } from "./preview";
import { useWhom } from "./selection";
import { CampaignStatus } from "./status";
import { words } from "./words";

export function CampaignDetail({ id }: { id: string }) {
  const asked = useCampaign(id);
  return (
    <Answer
      of={asked}
      skeleton={
        <div role="status" className="flex flex-col gap-4 p-6">
          <Bar className="h-7 w-56" />
          <Bar className="h-20 w-full" />
          <Bar className="h-48 w-full" />
        </div>
      }
    >
      {(campaign) => <Whole campaign={campaign} />}
    </Answer>
  );
}

function Whole({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  const { progress } = campaign;
  return (
    <article aria-label={campaign.name} className="mx-auto flex max-w-4xl flex-col gap-5 p-6 max-md:p-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-2xl font-semibold tracking-tight break-words">{campaign.name}</h2>
          <p className="mt-1 flex flex-wrap items-center gap-2 text-ink-2">
            <CampaignStatus status={campaign.status} />
            {told.purposes[campaign.purpose] ?? campaign.purpose}
          </p>
        </div>
        {useIsAdmin() && <Deeds campaign={campaign} />}
      </header>
      {(progress.total > 0 || campaign.status !== "draft") && (
        <Panel title={told.howFar}>
          <ProgressBar of={progress} />
        </Panel>
      )}
      {campaign.status === "draft" ? <Draft campaign={campaign} /> : <Results campaign={campaign} />}
      <About campaign={campaign} />
      {progress.total > 0 && <CampaignJobs campaign={campaign} />}
    </article>
  );
}

function Deeds({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  const [asking, setAsking] = useState<"start" | "end" | null>(null);
  const [busy, setBusy] = useState(false);
  const { name, status } = campaign;
  const doing = async (action: Action, says: string) => {
    setBusy(true);
    try {
      await act(campaign.id, action);
      setAsking(null);
      say(says);
    } catch (error) {
      complain(sentence(error));
    }
    setBusy(false);
  };
  return (
    <div className="flex flex-wrap gap-2">
      {status === "draft" && (
        <Button look="main" icon={<Play aria-hidden className="size-4" />} onClick={() => setAsking("start")}>
          {told.start}
        </Button>
      )}
      {status === "running" && (
        <Button icon={<Pause aria-hidden className="size-4" />} busy={busy} onClick={() => void doing("pause", told.paused(name))}>
          {told.pause}
        </Button>
      )}
      {status === "paused" && (
        <Button look="main" icon={<Play aria-hidden className="size-4" />} busy={busy} onClick={() => void doing("resume", told.resumed(name))}>
          {told.resume}
        </Button>
      )}
      {(status === "running" || status === "paused" || status === "draft") && (
        <Button look="quiet" icon={<Square aria-hidden className="size-4" />} onClick={() => setAsking("end")}>
          {told.end}
        </Button>
      )}
      <Dialog
        open={asking === "start"}
        onClose={() => setAsking(null)}
        title={told.startTitle(name)}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>{told.close}</Button>
            <Button look="main" busy={busy} onClick={() => void doing("start", told.started(name))}>
              {told.startNow}
            </Button>
          </>
        }
      >
        <Counted campaign={campaign} />
      </Dialog>
      <Dialog
        open={asking === "end"}
        onClose={() => setAsking(null)}
        title={told.endTitle(name)}
        actions={
          <>
            <Button onClick={() => setAsking(null)}>{told.close}</Button>
            <Button look="danger" busy={busy} onClick={() => void doing("end", told.ended(name))}>
              {told.endNow}
            </Button>
          </>
        }
      >
        <p className="pb-3">{told.endLead}</p>
      </Dialog>
    </div>
  );
}

/** Whom it comes to at this moment, for the question whether to start. */
function Counted({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  const { count } = useNumbers();
  const leftOut = useLeftOut();
  const { data } = usePreview(campaign.purpose, campaign.selection, campaign.batch_id);
  return (
    <div role="status" className="flex flex-col gap-1 pb-3">
      {data === undefined ? (
        <p>{told.startCounting}</p>
      ) : (
        <>
          <p>{told.startLead(count(data.included), data.included === 1)}</p>
          <LeftOut of={leftOut(Object.fromEntries(data.excluded.map((one) => [one.reason, one.people])))} />
        </>
      )}
    </div>
  );
}

function Draft({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  return (
    <Panel title={told.preview}>
      <Counted campaign={campaign} />
    </Panel>
  );
}

function Results({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  const names = useWords(outreach);
  const bars = (of: Record<string, number>, called: Record<string, string>) =>
    Object.entries(of)
      .toSorted(([, one], [, other]) => other - one)
      .map(([name, count]) => ({ name: called[name] ?? name, count, says: `${called[name] ?? name}: ${count}` }));
  const results = bars(campaign.results, names.results);
  const reasons = bars(campaign.reasons, names.reasons);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Panel title={told.cameOf}>{results.length === 0 ? <p className="text-ink-3">{told.cameOfNone}</p> : <Bars bars={results} />}</Panel>
      {reasons.length > 0 && (
        <Panel title={told.notCalled}>
          <Bars bars={reasons} />
        </Panel>
      )}
    </div>
  );
}

function About({ campaign }: { campaign: Campaign }) {
  const told = useWords(words);
  const whom = useWhom();
  const { hour } = useTimes();
  const hours = campaign.hours as { from?: string; to?: string; days?: string[] } | null;
  const at = (label: string, moment: string | null) => (moment === null ? [] : [[label, <At key={label} at={moment} />] as const]);
  return (
    <Panel title={told.about}>
      <Facts
        of={[
          [told.aboutWhom, whom(campaign.purpose, campaign.selection)],
          [told.aboutLines, String(campaign.lines)],
          [
            told.aboutHours,
            hours?.from === undefined || hours.to === undefined
              ? told.aboutHoursUsual
              : told.hoursOf(hour(hours.from), hour(hours.to), (hours.days ?? []).map((day) => told.weekday[day] ?? day).join(", ")),
          ],
          ...at(told.aboutMade, campaign.created_at),
          ...at(told.aboutStarted, campaign.started_at),
          ...at(told.aboutEnded, campaign.ended_at),
        ]}
      />
    </Panel>
  );
}
