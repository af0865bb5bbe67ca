// Records that may be of one person: a person compares them and decides. What will happen is said first.
import { ArrowLeftRight, Users } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Facts } from "@/kit/panel";
import { Bar } from "@/kit/states";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { nameOf, written } from "./found";
import { words } from "./words";

type PatientFile = Schemas["PatientFile"];

export function Duplicates({ patient }: { patient: PatientFile }) {
  const told = useWords(words);
  const [other, setOther] = useState<string | null>(null);
  const [passed, setPassed] = useState<readonly string[]>([]);
  const { data = [] } = $api.useQuery("get", "/api/patients/{patient_id}/duplicates", {
    params: { path: { patient_id: patient.id } },
  });
  const left = data.filter((each) => !passed.includes(each.patient.id));
  if (left.length === 0) return null;
  return (
    <section aria-label={told.mergeTitle} className="rounded-xl border border-line bg-info-tint px-4 py-3 text-info-text">
      <p className="flex items-center gap-2 font-medium">
        <Users className="size-4" aria-hidden />
        {told.twice(left.length)}
      </p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {left.map((each) => (
          <li key={each.patient.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0">
              {nameOf(each.patient)}
              <span className="numbers"> · {[each.patient.date_of_birth, ...each.because.map((one) => told.because[one] ?? one)].filter(Boolean).join(" · ")}</span>
            </span>
            <Button size="small" onClick={() => setOther(each.patient.id)}>
              {told.look}
            </Button>
          </li>
        ))}
      </ul>
      {other !== null && (
        <Merging
          one={patient}
          otherId={other}
          onClose={() => setOther(null)}
          onTwo={() => {
            setPassed([...passed, other]);
            setOther(null);
          }}
        />
      )}
    </section>
  );
}

function Merging({
  one,
  otherId,
  onClose,
  onTwo,
}: {
  one: PatientFile;
  otherId: string;
  onClose: () => void;
  onTwo: () => void;
}) {
  const told = useWords(words);
  const navigate = useNavigate();
  const [swapped, setSwapped] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { data: other, error } = $api.useQuery("get", "/api/patients/{patient_id}", {
    params: { path: { patient_id: otherId } },
  });
  const [stays, goes] = swapped && other !== undefined ? [other, one] : [one, other];
  const merge = async () => {
    if (goes === undefined) return;
    setBusy(true);
    setProblem(null);
    try {
      await api.POST("/api/patients/{patient_id}/merge", {
        params: { path: { patient_id: stays.id } },
        body: { other_id: goes.id },
      });
      refresh("/api/patients", "/api/appointments", "/api/tasks", "/api/calls");
      say(told.merged);
      onClose();
      if (stays.id !== one.id) void navigate(`/patients/${stays.id}`);
    } catch (failed) {
      setProblem(sentence(failed));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      shape="wide"
      onClose={onClose}
      title={told.mergeTitle}
      lead={told.mergeLead}
      actions={
        <>
          <Button onClick={onTwo}>{told.dismiss}</Button>
          <Button look="danger" busy={busy} disabled={goes === undefined} onClick={() => void merge()}>
            {told.merge}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Record title={told.stays} patient={stays} />
        {goes !== undefined ? (
          <Record title={told.goes} patient={goes} faint />
        ) : (
          <div className="rounded-lg border border-line p-3">{error === null ? <Bar className="w-40" /> : sentence(error)}</div>
        )}
      </div>
      <Button
        size="small"
        look="quiet"
        className="mt-2"
        icon={<ArrowLeftRight className="size-4" aria-hidden />}
        onClick={() => setSwapped(!swapped)}
      >
        {told.swap}
      </Button>
      <ul className="mt-3 list-disc pb-2 pl-5 text-ink-2">
        {Object.values(told.mergeWhat).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {problem !== null && (
        <p role="alert" className="mb-2 rounded-md bg-danger-tint px-3 py-2 text-danger-text">
          {problem}
        </p>
      )}
    </Dialog>
  );
}

function Record({ title, patient, faint = false }: { title: string; patient: PatientFile; faint?: boolean }) {
  const told = useWords(words);
  const care = patient.care as { allergies?: string[] };
  return (
    <section className={`rounded-lg border p-3 ${faint ? "border-dashed border-line-strong" : "border-accent"}`}>
      <p className="text-xs font-medium text-ink-3">{title}</p>
      <h3 className="mb-2 text-lg font-semibold">{nameOf(patient)}</h3>
      <Facts
        of={[
          [told.bornField, patient.date_of_birth ?? told.unknown],
          [told.phone, patient.phones.map((each) => written(each.number)).join(", ") || told.unknown],
          [told.email, patient.email ?? told.unknown],
          [told.address, patient.address ?? told.unknown],
          [told.allergies, (care.allergies ?? []).join(", ") || told.unknown],
        ]}
      />
    </section>
  );
}
