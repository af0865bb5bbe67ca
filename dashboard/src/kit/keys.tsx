// One key for what is done all day. Keys do nothing while somebody types or a dialog is open; `?`
// shows those of the page.
import { useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { both, useWords } from "@/words/language";
import { Dialog } from "./dialog";

export interface Key {
  /** What is pressed: `e`, `/`, `ArrowDown`, `g t` (one after the other). */
  keys: string;
  says: string;
  does: () => void;
}

const words = both(
  { title: "Keys", keys: "Show the keys", search: "Search" },
  { title: "Teclas", keys: "Mostrar las teclas", search: "Buscar" },
);

const SECOND_MS = 900;
const sets = new Map<number, { current: readonly Key[] }>();
let numbers = 0;
let shown: readonly Key[] = [];
const watchers = new Set<() => void>();

function tell(): void {
  shown = [...sets.values()].flatMap((each) => each.current);
  for (const each of watchers) each();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Enter and blank belong to what has the focus, where that does something of its own. */
function isOwn(event: KeyboardEvent): boolean {
  return (
    (event.key === "Enter" || event.key === " ") &&
    event.target instanceof Element &&
    event.target.closest("a[href], button, summary, [role=tab], [role=menuitem]") !== null
  );
}

let before = "";
let beforeAt = 0;

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || isOwn(event)) return;
  if (document.querySelector("[role=dialog], [role=menu]") !== null) return;
  if (event.key === "/") {
    const field = document.querySelector<HTMLElement>("[data-search]");
    if (field !== null) {
      event.preventDefault();
      field.focus();
      return;
    }
  }
  const both = event.timeStamp - beforeAt < SECOND_MS ? `${before} ${event.key}` : event.key;
  before = event.key;
  beforeAt = event.timeStamp;
  const all = [...sets.values()].reverse().flatMap((each) => each.current);
  const meant = all.find((each) => each.keys === both) ?? all.find((each) => each.keys === event.key);
  if (meant !== undefined) {
    event.preventDefault();
    meant.does();
  }
});

/** Keys that work as long as the component is shown; later ones go before earlier ones. They are there
 * when it is first painted: whoever sees a list and presses a key is heard. */
export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys);
  latest.current = keys;
  useLayoutEffect(() => {
    numbers += 1;
    const number = numbers;
    sets.set(number, latest);
    tell();
    return () => {
      sets.delete(number);
      tell();
    };
  }, []);
}

/** The panel of keys, which `?` opens. */
export function KeyPanel() {
  const told = useWords(words);
  const [open, setOpen] = useState(false);
  const keys = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
  useKeys([{ keys: "?", says: told.keys, does: () => setOpen(true) }]);
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={told.title}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 pb-3">
        {[...keys, { keys: "/", says: told.search }].map((each) => (
          <div key={each.keys + each.says} className="contents">
            <dt>
              <Keycap of={each.keys} />
            </dt>
            <dd className="text-ink-2">{each.says}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

export function Keycap({ of }: { of: string }) {
  return (
    <span className="inline-flex gap-1">
      {of.split(" ").map((each) => (
        <kbd
          key={each}
          className="min-w-5 rounded border border-line-strong bg-sunken px-1 text-center font-mono text-xs leading-[18px]"
        >
          {each.replace("Arrow", "")}
        </kbd>
      ))}
    </span>
  );
}
