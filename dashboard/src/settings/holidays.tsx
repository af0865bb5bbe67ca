// Days on which the clinic is closed, or open for a part only: those of its file, and those entered here.
import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { $api, refresh } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { TextField } from "@/kit/field";
import { Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./clinic-words";

export function Holidays({ ofFile }: { ofFile: readonly string[] }) {
  const told = useWords(words).holidays;
  const { locale } = useTimes();
  const { data: entered = [] } = $api.useQuery("get", "/api/holidays");
  const [problem, setProblem] = useState<string | null>(null);
  const add = $api.useMutation("post", "/api/holidays", { onError: (error: unknown) => setProblem(sentence(error)) });
  const remove = $api.useMutation("delete", "/api/holidays/{holiday_id}");
  const dayName = (day: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(
      Date.parse(day),
    );
  const changed = (says: string) => {
    refresh("/api/holidays", "/api/hours", "/api/openings");
    say(says);
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const stretch = String(given.get("stretch")).trim();
    setProblem(null);
    add.mutate(
      { body: { day: String(given.get("day")), name: String(given.get("name")).trim() || null, hours: stretch === "" ? [] : [stretch] } },
      {
        onSuccess: () => {
          form.reset();
          changed(told.added);
        },
      },
    );
  };
  return (
    <Panel title={told.title}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-2">{told.lead}</p>
        {entered.length === 0 ? (
          <p className="text-sm text-ink-3">{told.none}</p>
        ) : (
          <ul className="flex flex-col">
            {entered.map((each) => (
              <li key={each.id} className="flex items-center gap-3 border-b border-line py-1 last:border-0">
                <span className="numbers w-36">{dayName(each.day)}</span>
                <span className="min-w-0 flex-1">
                  {each.name}
                  {each.hours.length > 0 && <span className="text-ink-3"> {`${told.open} ${each.hours.join(", ")}`}</span>}
                </span>
                <IconButton
                  size="small"
                  label={told.remove(dayName(each.day))}
                  onClick={() =>
                    remove.mutate({ params: { path: { holiday_id: each.id } } }, { onSuccess: () => changed(told.removed) })
                  }
                >
                  <X className="size-4" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        {ofFile.length > 0 && (
          <details>
            <summary className="cursor-pointer text-sm text-ink-2">
              {told.file} ({ofFile.length})
            </summary>
            <p className="numbers mt-1 text-sm text-ink-3">{ofFile.map(dayName).join(" · ")}</p>
          </details>
        )}
        <form onSubmit={save} className="grid items-end gap-3 sm:grid-cols-2">
          <TextField label={told.day} name="day" type="date" required />
          <TextField label={told.name} name="name" maxLength={60} />
          <TextField
            label={told.stretch}
            name="stretch"
            pattern="([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d"
            placeholder="08:00-12:00"
            problem={problem ?? undefined}
          />
          <Button type="submit" busy={add.isPending}>
            {told.add}
          </Button>
        </form>
      </div>
    </Panel>
  );
}
