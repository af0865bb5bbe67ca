// What pages are made of: a page with its title, panels on it, facts in them.
import clsx from "clsx";
import { type ReactNode, useEffect, useId } from "react";

/** A page: its title stands in the tab of the browser too; `actions` stand at its right. */
export function Page({
  title,
  lead,
  actions,
  wide = false,
  children,
}: {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  return (
    <div className="h-full overflow-y-auto">
      <div className={clsx("mx-auto flex flex-col gap-5 p-4 md:p-6", wide ? "max-w-none" : "max-w-6xl")}>
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {lead !== undefined && <p className="mt-0.5 max-w-prose text-ink-2">{lead}</p>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  );
}

/** A panel; with a `title` it is a region of the page. */
export function Panel({
  title,
  actions,
  flush = false,
  className,
  children,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for lists. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={title === undefined ? undefined : id}
      className={clsx("min-w-0 rounded-xl border border-line bg-surface", className)}
    >
      {title !== undefined && (
        <header className="flex min-h-11 items-center justify-between gap-2 border-b border-line px-4 py-2">
          <h2 id={id} className="font-semibold">
            {title}
          </h2>
          {actions}
        </header>
      )}
      <div className={flush ? "" : "p-4"}>{children}</div>
    </section>
  );
}

/** A figure that answers a question, large, with its question under it. */
export function Figure({
  value,
  label,
  tone = "plain",
  hint,
}: {
  value: ReactNode;
  label: ReactNode;
  tone?: "plain" | "danger" | "warn";
  hint?: ReactNode;
}) {
  return (
    <div className="flex min-w-0 flex-col">
      <span
        className={clsx("numbers text-2xl leading-8 font-semibold tracking-tight", {
          "text-danger-text": tone === "danger",
          "text-warn-text": tone === "warn",
        })}
      >
        {value}
      </span>
      <span className="text-sm text-ink-2">{label}</span>
      {hint !== undefined && <span className="text-xs text-ink-3">{hint}</span>}
    </div>
  );
}

/** Names and what stands for them, in two columns. */
export function Facts({ of }: { of: readonly (readonly [ReactNode, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-4 gap-y-1.5">
      {of.map(([name, value], at) => (
        // eslint-disable-next-line react/no-array-index-key -- facts stand in a fixed order
        <div key={at} className="contents">
          <dt className="text-ink-3">{name}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
