// What somebody told a person at the clinic about being reached: a no to everything, or a yes to one thing.
import { useId, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { Select, TextArea, TextField } from "@/kit/field";
import { type Field, FormDialog } from "@/kit/form-dialog";
import { Filters } from "@/kit/tabs";
import { say } from "@/kit/toast";
import { words as outreach } from "@/outreach/words";
import { type Chosen, PatientPicker } from "@/patients/picker";
import { useWords } from "@/words/language";
import { words } from "./words";

type Told = Schemas["ToldIn"];

/** Kinds of which a yes is needed, or can be given. */
const PURPOSES = ["reminder", "recall", "follow_up", "waitlist", "lead", "marketing"] as const;
const CHANNELS = ["all", "call", "sms", "email"] as const;
const MEANS = ["spoken", "written", "form"] as const;

/** Whom it is about, where that is known. */
export type About = { patient_id: string; name: string } | { number: string };

export function Record({ about, onClose }: { about?: About; onClose: () => void }) {
  const told = useWords(words);
  const names = useWords(outreach);
  const [kind, setKind] = useState<"patient" | "number">("patient");
  const [who, setWho] = useState<Chosen | null>(null);
  const [answer, setAnswer] = useState<"no" | "yes">("no");
  const [tried, setTried] = useState(false);
  const id = useId();
  const isYes = answer === "yes";
  const save = async (field: Field) => {
    setTried(true);
    const whom = about ?? (kind === "number" ? { number: field("number") } : { patient_id: who?.id ?? "", name: "" });
    if (("number" in whom ? whom.number : whom.patient_id) === "") return;
    const { data } = await api.POST("/api/consents", {
      body: {
        ...("number" in whom ? { number: whom.number } : { patient_id: whom.patient_id }),
        granted: isYes,
        channel: isYes ? (field("channel") as NonNullable<Told["channel"]>) : "all",
        purpose: isYes ? field("purpose") : "all",
        means: field("means") as Told["means"],
        ...(field("words") === "" ? {} : { words: field("words") }),
      },
    });
    refresh("/api/consents", "/api/patients", "/api/messages");
    say(!isYes ? told.keptStop : data?.stopped === true ? told.keptButStopped : told.keptYes);
    onClose();
  };
  return (
    <FormDialog title={told.recordTitle} lead={told.recordLead} save={told.save} onSave={save} onClose={onClose}>
      {about === undefined ? (
        <div className="flex flex-col gap-2">
          <Filters
            label={told.who}
            chosen={kind}
            onChoose={setKind}
            choices={[
              { name: "patient", label: told.patient },
              { name: "number", label: told.number },
            ]}
          />
          {kind === "patient" ? (
            <PatientPicker chosen={who} onChoose={setWho} problem={tried && (who?.id ?? null) === null ? told.needWho : undefined} />
          ) : (
            <TextField label={told.numberOf} name="number" type="tel" required autoFocus />
          )}
        </div>
      ) : (
        "name" in about && <p className="font-medium">{about.name}</p>
      )}
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-sm font-medium text-ink-2">{told.answer}</legend>
        {(["no", "yes"] as const).map((each) => (
          <div key={each} className="relative flex items-start gap-2.5 rounded-lg border border-line p-3 has-checked:border-accent has-checked:bg-accent-tint">
            <input
              id={`${id}-${each}`}
              type="radio"
              name="answer"
              checked={answer === each}
              onChange={() => setAnswer(each)}
              aria-describedby={`${id}-${each}-lead`}
              className="relative z-10 mt-0.5 size-4 accent-accent"
            />
            <div>
              <label htmlFor={`${id}-${each}`} className="block font-medium after:absolute after:inset-0 after:cursor-pointer">
                {each === "no" ? told.stop : told.agree}
              </label>
              <p id={`${id}-${each}-lead`} className="text-sm text-ink-2">
                {each === "no" ? told.stopLead : told.agreeLead}
              </p>
            </div>
          </div>
        ))}
      </fieldset>
      {isYes && (
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Select label={told.purpose} name="purpose" defaultValue="recall">
            {PURPOSES.map((each) => (
              <option key={each} value={each}>
                {names.purposes[each]}
              </option>
            ))}
          </Select>
          <Select label={told.channel} name="channel" defaultValue="all">
            {CHANNELS.map((each) => (
              <option key={each} value={each}>
                {names.means[each]}
              </option>
            ))}
          </Select>
        </div>
      )}
      <Select label={told.means} name="means" defaultValue="spoken">
        {MEANS.map((each) => (
          <option key={each} value={each}>
            {told.meansOf[each]}
          </option>
        ))}
      </Select>
      <TextArea label={told.words} name="words" rows={2} maxLength={500} />
    </FormDialog>
  );
}
