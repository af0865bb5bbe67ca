// Writing down somebody new, and correcting what is known of somebody.
import { type FormEvent, useState } from "react";
import { api, refresh, type Schemas } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, Select, TextArea, TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { nameOf } from "./found";
import { words } from "./words";

type PatientFile = Schemas["PatientFile"];
type Change = Schemas["PatientChange"];

const LANGUAGES = ["", "en", "es"];
const STATUSES = ["active", "inactive", "deceased", "dismissed"] as const;
const FORM = "patient";

function text(given: FormData, name: string): string {
  return String(given.get(name) ?? "").trim();
}

function lines(given: FormData, name: string): string[] {
  return text(given, name)
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean);
}

function useSending(send: (given: FormData) => Promise<void>) {
  const told = useWords(words);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (text(given, "first") === "" || text(given, "last") === "") {
      setProblem(told.needName);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      await send(given);
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return { busy, problem, submit };
}

function Actions({ busy, onClose }: { busy: boolean; onClose: () => void }) {
  const told = useWords(words);
  return (
    <>
      <Button onClick={onClose}>{told.close}</Button>
      <Button look="main" type="submit" form={FORM} busy={busy}>
        {told.save}
      </Button>
    </>
  );
}

function Told({ problem }: { problem: string | null }) {
  if (problem === null) return null;
  return (
    <p role="alert" className="col-span-full rounded-md bg-danger-tint px-3 py-2 text-danger-text">
      {problem}
    </p>
  );
}

function LanguageField({ known }: { known: string | null }) {
  const told = useWords(words);
  const alike = LANGUAGES.findIndex((each) => each !== "" && known?.startsWith(each));
  const all = known === null ? LANGUAGES : alike === -1 ? [...LANGUAGES, known] : LANGUAGES.with(alike, known);
  return (
    <Select label={told.language} name="language" defaultValue={known ?? ""}>
      {all.map((each) => (
        <option key={each} value={each}>
          {told.languages[each.slice(0, 2)] ?? each}
        </option>
      ))}
    </Select>
  );
}

const GRID = "grid grid-cols-2 gap-3 pb-2 max-sm:grid-cols-1";

export function NewPatientForm({ onClose, onEntered }: { onClose: () => void; onEntered: (id: string) => void }) {
  const told = useWords(words);
  const { busy, problem, submit } = useSending(async (given) => {
    const phone = text(given, "phone");
    const born = text(given, "born");
    const email = text(given, "email");
    const language = text(given, "language");
    const guardian = text(given, "guardian");
    const { data } = await api.POST("/api/patients", {
      body: {
        name: { first: text(given, "first"), last: text(given, "last") },
        ...(born === "" ? {} : { date_of_birth: born }),
        ...(email === "" ? {} : { email }),
        ...(language === "" ? {} : { language }),
        ...(guardian === "" ? {} : { guardian: { name: guardian } }),
        phones: phone === "" ? [] : [{ kind: "mobile", number: phone }],
      },
    });
    if (data === undefined) return;
    refresh("/api/patients");
    say(told.entered(nameOf(data)));
    onEntered(data.id);
  });
  return (
    <Dialog open onClose={onClose} title={told.enter} actions={<Actions busy={busy} onClose={onClose} />}>
      <form id={FORM} noValidate onSubmit={(event) => void submit(event)} className={GRID}>
        <TextField label={told.first} name="first" autoFocus autoComplete="off" />
        <TextField label={told.last} name="last" autoComplete="off" />
        <TextField label={told.bornField} name="born" type="date" />
        <TextField label={told.phone} name="phone" type="tel" hint={told.phoneHint} autoComplete="off" />
        <TextField label={told.email} name="email" type="email" autoComplete="off" />
        <LanguageField known={null} />
        <div className="col-span-full">
          <TextField label={told.guardianName} name="guardian" autoComplete="off" />
        </div>
        <Told problem={problem} />
      </form>
    </Dialog>
  );
}

export function EditForm({ patient, onClose }: { patient: PatientFile; onClose: () => void }) {
  const told = useWords(words);
  const care = patient.care as { allergies?: string[]; notes?: string };
  const account = patient.account as { insurance?: { carrier?: string; member_id?: string } };
  const { busy, problem, submit } = useSending(async (given) => {
    const changes: Change = {};
    const first = text(given, "first");
    const last = text(given, "last");
    if (first !== patient.first_name || last !== patient.last_name) changes.name = { first, last };
    const plain = [
      ["preferred_name", "preferred", patient.preferred_name],
      ["date_of_birth", "born", patient.date_of_birth],
      ["email", "email", patient.email],
      ["address", "address", patient.address],
      ["language", "language", patient.language],
    ] as const;
    for (const [field, name, known] of plain) {
      const next = text(given, name) || null;
      if (next !== known) changes[field] = next;
    }
    const status = text(given, "status") as (typeof STATUSES)[number];
    if (status !== patient.status) changes.status = status;
    for (const name of ["do_not_book", "do_not_contact"] as const) {
      if ((given.get(name) !== null) !== patient[name]) changes[name] = given.get(name) !== null;
    }
    const allergies = lines(given, "allergies");
    const notes = text(given, "notes");
    const news: NonNullable<Change["care"]> = {};
    if (allergies.join("\n") !== (care.allergies ?? []).join("\n")) {
      news.allergies = [...new Set([...(care.allergies ?? []), ...allergies])];
    }
    if (notes !== (care.notes ?? "")) news.notes = notes;
    if (Object.keys(news).length > 0) changes.care = news;
    const carrier = text(given, "carrier");
    const member = text(given, "member");
    if (carrier !== (account.insurance?.carrier ?? "") || member !== (account.insurance?.member_id ?? "")) {
      if (carrier !== "") {
        changes.account = { insurance: { ...account.insurance, carrier, ...(member === "" ? {} : { member_id: member }) } };
      }
    }
    const guardian = text(given, "guardian");
    const phone = text(given, "guardian_phone");
    const relationship = text(given, "relationship");
    const known = patient.guardian ?? {};
    if (
      guardian !== "" &&
      (guardian !== (known["name"] ?? "") || phone !== (known["phone"] ?? "") || relationship !== (known["relationship"] ?? ""))
    ) {
      changes.guardian = {
        name: guardian,
        ...(phone === "" ? {} : { phone }),
        ...(relationship === "" ? {} : { relationship }),
      };
    }
    if (Object.keys(changes).length > 0) {
      await api.PATCH("/api/patients/{patient_id}", { params: { path: { patient_id: patient.id } }, body: changes });
      refresh("/api/patients");
      say(told.saved);
    }
    onClose();
  });
  const guardian = (patient.guardian ?? {}) as { name?: string; phone?: string; relationship?: string };
  return (
    <Dialog
      open
      shape="sheet"
      onClose={onClose}
      title={told.editTitle(nameOf(patient))}
      actions={<Actions busy={busy} onClose={onClose} />}
    >
      <form id={FORM} noValidate onSubmit={(event) => void submit(event)} className={GRID}>
        <TextField label={told.first} name="first" defaultValue={patient.first_name} />
        <TextField label={told.last} name="last" defaultValue={patient.last_name} />
        <TextField label={told.preferred} name="preferred" defaultValue={patient.preferred_name ?? ""} />
        <TextField label={told.bornField} name="born" type="date" defaultValue={patient.date_of_birth ?? ""} />
        <TextField label={told.email} name="email" type="email" defaultValue={patient.email ?? ""} />
        <LanguageField known={patient.language} />
        <div className="col-span-full">
          <TextArea label={told.address} name="address" rows={2} defaultValue={patient.address ?? ""} />
        </div>
        <TextField label={told.carrier} name="carrier" defaultValue={account.insurance?.carrier ?? ""} />
        <TextField label={told.memberId} name="member" defaultValue={account.insurance?.member_id ?? ""} />
        <div className="col-span-full">
          <TextArea
            label={told.allergiesField}
            hint={told.allergiesHint}
            name="allergies"
            rows={2}
            defaultValue={(care.allergies ?? []).join("\n")}
          />
        </div>
        <div className="col-span-full">
          <TextArea label={told.notesField} name="notes" rows={3} defaultValue={care.notes ?? ""} />
        </div>
        <TextField label={told.guardianName} name="guardian" defaultValue={guardian.name ?? ""} />
        <TextField label={told.guardianPhone} name="guardian_phone" type="tel" defaultValue={guardian.phone ?? ""} />
        <TextField label={told.relationship} name="relationship" defaultValue={guardian.relationship ?? ""} />
        <Select label={told.statusField} name="status" defaultValue={patient.status}>
          {STATUSES.map((each) => (
            <option key={each} value={each}>
              {told.status[each]}
            </option>
          ))}
        </Select>
        <Check label={told.doNotBook} name="do_not_book" defaultChecked={patient.do_not_book} />
        <Check label={told.doNotContact} name="do_not_contact" defaultChecked={patient.do_not_contact} />
        <Told problem={problem} />
      </form>
    </Dialog>
  );
}
