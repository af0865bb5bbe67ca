// The parts of a room that has several: links that look like tabs, each with an address of its own.
import clsx from "clsx";
import { Link, useLocation } from "react-router";

export interface Part {
  to: string;
  label: string;
}

export function Parts({ label, parts }: { label: string; parts: readonly Part[] }) {
  const { pathname } = useLocation();
  // The part whose address says most of the page's own: one may stand below another.
  const here = parts.filter((part) => pathname.startsWith(part.to)).toSorted((one, other) => other.to.length - one.to.length)[0];
  return (
    <nav aria-label={label} className="flex gap-4 overflow-x-auto">
      {parts.map((part) => (
        <Link
          key={part.to}
          to={part.to}
          aria-current={part === here ? "page" : undefined}
          className={clsx(
            "relative h-8 px-0.5 leading-8 whitespace-nowrap after:absolute after:inset-x-0 after:bottom-0 after:h-0.5",
            part === here ? "font-medium text-ink after:bg-accent" : "text-ink-2 hover:text-ink",
          )}
        >
          {part.label}
        </Link>
      ))}
    </nav>
  );
}
