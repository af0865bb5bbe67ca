// Parts of one thing, one at a time. `Filters` looks the same and narrows a list instead.
import clsx from "clsx";
import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

export interface Tab {
  name: string;
  label: ReactNode;
  content: ReactNode;
}

const LOOK =
  "relative h-9 px-1 text-ink-2 whitespace-nowrap hover:text-ink data-[state=active]:text-ink data-[state=active]:font-medium " +
  "after:absolute after:inset-x-0 after:-bottom-px after:h-0.5 data-[state=active]:after:bg-accent";

export function Tabs({
  tabs,
  open,
  onOpen,
  label,
}: {
  tabs: Tab[];
  open?: string;
  onOpen?: (name: string) => void;
  label: string;
}) {
  const given = open === undefined ? { defaultValue: tabs[0]?.name ?? "" } : { value: open };
  return (
    <Radix.Root {...given} onValueChange={onOpen ?? (() => undefined)} className="flex min-h-0 flex-1 flex-col">
      <Radix.List aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger key={tab.name} value={tab.name} className={LOOK}>
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.name} value={tab.name} className="min-h-0 flex-1 pt-4 focus-visible:outline-offset-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

/** A few choices of which one narrows a list. */
export function Filters<T extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: {
  label: string;
  choices: readonly { name: T; label: ReactNode }[];
  chosen: T;
  onChoose: (name: T) => void;
}) {
  return (
    <div role="group" aria-label={label} className="flex max-w-full gap-1 overflow-x-auto">
      {choices.map((choice) => (
        <button
          key={choice.name}
          type="button"
          aria-pressed={choice.name === chosen}
          onClick={() => onChoose(choice.name)}
          className={clsx(
            "flex h-7 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-sm transition-colors duration-100 max-md:h-9",
            choice.name === chosen ? "bg-ink text-surface" : "text-ink-2 hover:bg-sunken",
          )}
        >
          {choice.label}
        </button>
      ))}
    </div>
  );
}
