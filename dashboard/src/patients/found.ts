// Finding a patient by what somebody types: a name, a telephone, a date of birth. The words go in the
// body of a request, never in an address.
import { useEffect, useState } from "react";
import { $api, type Schemas } from "@/api/client";

export type Patient = Schemas["PatientOut"];

const WAIT_MS = 200;
/** The records are found by the first three letters of a surname; some have two. */
const FEWEST = 2;

function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WAIT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Whether every word that was typed begins a part of the name; digits are judged by the server. */
function fits(typed: string, patient: Patient): boolean {
  if (/\d/.test(typed)) return true;
  const parts = plain(`${patient.first_name} ${patient.last_name} ${patient.preferred_name ?? ""}`).split(/[\s-]+/);
  return plain(typed)
    .split(/[\s,]+/)
    .filter(Boolean)
    .every((word) => parts.some((part) => part.startsWith(word)));
}

/** Patients whom a typed text means; `asked` is whether it is long enough to mean anybody. */
export function useFound(typed: string) {
  const settled = useSettled(typed.trim());
  const asked = settled.length >= FEWEST;
  const answer = $api.useQuery(
    "post",
    "/api/patients/search",
    { params: { query: { limit: 50 } }, body: { q: settled } },
    { enabled: asked, placeholderData: (before) => before },
  );
  return { ...answer, asked, found: asked ? (answer.data?.items ?? []).filter((one) => fits(settled, one)) : [] };
}

export function nameOf(patient: { first_name: string; last_name: string }): string {
  return `${patient.first_name} ${patient.last_name}`;
}

/** Whole years between a day of birth and a day, both YYYY-MM-DD. */
export function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** A telephone as it is written: +15125550142 is (512) 555-0142. */
export function written(number: string): string {
  const us = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return us === null ? number : `(${us[1]}) ${us[2]}-${us[3]}`;
}
