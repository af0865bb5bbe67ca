// What to mind of a patient: allergies first, then what is owed, insured, and how they stand.
import { AlertTriangle } from "lucide-react";
import type { Schemas } from "@/api/client";
import { useWalls } from "@/calendar/clock";
import { Chip } from "@/kit/chip";
import { Facts, Panel } from "@/kit/panel";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { words } from "./words";

type PatientFile = Schemas["PatientFile"];

export interface Care {
  allergies?: string[];
  medications?: string[];
  conditions?: string[];
  ongoing_treatments?: string[];
  notes?: string;
}

export interface Account {
  balance?: number;
  last_payment_date?: string;
  insurance?: { carrier?: string; member_id?: string; status?: string; copay?: number };
}

function useDollars(): (amount: number) => string {
  const { locale } = useTimes();
  return (amount) =>
    new Intl.NumberFormat(locale, { style: "currency", currency: "USD", minimumFractionDigits: Number.isInteger(amount) ? 0 : 2 }).format(
      amount,
    );
}

export function Chips({ patient, care, account }: { patient: PatientFile; care: Care; account: Account }) {
  const told = useWords(words);
  const dollars = useDollars();
  const allergies = care.allergies ?? [];
  const warn = <AlertTriangle className="size-3" aria-hidden />;
  return (
    <ul className="flex flex-wrap gap-1.5">
      {allergies.map((each) => (
        <li key={each}>
          <Chip tone="warn" icon={warn}>
            {told.allergy(each)}
          </Chip>
        </li>
      ))}
      {allergies.length === 0 && (
        <li>
          <Chip>{told.noAllergies}</Chip>
        </li>
      )}
      {(account.balance ?? 0) > 0 && (
        <li>
          <Chip tone="info">{told.owes(dollars(account.balance ?? 0))}</Chip>
        </li>
      )}
      {account.insurance?.carrier && (
        <li>
          <Chip>{[account.insurance.carrier, told.insured[account.insurance.status ?? ""] ?? account.insurance.status].filter(Boolean).join(" · ")}</Chip>
        </li>
      )}
      {patient.status !== "active" && (
        <li>
          <Chip tone="info">{told.status[patient.status] ?? patient.status}</Chip>
        </li>
      )}
      {patient.do_not_book && (
        <li>
          <Chip tone="info">{told.doNotBook}</Chip>
        </li>
      )}
      {patient.do_not_contact && (
        <li>
          <Chip tone="info">{told.doNotContact}</Chip>
        </li>
      )}
      {patient.lacks_guardian && (
        <li>
          <Chip tone="info">{told.lacksGuardian}</Chip>
        </li>
      )}
    </ul>
  );
}

export function AccountPanel({ account }: { account: Account }) {
  const told = useWords(words);
  const walls = useWalls();
  const dollars = useDollars();
  const { insurance } = account;
  const facts = [
    ...(account.balance === undefined ? [] : [[told.balance, dollars(account.balance)] as const]),
    ...(account.last_payment_date ? [[told.lastPayment, walls.day(account.last_payment_date)] as const] : []),
    ...(insurance?.carrier ? [[told.insurance, insurance.carrier] as const] : []),
    ...(insurance?.member_id ? [[told.memberId, insurance.member_id] as const] : []),
    ...(insurance?.copay === undefined ? [] : [[told.copay, dollars(insurance.copay)] as const]),
  ];
  if (facts.length === 0) return null;
  return (
    <Panel title={told.account}>
      <Facts of={facts} />
    </Panel>
  );
}
