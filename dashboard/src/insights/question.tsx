// A question and its answer: in a sentence, as a picture, and as a table for those who cannot see it.
import { ChartColumn, Table2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/kit/button";
import { Panel } from "@/kit/panel";
import { useWords } from "@/words/language";
import { words } from "./words";

export interface Rows {
  heads: readonly string[];
  /** The first of each is its name. */
  rows: readonly (readonly ReactNode[])[];
}

export function Question({
  title,
  answer,
  table,
  className,
  children,
}: {
  title: string;
  answer?: ReactNode;
  /** None where the picture is a table already. */
  table?: Rows;
  className?: string;
  children: ReactNode;
}) {
  const told = useWords(words);
  const [asTable, setAsTable] = useState(false);
  const toggle = table !== undefined && (
    <IconButton
      size="small"
      label={`${asTable ? told.asChart : told.asTable}: ${title}`}
      aria-pressed={asTable}
      onClick={() => setAsTable(!asTable)}
    >
      {asTable ? <ChartColumn className="size-4" /> : <Table2 className="size-4" />}
    </IconButton>
  );
  return (
    <Panel title={title} actions={toggle} className={className ?? ""}>
      <div className="flex flex-col gap-3">
        {answer !== undefined && answer !== null && <p className="text-ink-2">{answer}</p>}
        {asTable && table !== undefined ? <DataTable title={title} {...table} /> : children}
      </div>
    </Panel>
  );
}

export function DataTable({ title, heads, rows }: Rows & { title: string }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a part that scrolls is reached by keyboard
    <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label={title}>
      <table className="w-full text-left">
        <thead>
          <tr className="border-b border-line text-sm text-ink-3">
            {heads.map((head, at) => (
              <th key={head} scope="col" className={at === 0 ? "py-1 pr-3 font-medium" : "px-3 py-1 text-right font-medium"}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // eslint-disable-next-line react/no-array-index-key -- rows stand in a fixed order
            <tr key={place} className="border-b border-line last:border-0">
              {row.map((cell, at) =>
                at === 0 ? (
                  <th key={heads[at]} scope="row" className="py-1 pr-3 font-normal">
                    {cell}
                  </th>
                ) : (
                  <td key={heads[at]} className="numbers px-3 py-1 text-right">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
