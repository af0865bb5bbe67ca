// Beside the text: what is proved of it, what it changes, and how it behaves. A test call and a proof go
// on while another of these is looked at.
import { Tabs } from "radix-ui";
import type { ReactNode } from "react";
import { Count } from "@/kit/chip";

export interface SideTab {
  name: string;
  label: string;
  count?: number;
  /** It is kept as it is while another one is shown. */
  kept?: boolean;
  content: ReactNode;
}

export function Side({
  tabs,
  open,
  onOpen,
  label,
}: {
  tabs: readonly SideTab[];
  open: string;
  onOpen: (name: string) => void;
  label: string;
}) {
  return (
    <Tabs.Root value={open} onValueChange={onOpen} className="flex h-full min-h-0 flex-col bg-surface">
      <Tabs.List aria-label={label} className="flex h-11 shrink-0 gap-x-3 overflow-x-auto border-b border-line px-3">
        {tabs.map((tab) => (
          <Tabs.Trigger
            key={tab.name}
            value={tab.name}
            className="relative flex items-center gap-1 text-sm whitespace-nowrap max-md:px-1 max-md:text-base text-ink-2 -outline-offset-2 after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 hover:text-ink data-[state=active]:font-medium data-[state=active]:text-ink data-[state=active]:after:bg-accent"
          >
            {tab.label}
            <Count of={tab.count ?? 0} />
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Content
          key={tab.name}
          value={tab.name}
          {...(tab.kept === true ? { forceMount: true as const } : {})}
          className="min-h-0 flex-1 overflow-y-auto -outline-offset-2 data-[state=inactive]:hidden"
        >
          {tab.content}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
