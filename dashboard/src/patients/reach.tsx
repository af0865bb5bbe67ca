// How to reach a patient, and what they agreed to.
import { Mail, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { useSaid } from "@/consents/said";
import { Record } from "@/consents/record";
import { Button, IconButton } from "@/kit/button";
import { Select, TextField } from "@/kit/field";
import { Facts, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { complain, say } from "@/kit/toast";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { nameOf, written } from "./found";
import { words } from "./words";

type PatientFile = Schemas["PatientFile"];
type Kind = Schemas["PhoneIn"]["kind"];

export function Reach({ patient }: { patient: PatientFile }) {
  const told = useWords(words);
  const [adding, setAdding] = useState(false);
  const wishes = patient.preferences as { channel?: string; doctor?: string; time?: string };
  const guardian = (patient.guardian ?? {}) as { name?: string; relationship?: string; phone?: string };
  const path = { patient_id: patient.id };

  const remove = async (phone: Schemas["PhoneOut"]) => {
    try {
      await api.DELETE("/api/patients/{patient_id}/phones/{phone_id}", {
        params: { path: { ...path, phone_id: phone.id } },
      });
      say(told.phoneRemoved(written(phone.number)), () => {
        api
          .POST("/api/patients/{patient_id}/phones", {
            params: { path },
            body: { kind: phone.kind as Kind, number: phone.number },
          })
          .then(
            () => refresh("/api/patients"),
            (error: unknown) => complain(sentence(error)),
          );
      });
    } catch (error) {
      complain(sentence(error));
    }
    refresh("/api/patients");
  };

  return (
    <Panel
      title={told.reach}
      actions={
        <IconButton size="small" label={told.addPhone} onClick={() => setAdding(true)}>
          <Plus className="size-4" />
        </IconButton>
      }
    >
      <ul className="mb-3 flex flex-col gap-1">
        {patient.phones.map((phone) => (
          <li key={phone.id} className="flex items-center gap-2">
            <a href={`tel:${phone.number}`} className="numbers font-medium underline-offset-2 hover:underline">
              {written(phone.number)}
            </a>
            <span className="flex-1 text-sm text-ink-3">{told.kinds[phone.kind] ?? phone.kind}</span>
            <IconButton size="small" label={told.removePhone(written(phone.number))} onClick={() => void remove(phone)}>
              <Trash2 className="size-4" />
            </IconButton>
          </li>
        ))}
        {patient.email !== null && (
          <li className="flex min-w-0 items-center gap-2">
            <Mail className="size-4 shrink-0 text-ink-3" aria-hidden />
            <a href={`mailto:${patient.email}`} className="truncate underline-offset-2 hover:underline">
              {patient.email}
            </a>
          </li>
        )}
      </ul>
      {adding && <AddPhone id={patient.id} onClose={() => setAdding(false)} />}
      <Facts
        of={[
          ...(patient.address ? [[told.address, <span key="address" className="whitespace-pre-line">{patient.address}</span>] as const] : []),
          ...(wishes.channel ? [[told.channel, told.channels[wishes.channel] ?? wishes.channel] as const] : []),
          ...(wishes.doctor ? [[told.preferredDoctor, wishes.doctor] as const] : []),
          ...(wishes.time ? [[told.preferredTime, wishes.time] as const] : []),
          ...(guardian.name
            ? [
                [
                  told.guardian,
                  [guardian.name, guardian.relationship, guardian.phone ? written(guardian.phone) : null].filter(Boolean).join(", "),
                ] as const,
              ]
            : []),
          [told.consent, <Consents key="consents" id={patient.id} name={nameOf(patient)} />],
        ]}
      />
    </Panel>
  );
}

function AddPhone({ id, onClose }: { id: string; onClose: () => void }) {
  const told = useWords(words);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(undefined);
    try {
      const { data } = await api.POST("/api/patients/{patient_id}/phones", {
        params: { path: { patient_id: id } },
        body: { kind: String(given.get("kind")) as Kind, number: String(given.get("number")).trim() },
      });
      if (data !== undefined) say(told.phoneAdded(written(data.number)));
      refresh("/api/patients");
      onClose();
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => void add(event)}
      className="mb-3 grid grid-cols-[1fr_auto] items-start gap-2 rounded-lg border border-line p-3"
    >
      <TextField label={told.number} name="number" type="tel" hint={told.phoneHint} problem={problem} autoFocus required />
      <Select label={told.kind} name="kind" defaultValue="mobile">
        {["mobile", "home", "work"].map((each) => (
          <option key={each} value={each}>
            {told.kinds[each]}
          </option>
        ))}
      </Select>
      <div className="col-span-full flex justify-end gap-2">
        <Button size="small" onClick={onClose}>
          {told.close}
        </Button>
        <Button size="small" look="main" type="submit" busy={busy}>
          {told.add}
        </Button>
      </div>
    </form>
  );
}

function Consents({ id, name }: { id: string; name: string }) {
  const told = useWords(words);
  const times = useTimes();
  const said = useSaid();
  const [telling, setTelling] = useState(false);
  const { data } = $api.useQuery("get", "/api/patients/{patient_id}/consents", {
    params: { path: { patient_id: id } },
  });
  if (data === undefined) return null;
  return (
    <>
      {data.stopped && <p className="mb-1 font-medium text-warn-text">{told.stopped}</p>}
      {data.items.length === 0 && <span className="text-ink-2">{told.consentNone}</span>}
      <ul>
        {data.items.map((one) => {
          const { what, how } = said(one);
          return (
            <li key={`${one.channel} ${one.purpose}`}>
              {what}
              <span className="text-ink-3">{` · ${how}, ${times.day(one.at)}`}</span>
            </li>
          );
        })}
      </ul>
      <Button size="small" className="mt-2" onClick={() => setTelling(true)}>
        {told.consentRecord}
      </Button>
      {telling && <Record about={{ patient_id: id, name }} onClose={() => setTelling(false)} />}
    </>
  );
}
