// A quiet word about a thing: a status, an allergy, a count. The word says it; the colour repeats it.
import clsx from "clsx";
import type { ReactNode } from "react";

export type Tone = "plain" | "accent" | "ok" | "warn" | "danger" | "info";

const TONES: Record<Tone, string> = {
  plain: "bg-sunken text-ink-2",
  accent: "bg-accent-tint text-accent-text",
  ok: "bg-ok-tint text-ok-text",
  warn: "bg-warn-tint text-warn-text",
  danger: "bg-danger-tint text-danger-text",
  info: "bg-info-tint text-info-text",
};

export function Chip({
  tone = "plain",
  icon,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={clsx(
        "inline-flex h-5 items-center gap-1 rounded-full px-2 text-xs whitespace-nowrap",
        TONES[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}

/** A number beside a word of the rail or a tab; nothing at zero. */
export function Count({ of, tone = "plain", label }: { of: number; tone?: Tone; label?: string }) {
  if (of === 0) return null;
  return (
    <span
      aria-label={label}
      className={clsx("numbers rounded-full px-1.5 text-xs leading-[18px]", TONES[tone])}
    >
      {of > 999 ? "999+" : of}
    </span>
  );
}
