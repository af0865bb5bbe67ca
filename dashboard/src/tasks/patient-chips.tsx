// What one should know of a patient before one calls: quiet chips, yellow for allergies alone.
import { CalendarClock, TriangleAlert, UserPlus, Wallet } from "lucide-react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { Chip } from "@/kit/chip";
import { spelt } from "@/kit/slot-list";
import { Bar } from "@/kit/states";
import { useLanguage, useWords } from "@/words/language";
import { words } from "./words";

interface Known {
  allergies: string[];
  medications: string[];
  medicalConditions: string[];
  upcomingAppointments: { start?: string; service?: string }[];
  lastVisit: string | null;
  balance: number | null;
  missedAppointments: number;
}

/** What is known of a patient; the fields that one's role may not see are empty. */
export function useKnown(patientId: string | null) {
  const asked = $api.useQuery(
    "get",
    "/api/patients/{patient_id}/context",
    { params: { path: { patient_id: patientId ?? "" } } },
    { enabled: patientId !== null, staleTime: 60_000 },
  );
  const given = (asked.data ?? {}) as Partial<Known>;
  const known: Known = {
    allergies: given.allergies ?? [],
    medications: given.medications ?? [],
    medicalConditions: given.medicalConditions ?? [],
    upcomingAppointments: given.upcomingAppointments ?? [],
    lastVisit: given.lastVisit ?? null,
    balance: given.balance ?? null,
    missedAppointments: given.missedAppointments ?? 0,
  };
  return { ...asked, known };
}

export function PatientChips({ patientId, linked = true }: { patientId: string | null; linked?: boolean }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const { data, known } = useKnown(patientId);
  if (patientId === null) {
    return (
      <div>
        <Chip icon={<UserPlus aria-hidden className="size-3" />}>{told.firstTime}</Chip>
      </div>
    );
  }
  if (data === undefined) return <Bar className="h-5 w-56" />;
  const next = known.upcomingAppointments[0];
  const sum = new Intl.NumberFormat(language === "es" ? "es-US" : "en-US", { style: "currency", currency: "USD", maximumFractionDigits: 0 });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {known.allergies.length > 0 && (
        <Chip tone="warn" icon={<TriangleAlert aria-hidden className="size-3" />} className="h-auto! min-h-5 whitespace-normal!">
          {told.allergies(known.allergies.join(", "))}
        </Chip>
      )}
      {next?.start !== undefined && (
        <Chip icon={<CalendarClock aria-hidden className="size-3" />}>
          {told.nextVisit([spelt(next.start, language), next.service].filter(Boolean).join(" · "))}
        </Chip>
      )}
      {next === undefined && known.lastVisit !== null && <Chip>{told.lastVisit(spelt(known.lastVisit, language))}</Chip>}
      {known.balance !== null && known.balance > 0 && (
        <Chip icon={<Wallet aria-hidden className="size-3" />}>{told.owes(sum.format(known.balance))}</Chip>
      )}
      {known.missedAppointments > 0 && <Chip>{told.missed(known.missedAppointments)}</Chip>}
      {linked && (
        <Link to={`/patients/${patientId}`} className="text-sm text-accent-text underline-offset-2 hover:underline">
          {told.openRecord}
        </Link>
      )}
    </div>
  );
}
