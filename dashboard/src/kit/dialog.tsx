// What opens over a page: dialogs in the middle, sheets at the side (on the telephone: from below).
// Radix keeps the focus inside, gives it back, and closes on Escape.
import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { both, useWords } from "@/words/language";
import { IconButton } from "./button";

const words = both({ close: "Close" }, { close: "Cerrar" });

interface Given {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  lead?: ReactNode;
  /** Buttons at the end, the main one last. */
  actions?: ReactNode;
  children: ReactNode;
}

const SHAPES = {
  dialog:
    "top-1/2 left-1/2 max-h-[88dvh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl",
  wide: "top-1/2 left-1/2 max-h-[90dvh] w-[min(56rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-xl",
  sheet:
    "inset-y-0 right-0 w-[min(30rem,100vw)] max-md:inset-x-0 max-md:top-auto max-md:max-h-[92dvh] max-md:w-full max-md:rounded-t-xl",
} as const;

export function Dialog({ shape = "dialog", ...given }: Given & { shape?: keyof typeof SHAPES }) {
  const { close } = useWords(words);
  return (
    <Radix.Root open={given.open} onOpenChange={(open) => !open && given.onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-black/35" />
        <Radix.Content
          aria-describedby={undefined}
          className={clsx(
            "arrive fixed z-50 flex flex-col border border-line bg-surface text-ink shadow-float focus:outline-none",
            SHAPES[shape],
          )}
        >
          <header className="flex items-start justify-between gap-3 px-5 pt-4 pb-2">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold">{given.title}</Radix.Title>
              {given.lead !== undefined && <p className="text-ink-2">{given.lead}</p>}
            </div>
            <Radix.Close asChild>
              <IconButton label={close} size="small">
                <X className="size-4" />
              </IconButton>
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-2">{given.children}</div>
          {given.actions !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">
              {given.actions}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
