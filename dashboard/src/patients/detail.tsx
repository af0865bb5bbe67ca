// A patient in whole: who it is, what to mind, what comes next, how to reach them, what there was.
import { CalendarPlus, Pencil, PhoneCall } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { $api, refreshSoon, type Schemas } from "@/api/client";
import { useLive } from "@/api/live";
import { Booking } from "@/calendar/booking";
import { dayOf, useWalls } from "@/calendar/clock";
import { StatusChip } from "@/calendar/status-chip";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { useKeys } from "@/kit/keys";
import { Facts, Panel } from "@/kit/panel";
import { Answer, Bar } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { type Account, AccountPanel, type Care, Chips } from "./about";
import { ageOn, nameOf } from "./found";
import { EditForm } from "./form";
import { Duplicates } from "./merging";
import { Reach } from "./reach";
import { History } from "./history";
import { words } from "./words";

type PatientFile = Schemas["PatientFile"];

interface Visit {
  id: string;
  start: string;
  service: string;
  provider: string;
  status: string;
}

/** What of a patient's context is shown; who may see less is sent less. */
interface Context {
  upcomingAppointments?: Visit[];
  lastAppointments?: Visit[];
  lastVisit?: string | null;
  visitCount?: number;
  missedAppointments?: number;
  cancellationRate?: number | null;
  averageReschedulesPerAppointment?: number | null;
}

const OFTEN = 0.5;

export function PatientDetail({ id }: { id: string }) {
  const asked = $api.useQuery("get", "/api/patients/{patient_id}", { params: { path: { patient_id: id } } });
  return (
    <Answer
      of={asked}
      skeleton={
        <div className="flex flex-col gap-5 p-6" role="status">
          <div className="flex items-center gap-4">
            <Bar className="size-12 rounded-full!" />
            <Bar className="h-6 w-48" />
          </div>
          <Bar className="h-9 w-72" />
          <div className="grid gap-4 lg:grid-cols-2">
            <Bar className="h-40 w-full" />
            <Bar className="h-40 w-full" />
          </div>
        </div>
      }
    >
      {(patient) => <Whole patient={patient} />}
    </Answer>
  );
}

function Whole({ patient }: { patient: PatientFile }) {
  const told = useWords(words);
  const walls = useWalls();
  const times = useTimes();
  const [over, setOver] = useState<"book" | "edit" | null>(null);
  const known = $api.useQuery("get", "/api/patients/{patient_id}/context", {
    params: { path: { patient_id: patient.id } },
  }).data as Context | undefined;
  useLive((event) => {
    if (event.kind.startsWith("appointment.")) refreshSoon("/api/patients/{patient_id}/context");
  });
  const care = patient.care as Care;
  const account = patient.account as Account;
  const name = nameOf(patient);
  const today = times.localDay(Date.now());
  const born = patient.date_of_birth;
  const phone = patient.phones[0];
  const book = () => setOver("book");
  useKeys([{ keys: "b", says: told.book, does: book }]);
  const about = [
    born === null ? null : told.age(ageOn(born, today)),
    born === null ? null : told.born(walls.date(born)),
    patient.preferred_name ? told.prefers(patient.preferred_name) : null,
    patient.language ? (told.languages[patient.language.slice(0, 2)] ?? patient.language) : null,
  ].filter(Boolean);
  const care_ = [
    [told.medications, care.medications],
    [told.conditions, care.conditions],
    [told.treatments, care.ongoing_treatments],
  ] as const;
  const cared = care_.filter(([, list]) => (list?.length ?? 0) > 0);

  return (
    <article aria-label={name} className="flex flex-col gap-5 p-4 md:p-6">
      <header className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start gap-4">
          <Avatar name={name} size="large" />
          <div className="min-w-0 flex-1">
            <h2 className="text-2xl font-semibold tracking-tight">{name}</h2>
            <p className="text-ink-2">{about.join(" · ")}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {phone !== undefined && (
              <a
                href={`tel:${phone.number}`}
                className="inline-flex h-9 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 whitespace-nowrap hover:bg-sunken max-md:h-10"
              >
                <PhoneCall className="size-4" aria-hidden />
                {told.callBack(patient.preferred_name ?? patient.first_name)}
              </a>
            )}
            <Button icon={<Pencil className="size-4" aria-hidden />} onClick={() => setOver("edit")}>
              {told.edit}
            </Button>
            <Button look="main" icon={<CalendarPlus className="size-4" aria-hidden />} onClick={book}>
              {told.book}
            </Button>
          </div>
        </div>
        <Chips patient={patient} care={care} account={account} />
      </header>
      <Duplicates patient={patient} />
      <div className="grid items-start gap-4 xl:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Visits title={told.next} none={told.nextNone} visits={known?.upcomingAppointments} />
          <Visits title={told.past} none={told.pastNone} visits={known?.lastAppointments}>
            <Reliable of={known} />
          </Visits>
          {care.notes && (
            <Panel title={told.notes}>
              <p className="whitespace-pre-line">{care.notes}</p>
            </Panel>
          )}
          {cared.length > 0 && (
            <Panel title={told.care}>
              <Facts of={cared.map(([label, list]) => [label, (list ?? []).join(", ")] as const)} />
            </Panel>
          )}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Reach patient={patient} />
          <AccountPanel account={account} />
          <Family id={patient.id} />
        </div>
      </div>
      <History id={patient.id} />
      <Booking
        open={over === "book"}
        onClose={() => setOver(null)}
        prefill={{ patientId: patient.id, patientName: name, phone: phone?.number ?? null }}
      />
      {over === "edit" && <EditForm patient={patient} onClose={() => setOver(null)} />}
    </article>
  );
}

