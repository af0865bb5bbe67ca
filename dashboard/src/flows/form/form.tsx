// The common edits without YAML: hours, what is said, what is asked. It writes into the same text.
import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { Select } from "@/kit/field";
import { SearchField } from "@/kit/field";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Form as FormOf, server } from "../data";
import type { Manuscript } from "../manuscript";
import { words } from "./words";
import { useFormChanges } from "./changes";
import { Hours } from "./hours";
import { Wordings } from "./wordings";

type Part = "said" | "asked" | "hours";

/** `open`: the prompt or slot that is shown first, as its key. */
export function Form({ manuscript, onText }: { manuscript: Manuscript; onText: () => void }) {
  const told = useWords(words);
  const [form, setForm] = useState<FormOf | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  const { change, problem } = useFormChanges(manuscript);
  useEffect(() => {
    let gone = false;
    const load = async () => {
      await manuscript.save();
      const found = await server.form(manuscript.flow);
      if (!gone) setForm(found);
    };
    setError(null);
    load().catch((fault: unknown) => !gone && setError(fault));
    return () => {
      gone = true;
    };
  }, [manuscript, turn]);
  if (error !== null) {
    return (
      <div>
        <Failure error={error} again={() => setTurn(turn + 1)} />
        <p className="text-center">
          <button type="button" className="text-accent-text underline" onClick={onText}>
            {told.toText}
          </button>
        </p>
      </div>
    );
  }
  if (form === null) {
    return <div className="p-4"><Skeleton rows={8} each={() => <Bar className="my-3 h-6 w-full" />} /></div>;
  }
  return <Loaded form={form} fixed={manuscript.fixed} change={change} problem={problem} />;
}

function Loaded({
  form,
  fixed,
  change,
  problem,
}: {
  form: FormOf;
  fixed: boolean;
  change: ReturnType<typeof useFormChanges>["change"];
  problem: string | null;
}) {
  const told = useWords(words);
  const nameOf = useNames();
  const [part, setPart] = useState<Part>("said");
  const [language, setLanguage] = useState(form.languages[0] ?? "en");
  const [wanted, setWanted] = useState("");
  const matches = (...texts: string[]) => texts.join(" ").toLowerCase().includes(wanted.trim().toLowerCase());
  const prompts = form.prompts.filter((one) => one.language === language && matches(one.label, one.about, ...one.texts));
  const questions = form.questions.filter(
    (one) => one.language === language && matches(one.label, nameOf("slots", one.slot), ...one.ask, ...one.again),
  );
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex flex-col gap-2 border-b border-line p-3">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Filters
            label={told.formParts}
            chosen={part}
            onChoose={setPart}
            choices={[
              { name: "said", label: told.said },
              { name: "asked", label: told.asked },
              { name: "hours", label: told.hours },
            ]}
          />
          {form.languages.length > 1 && part !== "hours" && (
            <Select label={told.language} unseen value={language} className="h-8! w-auto!" onChange={(event) => setLanguage(event.target.value)}>
              {form.languages.map((one) => (
                <option key={one} value={one}>
                  {(told.languages as Record<string, string>)[one] ?? one}
                </option>
              ))}
            </Select>
          )}
        </div>
        {part !== "hours" && <SearchField label={told.searchTexts} value={wanted} onChange={(event) => setWanted(event.target.value)} />}
        {problem !== null && <p role="alert" className="text-sm text-danger-text">{problem}</p>}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-6">
        {part === "hours" && (
          <Hours days={form.hours} lunch={form.lunch} fixed={fixed} onChange={(key, texts) => change({ key, texts })} />
        )}
        {part === "said" &&
          prompts.map((one) => (
            <Row key={`${one.key} ${language}`} label={plain(one.label)} first={one.texts[0] ?? ""} about={one.about} note={one.inherited ? told.inherited : null}>
              <Wordings
                label={told.wordings}
                texts={one.texts}
                fixed={fixed}
                onChange={(texts) => change({ key: one.key, language, texts })}
              />
            </Row>
          ))}
        {part === "asked" &&
          questions.map((one) => (
            <Row key={`${one.slot} ${language}`} label={nameOf("slots", one.slot)} first={one.ask[0] ?? ""} about="" note={null}>
              <Wordings label={told.ask} texts={one.ask} fixed={fixed} onChange={(texts) => change({ key: `slots.${one.slot}.ask`, language, texts })} />
              <Wordings
                label={told.again}
                hint={told.againHint}
                texts={one.again}
                fixed={fixed}
                onChange={(texts) => change({ key: `slots.${one.slot}.again`, language, texts })}
              />
            </Row>
          ))}
        {((part === "said" && prompts.length === 0) || (part === "asked" && questions.length === 0)) && (
          <Empty title={told.nothingFound}>{told.nothingFoundLead}</Empty>
        )}
      </div>
    </div>
  );
}

function plain(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}

function Row({
  label,
  first,
  about,
  note,
  children,
}: {
  label: string;
  first: string;
  about: string;
  note: string | null;
  children: React.ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <section className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-2 rounded-md py-2.5 text-left hover:bg-sunken"
      >
        <ChevronRight aria-hidden className={`mt-0.5 size-4 shrink-0 text-ink-3 transition-transform duration-100 ${open ? "rotate-90" : ""}`} />
        <span className="min-w-0 flex-1">
          <span className="block font-medium">
            {label}
            {note !== null && <span className="ml-2 text-xs font-normal text-ink-3">{note}</span>}
          </span>
          <span className={open ? "block text-sm text-ink-3" : "block truncate text-ink-2"}>{open ? about : first}</span>
        </span>
      </button>
      {open && <div className="flex flex-col gap-4 pt-1 pb-4 pl-6">{children}</div>}
    </section>
  );
}
