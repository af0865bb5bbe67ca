// Buttons say what happens. `main` once on a screen, `plain` for the rest, `danger` for what cannot
// be taken back, `quiet` inside lists.
import clsx from "clsx";
import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

type Look = "main" | "plain" | "quiet" | "danger";

interface Given extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  size?: "small" | "usual";
  icon?: ReactNode;
  /** Shown in place of the icon while something is under way; the button is off meanwhile. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

const LOOKS: Record<Look, string> = {
  main: "bg-accent text-accent-ink hover:bg-accent-strong border-transparent font-medium",
  plain: "bg-surface text-ink border-line-strong hover:bg-sunken",
  quiet: "bg-transparent text-ink-2 border-transparent hover:bg-sunken hover:text-ink",
  danger: "bg-danger text-danger-ink border-transparent hover:brightness-95 font-medium",
};

export function Button({
  look = "plain",
  size = "usual",
  icon,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: Given) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex items-center justify-center gap-1.5 rounded-md border whitespace-nowrap select-none",
        "transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55",
        size === "small" ? "h-7 px-2 text-sm" : "h-9 px-3 text-base max-md:h-10",
        LOOKS[look],
        className,
      )}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

/** A button that is only a picture; `label` is what it does, shown on hover and read aloud. */
export function IconButton({
  label,
  look = "quiet",
  size = "usual",
  className,
  children,
  ...rest
}: Omit<Given, "icon"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-md border transition-colors duration-100",
        "disabled:cursor-not-allowed disabled:opacity-55",
        size === "small" ? "size-7" : "size-9 max-md:size-10",
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}

export function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-r-transparent motion-reduce:animate-none"
    />
  );
}
