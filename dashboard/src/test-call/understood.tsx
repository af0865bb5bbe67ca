// What the caller's last words were taken for, in quiet type.
import { Chip } from "@/kit/chip";
import { spelt } from "@/kit/slot-list";
import { useLanguage, useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { TestCallState } from "./call";
import { words } from "./words";

export function Understood({ of, took }: { of: NonNullable<TestCallState["understanding"]>; took: number | null }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const answer = of.answer ?? null;
  const alarm = told.alarms[of.alarm];
  const said = [
    ...of.intents.map((intent) => nameOf("requests", intent)),
    ...Object.entries(of.slots).map(([name, value]) => `${nameOf("slots", name)}: ${spelt(value, language)}`),
    ...(answer === null ? [] : [told.answer(told.answers[answer] ?? answer)]),
  ];
  return (
    <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-xs text-ink-3">
      <span className="font-medium">{told.understood}</span>
      {alarm !== undefined && <Chip tone={of.alarm === "check" ? "warn" : "danger"}>{alarm}</Chip>}
      <span className="min-w-0 break-words">
        {said.length > 0 ? said.join(" · ") : alarm === undefined ? told.understoodNothing : null}
      </span>
      {took !== null && <span className="numbers ml-auto">{told.took(took.toFixed(0))}</span>}
    </div>
  );
}
