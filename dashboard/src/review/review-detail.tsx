// One call under review: its words at the left, what one thinks of it at the right.
import { ExternalLink, FlaskConical, Star } from "lucide-react";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { $api, refresh, type Schemas } from "@/api/client";
import { Button } from "@/kit/button";
import { TextArea, TextField } from "@/kit/field";
import { useKeys } from "@/kit/keys";
import { Panel } from "@/kit/panel";
import { Answer, Bar, Skeleton } from "@/kit/states";
import { At } from "@/kit/time";
import { say } from "@/kit/toast";
import { spelt, useSlotName } from "@/kit/slot-list";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { bodyOf, type Draft, draftOf } from "./draft";
import { IntentField, Lines } from "./lines";
import { words } from "./words";

const STARS = [1, 2, 3, 4, 5] as const;

export function ReviewDetail({ callId, onDone }: { callId: string; onDone: () => void }) {
  const params = { params: { path: { call_id: callId } } };
  const review = $api.useQuery("get", "/api/calls/{call_id}/review", params);
  const transcript = $api.useQuery("get", "/api/calls/{call_id}/transcript", params);
  const call = $api.useQuery("get", "/api/calls/{call_id}", params);
  const both =
    review.data && transcript.data && call.data
      ? { review: review.data, transcript: transcript.data, call: call.data }
      : undefined;
  return (
    <Answer
      of={{
        data: both,
        error: review.error ?? transcript.error ?? call.error,
        isPending: both === undefined,
        refetch: () => [review.refetch(), transcript.refetch(), call.refetch()],
      }}
      skeleton={
        <Skeleton rows={8} each={(row) => <Bar className={row % 2 ? "m-4 w-2/3" : "m-4 w-1/2"} />} />
      }
    >
      {(data) => <Form key={callId} {...data} onDone={onDone} />}
    </Answer>
  );
}

function Form({
  review,
  transcript,
  call,
  onDone,
}: {
  review: Schemas["CallReviewOut"];
  transcript: Schemas["Transcript"];
  call: Schemas["CallOut"];
  onDone: () => void;
}) {
  const told = useWords(words);
  const name = useNames();
  const [draft, setDraft] = useState<Draft>(() => draftOf(review));
  const [touched, setTouched] = useState(false);
  const keep = $api.useMutation("put", "/api/calls/{call_id}/review");
  const change = (next: Draft) => {
    setDraft(next);
    setTouched(true);
  };
  useEffect(() => {
    if (!touched) setDraft(draftOf(review));
  }, [review, touched]);

  const save = (done: boolean, then?: () => void) =>
    keep.mutate(
      { params: { path: { call_id: call.id } }, body: bodyOf(draft, done) },
      {
        onSuccess: () => {
          setTouched(false);
          refresh("/api/reviews", "/api/calls/{call_id}/review");
          say(told.saved);
          then?.();
        },
      },
    );
  useKeys([
    { keys: "e", says: told.keyDone, does: () => save(true, onDone) },
    ...STARS.map((stars) => ({
      keys: String(stars),
      says: stars === 1 ? told.keyRate : told.star(stars),
      does: () => change({ ...draft, rating: stars }),
    })),
  ]);
  return (
    <div className="mx-auto grid max-w-7xl gap-4 p-4 2xl:grid-cols-[1fr_24rem]">
      <div className="flex min-w-0 flex-col gap-4">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <h2 className="text-lg font-semibold">
            {name("dispositions", call.disposition) || told.call}
          </h2>
          <span className="text-ink-2">
            <At at={call.started_at} /> · {name("channels", call.channel)}
            {call.escalation ? ` · ${name("escalations", call.escalation)}` : ""}
          </span>
          <Link to={`/calls/${call.id}`} className="inline-flex items-center gap-1 text-accent-text hover:underline">
            <ExternalLink className="size-3.5" aria-hidden />
            {told.toCall}
          </Link>
        </header>
        <Panel title={told.call}>
          <Lines lines={transcript.lines} draft={draft} onDraft={change} />
        </Panel>
        <Slots slots={transcript.slots} draft={draft} onDraft={change} />
      </div>
      <div className="flex flex-col gap-4">
        <Panel title={told.yourReview}>
          <div className="flex flex-col gap-4">
            <Stars rating={draft.rating} onRate={(rating) => change({ ...draft, rating })} />
            <TextArea
              label={told.better}
              hint={told.betterHint}
              maxLength={1000}
              value={draft.better}
              onChange={(event) => change({ ...draft, better: event.target.value })}
            />
            <TextField
              label={told.example}
              hint={told.exampleHint}
              maxLength={300}
              value={draft.exampleText}
              onChange={(event) => change({ ...draft, exampleText: event.target.value })}
            />
            <IntentField
              label={told.intent}
              value={draft.exampleIntent}
              empty="—"
              onChange={(exampleIntent) => change({ ...draft, exampleIntent })}
            />
            <TextField
              label={told.tags}
              hint={told.tagsHint}
              value={draft.tags}
              onChange={(event) => change({ ...draft, tags: event.target.value })}
            />
            <div className="flex flex-wrap gap-2">
              <Button look="main" busy={keep.isPending} onClick={() => save(true, onDone)}>
                {told.finish}
              </Button>
              <Button disabled={keep.isPending} onClick={() => save(false)}>
                {review.status === "done" ? told.reopen : told.save}
              </Button>
            </div>
          </div>
        </Panel>
        <MakeTest callId={call.id} />
      </div>
    </div>
  );
}

