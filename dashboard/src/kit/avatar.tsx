// A person as a disc with initials; the colour is the same for the same name.
import clsx from "clsx";

const TINTS = ["bg-accent-tint text-accent-text", "bg-info-tint text-info-text", "bg-ok-tint text-ok-text", "bg-sunken text-ink-2"];

export function Avatar({ name, size = "usual" }: { name: string | null; size?: "small" | "usual" | "large" }) {
  const parts = (name ?? "").trim().split(/\s+/).filter(Boolean);
  const initials = parts.length === 0 ? "?" : `${parts[0]?.[0] ?? ""}${parts.length > 1 ? (parts.at(-1)?.[0] ?? "") : ""}`;
  const tint = TINTS[[...(name ?? "")].reduce((sum, each) => sum + each.charCodeAt(0), 0) % TINTS.length];
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-flex shrink-0 items-center justify-center rounded-full font-medium uppercase",
        size === "small" ? "size-6 text-xs" : size === "large" ? "size-12 text-lg" : "size-8 text-sm",
        tint,
      )}
    >
      {initials}
    </span>
  );
}
