// A new campaign: why, whom, how many at once; and beside it, all the while, who would be called.
import { useState } from "react";
import { api, refresh } from "@/api/client";
import { Check, Select, TextField } from "@/kit/field";
import { type Field, FormDialog } from "@/kit/form-dialog";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { type Campaign, PATH } from "./data";
import { PreviewPane, usePreview } from "./preview";
import { PURPOSES, type Purpose, type Selection, USUAL } from "./selection";
import { Whom } from "./whom";
import { words } from "./words";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const WORKDAYS: readonly string[] = DAYS.slice(0, 5);
const MOST_LINES = 10;

/** Without what is left as it usually is where nothing is said. */
function lean(selection: Selection): Selection {
  const { service, services, anyway, ...rest } = selection;
  return {
    ...rest,
    ...(service ? { service } : {}),
    ...(services !== undefined && services.length > 0 ? { services } : {}),
    ...(anyway === true ? { anyway } : {}),
  };
}

export function NewCampaign({
  purpose: first,
  batch: given,
  onClose,
  onMade,
}: {
  purpose: Purpose;
  batch: string | null;
  onClose: () => void;
  onMade: (campaign: Campaign) => void;
}) {
  const told = useWords(words);
  const [purpose, setPurpose] = useState<Purpose>(first);
  const [selection, setSelection] = useState<Selection>(USUAL[first]);
  const [batch, setBatch] = useState<string | null>(given);
  const [narrow, setNarrow] = useState(false);
  const [days, setDays] = useState<readonly string[]>(WORKDAYS);
  const chosen = purpose === "lead" ? batch : null;
  const asked = usePreview(purpose, lean(selection), chosen);
  const save = async (field: Field) => {
    const { data } = await api.POST("/api/campaigns", {
      body: {
        name: field("name"),
        purpose,
        selection: { ...lean(selection) },
        lines: Number(field("lines")),
        ...(chosen === null ? {} : { batch_id: chosen }),
        ...(narrow ? { hours: { from: field("from"), to: field("to"), days: DAYS.filter((day) => days.includes(day)) } } : {}),
      },
    });
    if (data === undefined) return;
    refresh(PATH);
    say(told.saved);
    onMade(data);
  };
  return (
    <FormDialog
      shape="wide"
      title={told.newTitle}
      lead={told.newLead}
      save={told.save}
      onSave={save}
      onClose={onClose}
      className="grid grid-cols-[1fr_20rem] items-start gap-6 pb-3 max-md:grid-cols-1"
    >
      <div className="flex min-w-0 flex-col gap-4">
        <TextField label={told.name} name="name" hint={told.nameHint} required maxLength={60} autoComplete="off" autoFocus />
        <Select
          label={told.purpose}
          hint={told.purposeLeads[purpose]}
          value={purpose}
          onChange={(event) => {
            const next = event.target.value as Purpose;
            setPurpose(next);
            setSelection(USUAL[next]);
          }}
        >
          {PURPOSES.map((each) => (
            <option key={each} value={each}>
              {told.purposes[each]}
            </option>
          ))}
        </Select>
        <Whom purpose={purpose} selection={selection} onChange={setSelection} batch={batch} onBatch={setBatch} />
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-2 text-sm font-medium text-ink-2">{told.how}</legend>
          <TextField
            label={told.lines}
            name="lines"
            type="number"
            inputMode="numeric"
            min={1}
            max={MOST_LINES}
            defaultValue={2}
            required
            hint={told.linesHint}
            className="w-24!"
          />
          <Check label={told.ownHours} hint={told.ownHoursHint} checked={narrow} onChange={(event) => setNarrow(event.target.checked)} />
          {narrow && (
            <>
              <div className="grid max-w-64 grid-cols-2 gap-3">
                <TextField label={told.from} name="from" type="time" defaultValue="10:00" required />
                <TextField label={told.until} name="to" type="time" defaultValue="18:00" required />
              </div>
              <div role="group" aria-label={told.weekdays} className="flex flex-wrap gap-3">
                {DAYS.map((day) => (
                  <Check
                    key={day}
                    label={told.weekday[day]}
                    checked={days.includes(day)}
                    onChange={(event) => setDays(event.target.checked ? [...days, day] : days.filter((one) => one !== day))}
                  />
                ))}
              </div>
            </>
          )}
        </fieldset>
      </div>
      <PreviewPane asked={asked} waitsForBatch={purpose === "lead" && batch === null} />
    </FormDialog>
  );
}