function Stars({ rating, onRate }: { rating: number | null; onRate: (rating: number | null) => void }) {
  const told = useWords(words);
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-ink-2">{told.stars}</legend>
      <div className="flex items-center gap-0.5">
        {STARS.map((stars) => (
          <label key={stars} className="cursor-pointer rounded-md p-1 focus-within:outline-2 focus-within:outline-accent hover:bg-sunken">
            <input
              type="radio"
              name="rating"
              className="sr-only"
              checked={rating === stars}
              onChange={() => onRate(stars)}
            />
            <Star
              aria-hidden
              className={rating !== null && stars <= rating ? "size-6 fill-warn text-warn" : "size-6 text-line-strong"}
            />
            <span className="sr-only">{told.star(stars)}</span>
          </label>
        ))}
        <span className="ml-2 text-sm text-ink-3">{rating === null ? told.unrated : `${rating}/5`}</span>
      </div>
    </fieldset>
  );
}

function Slots({
  slots,
  draft,
  onDraft,
}: {
  slots: Record<string, unknown>;
  draft: Draft;
  onDraft: (next: Draft) => void;
}) {
  const told = useWords(words);
  const { language } = useLanguage();
  const slotName = useSlotName();
  const known = Object.entries(slots).filter(([, value]) => value !== null && value !== undefined);
  if (known.length === 0) return null;
  return (
    <Panel title={told.slots}>
      <p className="mb-3 text-sm text-ink-2">{told.slotsLead}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        {known.map(([slot, value]) => (
          <TextField
            key={slot}
            label={slotName(slot)}
            placeholder={spelt(value, language)}
            value={draft.slots[slot] ?? ""}
            onChange={(event) => onDraft({ ...draft, slots: { ...draft.slots, [slot]: event.target.value } })}
          />
        ))}
      </div>
    </Panel>
  );
}

function MakeTest({ callId }: { callId: string }) {
  const told = useWords(words);
  const make = $api.useMutation("post", "/api/calls/{call_id}/script");
  return (
    <Button
      icon={<FlaskConical className="size-4" aria-hidden />}
      busy={make.isPending}
      onClick={() =>
        make.mutate(
          { params: { path: { call_id: callId } }, body: {} },
          { onSuccess: (script) => say(told.testMade(script.name)) },
        )
      }
    >
      {told.makeTest}
    </Button>
  );
}
