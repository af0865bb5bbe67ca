// What staff set while the clinic works: each by itself, with how it comes, and the way back to that.
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { $api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Select, TextArea, TextField } from "@/kit/field";
import { Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./clinic-words";

type Name = keyof typeof words.en.set;
type Given = FormData;

interface Kind {
  name: Name;
  /** How it comes. */
  usual: unknown;
  field: (value: unknown, told: Told) => ReactNode;
  read: (given: Given) => unknown;
}

type Told = ReturnType<typeof useWords<(typeof words)["en"]>> & { doctors: readonly { id: string; name: string }[] };

function number(name: Name, usual: number, least: number, most: number): Kind {
  return {
    name,
    usual,
    field: (value, told) => (
      <TextField unseen label={told.set[name][0]} name="value" type="number" min={least} max={most} required defaultValue={String(value)} className="max-w-32" />
    ),
    read: (given) => Number(given.get("value")),
  };
}

function yesOrNo(name: Name, usual: boolean): Kind {
  return {
    name,
    usual,
    field: (value, told) => (
      <Select unseen label={told.set[name][0]} name="value" defaultValue={value === true ? "yes" : "no"} className="max-w-32">
        <option value="yes">{told.yes}</option>
        <option value="no">{told.no}</option>
      </Select>
    ),
    read: (given) => given.get("value") === "yes",
  };
}

function listed(text: FormDataEntryValue | null): string[] {
  return String(text ?? "")
    .split(/[\n,;]+/)
    .map((each) => each.replace(/[\s()-]/g, ""))
    .filter(Boolean);
}

const as = (value: unknown) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});

const PURPOSES = ["reminder", "confirmation", "follow_up", "recall"] as const;
const WAYS = ["text", "call", "preferred", "off"] as const;

