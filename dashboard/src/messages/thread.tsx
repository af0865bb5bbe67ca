// One conversation by text, as a telephone shows it: theirs left, the clinic's right, the latest below;
// under each of ours what became of it. Staff answer at the end of it, as long as they may.
import clsx from "clsx";
import { BellOff, PhoneCall, Send } from "lucide-react";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { api, refresh } from "@/api/client";
import { Record } from "@/consents/record";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { TextArea } from "@/kit/field";
import { useKeys } from "@/kit/keys";
import { sentence } from "@/kit/sentence";
import { Answer, Bar } from "@/kit/states";
import { At, useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { written } from "@/patients/found";
import { useWords } from "@/words/language";
import { useWhose } from "./page";
import { useReason } from "./reason";
import { PATH, type Text, type Thread, useTexts } from "./threads";
import { words } from "./words";

export function ThreadDetail({ id }: { id: string }) {
  const asked = useTexts(id);
  return (
    <Answer
      of={asked}
      skeleton={
        <div role="status" className="flex flex-col gap-4 p-6">
          <Bar className="h-7 w-48" />
          <Bar className="h-16 w-72 rounded-2xl!" />
          <Bar className="ml-auto h-16 w-72 rounded-2xl!" />
        </div>
      }
    >
      {() => (asked.thread === undefined ? null : <Whole thread={asked.thread} asked={asked} />)}
    </Answer>
  );
}

function Whole({ thread, asked }: { thread: Thread; asked: ReturnType<typeof useTexts> }) {
  const told = useWords(words);
  const whose = useWhose()(thread);
  const [telling, setTelling] = useState(false);
  const end = useRef<HTMLDivElement>(null);
  const texts = asked.items.toReversed();
  const latest = asked.items[0]?.id;
  useLayoutEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [latest]);
  const stands = told.statuses[thread.status];
  const only = thread.people.length === 1 ? thread.people[0] : undefined;
  return (
    <article aria-label={whose} className="flex h-full flex-col max-md:h-[calc(100%-2.75rem)]">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-3">
        <Avatar name={thread.people[0]?.name ?? null} />
        <div className="min-w-52 flex-1">
          <h2 className="flex flex-wrap gap-x-2 text-lg font-semibold">
            {thread.people.length === 0 ? (
              <span className="numbers">{written(thread.address)}</span>
            ) : (
              thread.people.map((one) => (
                <Link key={one.patient_id} to={`/patients/${one.patient_id}`} className="underline-offset-2 hover:underline">
                  {one.name}
                </Link>
              ))
            )}
          </h2>
          <p className="numbers flex flex-wrap items-center gap-2 text-sm text-ink-2">
            {thread.people.length === 0 ? told.stranger : written(thread.address)}
            {stands !== undefined && <Chip tone={thread.status === "staff" ? "warn" : thread.status === "assistant" ? "info" : "plain"}>{stands}</Chip>}
          </p>
        </div>
        <a
          href={`tel:${thread.address}`}
          className="inline-flex h-9 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 whitespace-nowrap hover:bg-sunken max-md:h-10"
        >
          <PhoneCall className="size-4" aria-hidden />
          {told.call}
        </a>
        {thread.status !== "stopped" && (
          <Button look="quiet" icon={<BellOff className="size-4" aria-hidden />} onClick={() => setTelling(true)}>
            {told.optOut}
          </Button>
        )}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto bg-ground">
        <div className="mx-auto flex min-h-full max-w-3xl flex-col justify-end gap-3 p-4">
          {asked.hasNextPage && (
            <Button size="small" look="quiet" className="self-center" busy={asked.isFetchingNextPage} onClick={asked.more}>
              {told.earlier}
            </Button>
          )}
          <ol aria-label={told.thread} className="flex flex-col gap-3">
            {texts.map((text) => (
              <Bubble key={text.id} text={text} />
            ))}
          </ol>
          <div ref={end} />
        </div>
      </div>
      <Reply thread={thread} />
      {telling && (
        <Record
          about={only === undefined ? { number: thread.address } : { patient_id: only.patient_id, name: only.name }}
          onClose={() => setTelling(false)}
        />
      )}
    </article>
  );
}

function Bubble({ text }: { text: Text }) {
  const told = useWords(words);
  const reason = useReason();
  const ours = text.direction === "out";
  const bad = text.status === "failed" || text.status === "refused";
  const why = bad ? reason(text.error) : null;
  return (
    <li className={clsx("flex max-w-[85%] flex-col gap-1", ours ? "items-end self-end" : "self-start")}>
      <p
        className={clsx(
          "rounded-2xl px-3 py-2 break-words whitespace-pre-line",
          bad
            ? "rounded-br-sm border border-danger bg-surface text-ink-2"
            : ours
              ? "rounded-br-sm bg-accent-tint text-ink"
              : "rounded-bl-sm border border-line bg-surface",
        )}
      >
        {text.body}
      </p>
      <p className={clsx("flex flex-wrap gap-x-2 px-1 text-xs text-ink-3", ours && "justify-end text-right")}>
        <At at={text.created_at} className="numbers" />
        {ours && <span className={bad ? "font-medium text-danger-text" : undefined}>{told.states[text.status] ?? text.status}</span>}
        {why !== null && <span className="text-danger-text">{why}</span>}
        {text.call_id !== null && (
          <Link to={`/calls/${text.call_id}`} className="underline underline-offset-2 hover:text-ink">
            {told.conversation}
          </Link>
        )}
      </p>
    </li>
  );
}

const LONGEST = 640;
const WHOLE = 160;
const PART = 153;

/** How many texts the carrier makes of it. */
function segments(text: string): number {
  return text.length <= WHOLE ? 1 : Math.ceil(text.length / PART);
}

function Reply({ thread }: { thread: Thread }) {
  const told = useWords(words);
  const times = useTimes();
  const form = useRef<HTMLFormElement>(null);
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  useKeys([{ keys: "r", says: told.sendKey, does: () => form.current?.querySelector("textarea")?.focus() }]);
  useEffect(() => setProblem(undefined), [text]);
  if (thread.status === "stopped" || thread.reply_until === null) {
    return (
      <p className="border-t border-line bg-surface px-4 py-3 text-center text-ink-2">
        {thread.status === "stopped" ? told.noReplyStopped : told.noReplyLate}
      </p>
    );
  }
  const isToday = times.localDay(thread.reply_until) === times.localDay(Date.now());
  const until = [isToday ? null : times.day(thread.reply_until), times.clock(thread.reply_until)].filter(Boolean).join(", ");
  const send = async () => {
    if (text.trim() === "" || busy) return;
    setBusy(true);
    try {
      await api.POST("/api/messages/threads/{thread_id}/replies", {
        params: { path: { thread_id: thread.id } },
        body: { text: text.trim() },
      });
      refresh(PATH);
      setText("");
      say(told.sent);
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
  };
  return (
    <form
      ref={form}
      className="border-t border-line bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="mx-auto flex max-w-3xl flex-col gap-2">
        <TextArea
          label={told.reply}
          unseen
          placeholder={told.reply}
          rows={2}
          maxLength={LONGEST}
          value={text}
          problem={problem}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              void send();
            }
          }}
        />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="numbers text-xs text-ink-3">
            {text === "" ? told.replyUntil(until) : told.replyHint(LONGEST - text.length, segments(text))}
          </p>
          <Button type="submit" look="main" icon={<Send className="size-4" aria-hidden />} busy={busy} disabled={text.trim() === ""}>
            {told.send}
          </Button>
        </div>
      </div>
    </form>
  );
}
