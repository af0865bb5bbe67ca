// When the clinic is open, day by day: the telephone says it and books within it.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/kit/button";
import { BOX } from "@/kit/field";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { words } from "./words";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** A Monday; only its weekday matters. */
const MONDAY = Date.UTC(2024, 0, 1, 12);
const USUAL = "09:00-17:00";

function useDayName(): (day: string) => string {
  const { locale } = useTimes();
  return (day) =>
    new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }).format(MONDAY + DAYS.indexOf(day) * 86_400_000);
}

function Stretch({
  value,
  name,
  fixed,
  onChange,
}: {
  value: string;
  name: string;
  fixed: boolean;
  onChange: (next: string) => void;
}) {
  const told = useWords(words);
  const [from = "", to = ""] = value.split("-");
  return (
    <span className="flex items-center gap-1.5">
      <input
        type="time"
        aria-label={told.opens(name)}
        value={from}
        disabled={fixed}
        onChange={(event) => event.target.value !== "" && onChange(`${event.target.value}-${to}`)}
        className={`${BOX} numbers h-8 w-auto! max-md:h-11`}
      />
      <span aria-hidden className="text-ink-3">
        –
      </span>
      <input
        type="time"
        aria-label={told.closes(name)}
        value={to}
        disabled={fixed}
        onChange={(event) => event.target.value !== "" && onChange(`${from}-${event.target.value}`)}
        className={`${BOX} numbers h-8 w-auto! max-md:h-11`}
      />
    </span>
  );
}

export function Hours({
  days,
  lunch,
  fixed,
  onChange,
}: {
  days: readonly { day: string; stretches: string[] }[];
  lunch: string | null;
  fixed: boolean;
  onChange: (key: string, texts: string[]) => void;
}) {
  const told = useWords(words);
  const dayName = useDayName();
  const [open, setOpen] = useState(() => new Map(days.map((one) => [one.day, one.stretches])));
  const [pause, setPause] = useState(lunch);
  const set = (day: string, stretches: string[]) => {
    setOpen(new Map(open).set(day, stretches));
    onChange(`hours.${day}`, stretches);
  };
  const setLunch = (next: string | null) => {
    setPause(next);
    onChange("lunch", next === null ? [] : [next]);
  };
  return (
    <div className="flex flex-col">
      {DAYS.map((day) => {
        const stretches = open.get(day) ?? [];
        const name = dayName(day);
        return (
          <fieldset key={day} className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line py-2.5">
            <legend className="sr-only">{name}</legend>
            <label className="flex h-8 w-32 items-center gap-2 capitalize max-md:h-11">
              <input
                type="checkbox"
                className="size-4 accent-accent"
                checked={stretches.length > 0}
                disabled={fixed}
                onChange={(event) => set(day, event.target.checked ? [USUAL] : [])}
              />
              {name}
            </label>
            <div className="flex flex-col gap-1.5">
              {stretches.length === 0 && <span className="flex h-8 items-center text-ink-3">{told.closed}</span>}
              {stretches.map((one, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- stretches are told by their place
                <span key={at} className="flex items-center gap-1">
                  <Stretch
                    value={one}
                    name={name}
                    fixed={fixed}
                    onChange={(next) => set(day, stretches.map((each, place) => (place === at ? next : each)))}
                  />
                  {stretches.length > 1 && !fixed && (
                    <IconButton size="small" label={told.removeStretch} onClick={() => set(day, stretches.filter((_, place) => place !== at))}>
                      <X className="size-4" />
                    </IconButton>
                  )}
                  {at === stretches.length - 1 && stretches.length < 3 && !fixed && (
                    <IconButton size="small" label={told.addStretch(name)} onClick={() => set(day, [...stretches, "18:00-20:00"])}>
                      <Plus className="size-4" />
                    </IconButton>
                  )}
                </span>
              ))}
            </div>
          </fieldset>
        );
      })}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-3">
        <span className="w-32">{told.lunch}</span>
        {pause === null ? (
          <Button size="small" disabled={fixed} onClick={() => setLunch("12:00-13:00")}>
            {told.addLunch}
          </Button>
        ) : (
          <span className="flex items-center gap-1">
            <Stretch value={pause} name={told.lunch} fixed={fixed} onChange={setLunch} />
            {!fixed && (
              <IconButton size="small" label={told.removeLunch} onClick={() => setLunch(null)}>
                <X className="size-4" />
              </IconButton>
            )}
          </span>
        )}
      </div>
    </div>
  );
}