const GROUPS: Record<keyof typeof words.en.groups, readonly Kind[]> = {
  calls: [
    number("ring_seconds", 22, 5, 60),
    yesOrNo("phone_by_turns", false),
    {
      name: "blocked_numbers",
      usual: [],
      field: (value, told) => (
        <TextArea unseen label={told.set.blocked_numbers[0]} name="value" rows={3} defaultValue={(value as string[]).join("\n")} className="numbers" />
      ),
      read: (given) => listed(given.get("value")),
    },
    number("first_calls_reviewed", 100, 0, 1000),
  ],
  messages: [
    yesOrNo("reminders", true),
    {
      name: "outreach",
      usual: { reminder: "text" },
      field: (value, told) => (
        <div className="grid gap-3 sm:grid-cols-2">
          {PURPOSES.map((purpose) => (
            <Select key={purpose} label={told.purposes[purpose]} name={purpose} defaultValue={String(as(value)[purpose] ?? "off")}>
              {(purpose === "reminder" ? WAYS : WAYS.slice(1)).map((way) => (
                <option key={way} value={way}>
                  {told.ways[way]}
                </option>
              ))}
            </Select>
          ))}
        </div>
      ),
      read: (given) => Object.fromEntries(PURPOSES.map((purpose) => [purpose, given.get(purpose)])),
    },
    number("outreach_lines", 2, 0, 20),
    yesOrNo("text_conversations", true),
    {
      name: "calling_window",
      usual: { from: "08:00", to: "21:00" },
      field: (value, told) => (
        <div className="flex gap-3">
          <TextField label={told.from} name="from" type="time" required defaultValue={String(as(value)["from"])} />
          <TextField label={told.to} name="to" type="time" required defaultValue={String(as(value)["to"])} />
        </div>
      ),
      read: (given) => ({ from: given.get("from"), to: given.get("to") }),
    },
    {
      name: "outbound_frequency",
      usual: { day: 1, week: 3 },
      field: (value, told) => (
        <div className="flex gap-3">
          <TextField label={told.perDay} name="day" type="number" min={0} max={1} required defaultValue={String(as(value)["day"] ?? 1)} className="max-w-24" />
          <TextField label={told.perWeek} name="week" type="number" min={0} max={3} required defaultValue={String(as(value)["week"] ?? 3)} className="max-w-24" />
        </div>
      ),
      read: (given) => ({ day: Number(given.get("day")), week: Number(given.get("week")) }),
    },
    {
      name: "campaign_id",
      usual: "",
      field: (value, told) => <TextField unseen label={told.set.campaign_id[0]} name="value" required maxLength={60} defaultValue={String(value)} />,
      read: (given) => String(given.get("value")).trim(),
    },
  ],
  waitlist: [number("waitlist_minutes", 20, 1, 1440), number("waitlist_at_once", 1, 1, 20)],
  notices: [
    {
      name: "staff_notices",
      usual: { email: "urgent" },
      field: (value, told) => (
        <div className="flex flex-col gap-3">
          <Select unseen label={told.set.staff_notices[0]} name="email" defaultValue={String(as(value)["email"] ?? "urgent")}>
            {(["all", "urgent", "none"] as const).map((each) => (
              <option key={each} value={each}>
                {told.mails[each]}
              </option>
            ))}
          </Select>
          <TextArea
            label={told.texted}
            hint={told.texted2}
            name="sms"
            rows={2}
            className="numbers"
            defaultValue={((as(as(value)["sms"])["staff"] as string[] | undefined) ?? []).join("\n")}
          />
        </div>
      ),
      read: (given) => {
        const numbers = listed(given.get("sms"));
        return { email: given.get("email"), ...(numbers.length > 0 && { sms: { staff: numbers } }) };
      },
    },
    {
      name: "doctor_deputy",
      usual: "",
      field: (value, told) => (
        <Select unseen label={told.set.doctor_deputy[0]} name="value" defaultValue={String(value)}>
          <option value="">{told.anyDoctor}</option>
          {told.doctors.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Select>
      ),
      read: (given) => given.get("value"),
    },
  ],
};

export function ClinicSettings() {
  const told = useWords(words);
  const { data: kept } = $api.useQuery("get", "/api/settings");
  const { data: colleagues = [] } = $api.useQuery("get", "/api/colleagues", {}, { staleTime: 300_000 });
  const doctors = colleagues.filter((each) => each.role === "doctor");
  if (kept === undefined) return null;
  const all: Told = { ...told, doctors };
  return (
    <Panel title={told.settings} flush>
      {Object.entries(GROUPS).map(([group, kinds]) => (
        <section key={group} aria-labelledby={`group-${group}`} className="border-b border-line px-4 py-4 last:border-0">
          <h3 id={`group-${group}`} className="mb-1 text-sm font-medium text-ink-3">
            {told.groups[group as keyof typeof told.groups]}
          </h3>
          {kinds.map((kind) => {
            const found = kept.find((each) => each.name === kind.name);
            return <One key={`${kind.name} ${found?.updated_at ?? ""}`} kind={kind} kept={found} told={all} />;
          })}
        </section>
      ))}
    </Panel>
  );
}

function One({ kind, kept, told }: { kind: Kind; kept: { value: unknown } | undefined; told: Told }) {
  const id = useId();
  const [isTouched, setTouched] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const put = $api.useMutation("put", "/api/settings/{name}", { onError: (error: unknown) => setProblem(sentence(error)) });
  const drop = $api.useMutation("delete", "/api/settings/{name}");
  const params = { path: { name: kind.name } };
  const [label, hint] = told.set[kind.name];
  const done = () => {
    setTouched(false);
    setProblem(null);
    refresh("/api/settings");
    say(told.saved);
  };
  const back = () => drop.mutate({ params }, { onSuccess: done });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value = kind.read(new FormData(event.currentTarget));
    if (value === "") {
      if (kept === undefined) setTouched(false);
      else back();
      return;
    }
    put.mutate({ params, body: { value } }, { onSuccess: done });
  };
  return (
    <form
      aria-labelledby={id}
      onSubmit={save}
      onChange={() => setTouched(true)}
      className="grid gap-x-6 gap-y-2 py-3 md:grid-cols-[minmax(0,1fr)_18rem_auto]"
    >
      <div className="min-w-0">
        <p id={id} className="font-medium">
          {label}
        </p>
        <p className="max-w-prose text-sm text-ink-3">{hint}</p>
        {problem !== null && (
          <p role="alert" className="text-sm text-danger-text">
            {problem}
          </p>
        )}
      </div>
      <div>{kind.field(kept?.value ?? kind.usual, told)}</div>
      <div className="flex items-start gap-2 md:w-44 md:justify-end">
        {isTouched ? (
          <Button type="submit" look="main" busy={put.isPending || drop.isPending}>
            {told.save}
          </Button>
        ) : kept === undefined ? (
          <span className="py-2 text-xs text-ink-3">{told.asItComes}</span>
        ) : (
          <Button size="small" look="quiet" className="h-auto! py-1 whitespace-normal!" busy={drop.isPending} onClick={back}>
            {told.back}
          </Button>
        )}
      </div>
    </form>
  );
}
