// A list of deeds behind a button.
import clsx from "clsx";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Deed {
  label: ReactNode;
  icon?: ReactNode;
  /** The key that does the same. */
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  does: () => void;
}

/** `deeds` in groups; a line stands between groups. `children` is the button. */
export function Menu({ deeds, children, label }: { deeds: Deed[][]; children: ReactNode; label?: string }) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          aria-label={label}
          className="arrive z-50 max-h-[70dvh] min-w-44 overflow-y-auto rounded-lg border border-line bg-raised p-1 text-ink shadow-float"
        >
          {deeds.map((group, at) => (
            // eslint-disable-next-line react/no-array-index-key -- groups stand in a fixed order
            <Radix.Group key={at} className={clsx(at > 0 && "mt-1 border-t border-line pt-1")}>
              {group.map((deed, place) => (
                <Radix.Item
                  // eslint-disable-next-line react/no-array-index-key -- deeds stand in a fixed order
                  key={place}
                  disabled={deed.disabled ?? false}
                  onSelect={deed.does}
                  className={clsx(
                    "flex h-8 items-center gap-2 rounded-md px-2 outline-none select-none data-disabled:opacity-50 data-highlighted:bg-sunken max-md:h-11",
                    deed.danger === true && "text-danger-text",
                  )}
                >
                  <span aria-hidden className="flex w-4 justify-center text-ink-3 [&>svg]:size-4">
                    {deed.icon}
                  </span>
                  <span className="flex-1">{deed.label}</span>
                  {deed.keys !== undefined && <kbd className="text-xs text-ink-3">{deed.keys}</kbd>}
                </Radix.Item>
              ))}
            </Radix.Group>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