function Visits({
  title,
  none,
  visits,
  children,
}: {
  title: string;
  none: string;
  visits: Visit[] | undefined;
  children?: ReactNode;
}) {
  const walls = useWalls();
  return (
    <Panel title={title} flush>
      {children}
      {visits === undefined ? (
        <div className="flex flex-col gap-3 p-4">
          <Bar className="w-56" />
          <Bar className="w-44" />
        </div>
      ) : visits.length === 0 ? (
        <p className="px-4 py-3 text-ink-3">{none}</p>
      ) : (
        <ul className="divide-y divide-line">
          {visits.map((each) => (
            <li key={each.id}>
              <Link
                to={`/calendar?day=${dayOf(each.start)}&appointment=${each.id}`}
                className="flex items-center gap-3 px-4 py-2 hover:bg-sunken"
              >
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{`${walls.day(each.start)}, ${walls.clock(each.start)}`}</span>
                  <span className="block truncate text-sm text-ink-2">
                    {[each.service, each.provider].filter(Boolean).join(" · ")}
                  </span>
                </span>
                <StatusChip status={each.status} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** How somebody keeps their appointments, in words. */
function Reliable({ of }: { of: Context | undefined }) {
  const told = useWords(words);
  const walls = useWalls();
  if (of?.visitCount === undefined || of.missedAppointments === undefined) return null;
  const due = of.visitCount + of.missedAppointments;
  const inTen = Math.round((of.cancellationRate ?? 0) * 10);
  const says = [
    due === 0 ? (of.lastVisit ? null : told.neverCame) : of.missedAppointments === 0 ? told.allCame(due) : told.missed(of.missedAppointments, due),
    of.lastVisit ? told.lastVisit(walls.shortDay(of.lastVisit)) : null,
    inTen > 0 ? told.callsOff(inTen) : null,
    (of.averageReschedulesPerAppointment ?? 0) >= OFTEN ? told.movesOften : null,
  ].filter(Boolean);
  return <p className="border-b border-line bg-ground px-4 py-2 text-sm text-ink-2">{says.join(" ")}</p>;
}

function Family({ id }: { id: string }) {
  const told = useWords(words);
  const name = useNames();
  const { data = [] } = $api.useQuery("get", "/api/patients/{patient_id}/family", {
    params: { path: { patient_id: id } },
  });
  if (data.length === 0) return null;
  return (
    <Panel title={told.family} flush>
      <ul className="divide-y divide-line">
        {data.map((each) => (
          <li key={each.patient.id}>
            <Link to={`/patients/${each.patient.id}`} className="flex items-center gap-3 px-4 py-2 hover:bg-sunken">
              <Avatar name={nameOf(each.patient)} size="small" />
              <span className="min-w-0 flex-1 truncate">{nameOf(each.patient)}</span>
              <span className="text-sm text-ink-3">
                {each.because.map((one) => told.familyBecause[one] ?? name("tasks", one)).join(", ")}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
