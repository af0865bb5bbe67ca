// Bars beside their names, and columns over theirs. Each opens what is behind it.
import clsx from "clsx";
import type { ReactNode } from "react";
import { Link } from "react-router";

export interface Bar {
  name: string;
  count: number;
  /** What stands at the end of it, such as a share. */
  more?: string;
  to?: string;
  /** What it is read aloud as. */
  says: string;
}

function Opening({ to, says, className, children }: { to?: string | undefined; says: string; className: string; children: ReactNode }) {
  if (to === undefined) return <div className={className}>{children}</div>;
  return (
    <Link to={to} title={says} className={clsx(className, "group rounded-md")}>
      <span className="sr-only">{says}</span>
      <span aria-hidden className="contents">
        {children}
      </span>
    </Link>
  );
}

export function Bars({ bars }: { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ol className="flex flex-col gap-0.5">
      {bars.map((bar) => (
        <li key={bar.name}>
          <Opening
            to={bar.to}
            says={bar.says}
            className="grid grid-cols-[minmax(6.5rem,9.5rem)_1fr_auto] items-center gap-3 py-1 hover:bg-sunken md:px-1"
          >
            <span className="truncate">{bar.name}</span>
            <span className="h-4">
              <span
                className="block h-full min-w-0.5 rounded-r-sm bg-accent group-hover:bg-accent-strong"
                style={{ width: `${(bar.count / most) * 100}%` }}
              />
            </span>
            <span className="numbers min-w-16 text-right">
              {bar.count}
              {bar.more !== undefined && <span className="ml-2 inline-block min-w-9 text-ink-3">{bar.more}</span>}
            </span>
          </Opening>
        </li>
      ))}
    </ol>
  );
}

export function Columns({ bars, every = 1 }: { bars: readonly Bar[]; /** Each how many-th name is shown. */ every?: number }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ol className="flex h-48 items-stretch gap-1">
      {bars.map((bar, place) => (
        <li key={bar.name} className="flex min-w-0 flex-1">
          <Opening to={bar.count > 0 ? bar.to : undefined} says={bar.says} className="flex min-w-0 flex-1 flex-col hover:bg-sunken">
            <span className="flex min-h-0 flex-1 flex-col justify-end">
              <span className="numbers text-center text-xs text-ink-2">{bar.count > 0 ? bar.count : ""}</span>
              <span
                className={clsx("mx-auto w-full max-w-12 rounded-t-sm", bar.count > 0 ? "min-h-0.5 bg-accent group-hover:bg-accent-strong" : "bg-line")}
                style={{ height: bar.count > 0 ? `${(bar.count / most) * 82}%` : 1 }}
              />
            </span>
            <span className="h-8 overflow-visible border-t border-line pt-1 text-center text-xs leading-[13px] text-ink-3">
              {place % every === 0 ? bar.name : ""}
            </span>
          </Opening>
        </li>
      ))}
    </ol>
  );
}
