// Whom a campaign concerns, as a sentence with gaps: each purpose asks only what matters to it.
import { type ReactNode, useId } from "react";
import { useServices } from "@/calendar/resources";
import { Check, Select, BOX } from "@/kit/field";
import { useBatches } from "@/leads/data";
import { useWords } from "@/words/language";
import { type Purpose, type Selection } from "./selection";
import { words } from "./words";

interface Given {
  purpose: Purpose;
  selection: Selection;
  onChange: (selection: Selection) => void;
  batch: string | null;
  onBatch: (batch: string | null) => void;
}

export function Whom(given: Given) {
  const told = useWords(words);
  const { purpose, selection, onChange } = given;
  const set = (more: Selection) => onChange({ ...selection, ...more });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-medium text-ink-2">{told.whom}</legend>
      {purpose === "recall" && <Recall {...given} set={set} />}
      {(purpose === "confirmation" || purpose === "reminder") && (
        <Gap before={told.daysBefore} after={told.daysAfter} label={told.days} value={selection.days} low={1} high={30} onChange={(days) => set({ days })} />
      )}
      {purpose === "confirmation" && (
        <Gap before={told.costBefore} after={told.costAfter} label={told.cost} value={selection.cost} low={0} high={1_000_000} onChange={(cost) => set({ cost })} />
      )}
      {purpose === "follow_up" && <Treatments selection={selection} set={set} />}
      {purpose === "lead" && <Batches batch={given.batch} onBatch={given.onBatch} />}
      {purpose !== "lead" && (
        <Check label={told.anyway} checked={selection.anyway === true} onChange={(event) => set({ anyway: event.target.checked })} />
      )}
      <Gap before={told.most} after="" label={told.most} hint={told.mostHint} value={selection.most} low={1} high={100_000} may onChange={(most) => {
        const { most: _, ...rest } = selection;
        onChange(most === undefined ? rest : { ...rest, most });
      }} />
    </fieldset>
  );
}

/** A number in the middle of a sentence. */
function Gap({
  before,
  after,
  label,
  hint,
  value,
  low,
  high,
  may = false,
  onChange,
}: {
  before: ReactNode;
  after: ReactNode;
  label: string;
  hint?: string;
  value: number | undefined;
  low: number;
  high: number;
  /** Whether it may be left empty. */
  may?: boolean;
  onChange: (value: number | undefined) => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-2">
        <label htmlFor={id}>
          {before}
          <span className="sr-only"> {label === before ? "" : label}</span>
        </label>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={low}
          max={high}
          required={!may}
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" && may ? undefined : Number(event.target.value))}
          className={`${BOX} numbers h-8 w-24! max-md:h-10`}
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        />
        <span>{after}</span>
      </div>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-xs text-ink-3">
          {hint}
        </p>
      )}
    </div>
  );
}

function Recall({ selection, set }: Given & { set: (more: Selection) => void }) {
  const told = useWords(words);
  const services = useServices();
  return (
    <>
      <Gap before={told.monthsBefore} after={told.monthsAfter} label={told.months} value={selection.months} low={1} high={120} onChange={(months) => set({ months: months ?? 0 })} />
      <Select label={told.service} value={selection.service ?? ""} onChange={(event) => set({ service: event.target.value })}>
        <option value="">{told.anyService}</option>
        {services.map((each) => (
          <option key={each.name}>{each.name}</option>
        ))}
      </Select>
    </>
  );
}

function Treatments({ selection, set }: { selection: Selection; set: (more: Selection) => void }) {
  const told = useWords(words);
  const services = useServices();
  const chosen = selection.services ?? [];
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="text-sm font-medium text-ink-2">{told.services}</legend>
      <p className="text-xs text-ink-3">{told.servicesHint}</p>
      <div className="grid max-h-40 grid-cols-2 gap-1.5 overflow-y-auto">
        {services.map((each) => (
          <Check
            key={each.name}
            label={each.name}
            checked={chosen.includes(each.name)}
            onChange={(event) =>
              set({ services: event.target.checked ? [...chosen, each.name] : chosen.filter((one) => one !== each.name) })
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Batches({ batch, onBatch }: { batch: string | null; onBatch: (batch: string | null) => void }) {
  const told = useWords(words);
  const { items, isPending } = useBatches();
  if (!isPending && items.length === 0) return <p className="text-ink-2">{told.noBatches}</p>;
  return (
    <Select label={told.batch} value={batch ?? ""} required onChange={(event) => onBatch(event.target.value === "" ? null : event.target.value)}>
      <option value="">{told.batchNone}</option>
      {items.map((each) => (
        <option key={each.id} value={each.id}>
          {told.batchOf(each.source, each.progress.with_consent)}
        </option>
      ))}
    </Select>
  );
}
