// Rows of the panels of Today: who and what at the left, how long at the right; and how they look
// before they are known.
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Bar, Skeleton } from "@/kit/states";

export function Row({ to, main, under, right }: { to: string; main: ReactNode; under: ReactNode; right: ReactNode }) {
  return (
    <li className="border-b border-line last:border-b-0">
      <Link to={to} className="flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-sunken focus-visible:-outline-offset-2">
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate font-medium">{main}</span>
          <span className="truncate text-sm text-ink-2">{under}</span>
        </span>
        <span className="numbers shrink-0 text-right text-sm text-ink-3">{right}</span>
      </Link>
    </li>
  );
}

export function Grey({ rows = 3 }: { rows?: number }) {
  return (
    <Skeleton
      rows={rows}
      each={() => (
        <div className="flex h-14 items-center gap-3 border-b border-line px-4 last:border-b-0">
          <div className="flex flex-1 flex-col gap-1.5">
            <Bar className="w-36" />
            <Bar className="h-3 w-52" />
          </div>
          <Bar className="w-16" />
        </div>
      )}
    />
  );
}

/** The way from a panel to its room. */
export function More({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} className="text-sm text-accent-text hover:underline">
      {children}
    </Link>
  );
}
