// One batch of leads: how many were kept, what was wrong in which line, how far the calls are, who they are.
import { Download, Megaphone } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useIsAdmin } from "@/api/session";
import { Bars } from "@/insights/bars";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { Answer, Bar } from "@/kit/states";
import { At } from "@/kit/time";
import { complain } from "@/kit/toast";
import { ProgressBar } from "@/outreach/progress";
import { useWords } from "@/words/language";
import { type Batch, download, useBatch, useClientId } from "./data";
import { People } from "./people";
import { words } from "./words";

export function BatchDetail({ id }: { id: string }) {
  const asked = useBatch(id);
  return (
    <Answer
      of={asked}
      skeleton={
        <div role="status" className="flex flex-col gap-4 p-6">
          <Bar className="h-7 w-48" />
          <Bar className="h-24 w-full" />
          <Bar className="h-40 w-full" />
        </div>
      }
    >
      {(batch) => <Whole batch={batch} />}
    </Answer>
  );
}

function Whole({ batch }: { batch: Batch }) {
  const told = useWords(words);
  const client = useClientId();
  const isAdmin = useIsAdmin();
  const { statuses, results, with_consent: callable } = batch.progress;
  const of = (name: string) => statuses[name] ?? 0;
  const total = Object.values(statuses).reduce((sum, each) => sum + each, 0);
  const cameOf = Object.entries(results).toSorted(([, one], [, other]) => other - one);
  return (
    <article aria-label={batch.source} className="mx-auto flex max-w-4xl flex-col gap-5 p-6 max-md:p-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-2xl font-semibold tracking-tight break-words">{batch.source}</h2>
          <p className="numbers flex flex-wrap items-center gap-2 text-ink-2">
            <At at={batch.created_at} />
            <Chip>{told.kept(batch.kept, batch.rows)}</Chip>
            <Chip tone={callable === 0 ? "warn" : "ok"}>{told.callable(callable)}</Chip>
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {client !== null && batch.kept > 0 && (
            <Button
              icon={<Download aria-hidden className="size-4" />}
              onClick={() => void download(client, batch).catch((error: unknown) => complain(sentence(error)))}
            >
              {told.download}
            </Button>
          )}
          {isAdmin && callable > 0 && (
            <Link
              to={`/outreach/campaigns?new=lead&batch=${batch.id}`}
              className="inline-flex h-9 items-center gap-1.5 rounded-md bg-accent px-3 font-medium text-accent-ink hover:bg-accent-strong max-md:h-10"
            >
              <Megaphone aria-hidden className="size-4" />
              {told.makeCampaign}
            </Link>
          )}
        </div>
      </header>
      {batch.kept > 0 && callable === 0 && <p className="rounded-lg bg-warn-tint px-4 py-3 text-warn-text">{told.noneCallable}</p>}
      {total > 0 && (
        <Panel title={told.howFar}>
          <ProgressBar
            of={{
              total,
              scheduled: of("queued"),
              in_progress: of("in-progress"),
              completed: of("completed"),
              failed: of("failed"),
              refused: 0,
              cancelled: 0,
            }}
          />
        </Panel>
      )}
      {cameOf.length > 0 && (
        <Panel title={told.cameOf}>
          <Bars bars={cameOf.map(([name, count]) => ({ name: told.results[name] ?? name, count, says: `${told.results[name] ?? name}: ${count}` }))} />
        </Panel>
      )}
      <Report batch={batch} />
      {batch.kept > 0 && <People batch={batch.id} />}
    </article>
  );
}

/** Codes for which a person was left out, where they stand at the name or the telephone. */
const WHOLE_LINE = new Set(["", "name", "phone"]);

const AT_FIRST = 10;

function Report({ batch }: { batch: Batch }) {
  const told = useWords(words);
  const [whole, setWhole] = useState(false);
  if (batch.problems.length === 0) return null;
  const shown = whole ? batch.problems : batch.problems.slice(0, AT_FIRST);
  return (
    <Panel title={told.report} flush>
      <p className="border-b border-line px-4 py-2 text-sm text-ink-2">{told.reportLead}</p>
      <table className="w-full text-left">
        <tbody className="divide-y divide-line">
          {shown.map((one) => (
            <tr key={`${one.line} ${one.column} ${one.code}`} className="align-baseline">
              <th scope="row" className="numbers w-20 py-1.5 pl-4 font-medium whitespace-nowrap">
                {told.line(one.line)}
              </th>
              <td className="w-36 px-3 py-1.5 text-ink-2 max-sm:w-auto">
                {one.column === "" ? "" : (told.columnNames[one.column] ?? (/^\d+$/.test(one.column) ? told.column(one.column) : one.column))}
              </td>
              <td className="py-1.5 pr-4">
                {told.codes[one.code] ?? told.code(one.code)}
                {WHOLE_LINE.has(one.column) && one.code !== "more" && one.code !== "ignored" && (
                  <Chip tone="warn" className="ml-2">
                    {told.leftOut}
                  </Chip>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {batch.problems.length > shown.length && (
        <Button look="quiet" className="h-10! w-full rounded-none! border-t border-t-line!" onClick={() => setWhole(true)}>
          {told.showAll(batch.problems.length)}
        </Button>
      )}
    </Panel>
  );
}
