// What people fill in. Every field has a label that is seen or read aloud, and says itself what is wrong.
import clsx from "clsx";
import { Search } from "lucide-react";
import { type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";

export const BOX =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-3 " +
  "hover:border-ink-3 focus:border-accent disabled:opacity-60 aria-invalid:border-danger max-md:text-lg";

interface Labelled {
  label: ReactNode;
  hint?: ReactNode;
  problem?: ReactNode;
  /** Seen by nobody, read aloud to those who listen. */
  unseen?: boolean;
}

function Around({
  id,
  label,
  hint,
  problem,
  unseen,
  children,
}: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <label htmlFor={id} className={unseen ? "sr-only" : "text-sm font-medium text-ink-2"}>
        {label}
      </label>
      {children}
      {hint !== undefined && problem === undefined && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} role="alert" className="text-xs text-danger-text">
          {problem}
        </p>
      )}
    </div>
  );
}

function told(id: string, { hint, problem }: Labelled) {
  return {
    id,
    "aria-invalid": problem !== undefined || undefined,
    "aria-describedby":
      problem !== undefined ? `${id}-problem` : hint !== undefined ? `${id}-hint` : undefined,
  };
}

export function TextField({
  label,
  hint,
  problem,
  unseen,
  className,
  ...rest
}: Labelled & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  const about = { label, hint, problem, unseen };
  return (
    <Around id={id} {...about}>
      <input {...told(id, about)} className={clsx(BOX, "h-9 max-md:h-11", className)} {...rest} />
    </Around>
  );
}

export function TextArea({
  label,
  hint,
  problem,
  unseen,
  className,
  ...rest
}: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const about = { label, hint, problem, unseen };
  return (
    <Around id={id} {...about}>
      <textarea {...told(id, about)} rows={3} className={clsx(BOX, "py-2", className)} {...rest} />
    </Around>
  );
}

/** A choice of a few, with the machine's own list. */
export function Select({
  label,
  hint,
  problem,
  unseen,
  className,
  children,
  ...rest
}: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  const about = { label, hint, problem, unseen };
  return (
    <Around id={id} {...about}>
      <select {...told(id, about)} className={clsx(BOX, "h-9 pr-7 max-md:h-11", className)} {...rest}>
        {children}
      </select>
    </Around>
  );
}

export function Check({
  label,
  hint,
  ...rest
}: { label: ReactNode; hint?: ReactNode } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className="flex items-start gap-2">
      <input id={id} type="checkbox" className="mt-0.5 size-4 accent-accent" {...rest} />
      <label htmlFor={id} className="min-w-0">
        <span className="block">{label}</span>
        {hint !== undefined && <span className="block text-xs text-ink-3">{hint}</span>}
      </label>
    </div>
  );
}

/** A field to search with; `/` leads to the one of a page (`data-search`). */
export function SearchField({
  label,
  className,
  ...rest
}: { label: string } & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={clsx("relative", className)}>
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-3" />
      <input
        id={id}
        type="search"
        data-search
        placeholder={label}
        className={clsx(BOX, "h-9 pl-8 max-md:h-11")}
        {...rest}
      />
    </div>
  );
}
