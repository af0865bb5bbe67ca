// Notices: what is new for whoever sits here. They name nobody; a click leads to what they are about.
import clsx from "clsx";
import { Bell as BellIcon, BellRing, X } from "lucide-react";
import { Popover } from "radix-ui";
import { useState, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { Count } from "@/kit/chip";
import { Dialog } from "@/kit/dialog";
import { sentence } from "@/kit/sentence";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./notice-words";

type Notice = Schemas["NoticeOut"];

const PATH = "/api/notifications";
const FEW = 20;
const MOST = 200;

function useNotices(limit: number) {
  return $api.useQuery("get", PATH, { params: { query: { limit } } });
}

/** How many notices one has not read. */
export function useUnread(): number {
  return useNotices(FEW).data?.unread ?? 0;
}

/** Where a notice leads: to its task, the review, or the call it came from. */
function placeOf(notice: Notice): string {
  if (notice.kind.startsWith("task.")) return `/tasks/${notice.reference}`;
  if (notice.kind === "review.due") return "/call-review";
  return `/calls/${encodeURIComponent(notice.reference)}`;
}

function doing(does: () => Promise<unknown>, says?: string): void {
  does()
    .then(() => says !== undefined && say(says))
    .catch((error: unknown) => complain(sentence(error)))
    .finally(() => refresh(PATH, "/api/today"));
}

function Notices({ onLeave, titled }: { onLeave: () => void; titled: boolean }) {
  const told = useWords(words);
  const navigate = useNavigate();
  const [limit, setLimit] = useState(FEW);
  const asked = useNotices(limit);
  const open = (notice: Notice) => {
    onLeave();
    void navigate(placeOf(notice));
    if (notice.read_at === null) {
      doing(() => api.POST("/api/notifications/{notification_id}/read", { params: { path: { notification_id: notice.id } } }));
    }
  };
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-wrap items-center gap-1 border-b border-line px-3 py-2">
        {titled && <h2 className="mr-auto font-semibold">{told.title}</h2>}
        <Button size="small" look="quiet" disabled={(asked.data?.unread ?? 0) === 0} onClick={() => doing(() => api.POST("/api/notifications/read-all"))}>
          {told.readAll}
        </Button>
        <Button
          size="small"
          look="quiet"
          disabled={(asked.data?.items.length ?? 0) === 0}
          onClick={() => doing(() => api.POST("/api/notifications/clear"), told.cleared)}
        >
          {told.clear}
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Answer of={asked} skeleton={<Skeleton rows={4} each={() => <Bar className="mx-4 my-4 w-52" />} />}>
          {(page) =>
            page.items.length === 0 ? (
              <Empty icon={<BellIcon />} title={told.empty}>
                {told.emptyLead}
              </Empty>
            ) : (
              <ul aria-label={told.title}>
                {page.items.map((notice) => (
                  <li key={notice.id} className="group flex items-center border-b border-line last:border-0 hover:bg-sunken">
                    <button
                      type="button"
                      onClick={() => open(notice)}
                      className="flex min-h-11 min-w-0 flex-1 items-center gap-2.5 px-3 py-2 text-left -outline-offset-2"
                    >
                      <span
                        role={notice.read_at === null ? "img" : undefined}
                        aria-label={notice.read_at === null ? told.isUnread : undefined}
                        aria-hidden={notice.read_at === null ? undefined : true}
                        className={clsx("size-2 shrink-0 rounded-full", notice.read_at === null ? "bg-accent" : "bg-transparent")}
                      />
                      <span className={clsx("min-w-0 flex-1", notice.read_at === null ? "font-medium" : "text-ink-2")}>
                        {told.kinds[notice.kind] ?? told.failed}
                      </span>
                      <Ago at={notice.created_at} className="shrink-0 text-xs text-ink-3" />
                    </button>
                    <IconButton
                      size="small"
                      label={told.away}
                      className="mr-2 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100"
                      onClick={() =>
                        doing(() => api.DELETE("/api/notifications/{notification_id}", { params: { path: { notification_id: notice.id } } }))
                      }
                    >
                      <X className="size-4" />
                    </IconButton>
                  </li>
                ))}
                {page.next !== null && limit < MOST && (
                  <li className="p-2 text-center">
                    <Button size="small" look="quiet" onClick={() => setLimit(MOST)}>
                      {told.more}
                    </Button>
                  </li>
                )}
              </ul>
            )
          }
        </Answer>
      </div>
    </div>
  );
}

/** The bell of the rail, with its list. */
export function Bell() {
  const told = useWords(words);
  const [open, setOpen] = useState(false);
  const unread = useUnread();
  const Icon = unread > 0 ? BellRing : BellIcon;
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          title={told.title}
          className="relative flex h-9 items-center gap-3 rounded-lg px-2.5 text-left text-ink-2 hover:bg-sunken hover:text-ink max-xl:justify-center"
        >
          <Icon aria-hidden className="size-[18px] shrink-0" strokeWidth={1.8} />
          <span className="min-w-0 flex-1 truncate max-xl:sr-only">{told.title}</span>
          {unread > 0 && <span className="sr-only">{told.many(unread)}</span>}
          <span aria-hidden className="max-xl:absolute max-xl:-top-0.5 max-xl:right-0">
            <Count of={unread} tone="accent" />
          </span>
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          side="right"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          aria-label={told.title}
          className="arrive z-50 flex max-h-[70dvh] w-96 max-w-[calc(100vw-1rem)] flex-col overflow-hidden rounded-xl border border-line bg-raised text-ink shadow-float focus:outline-none"
        >
          <Notices onLeave={() => setOpen(false)} titled />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

let shown = false;
const watchers = new Set<() => void>();

/** Show the notices as a sheet: on the telephone, from the menu of the bar. */
export function showNotices(next: boolean): void {
  shown = next;
  for (const each of watchers) each();
}

export function NoticeSheet() {
  const told = useWords(words);
  const open = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => shown,
  );
  return (
    <Dialog shape="sheet" open={open} onClose={() => showNotices(false)} title={told.title}>
      <div className="-mx-5 flex min-h-72 flex-col">
        <Notices onLeave={() => showNotices(false)} titled={false} />
      </div>
    </Dialog>
  );
}
