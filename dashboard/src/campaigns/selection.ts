// What a campaign looks for, by its purpose, and how that is said in words.
import { useNumbers } from "@/insights/numbers";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { words } from "./words";

export const PURPOSES = ["recall", "confirmation", "follow_up", "reminder", "lead"] as const;
export type Purpose = (typeof PURPOSES)[number];

export interface Selection {
  months?: number;
  service?: string;
  services?: string[];
  cost?: number;
  days?: number;
  anyway?: boolean;
  most?: number;
}

/** What each purpose asks, with what it begins with. */
export const USUAL: Record<Purpose, Selection> = {
  recall: { months: 6 },
  confirmation: { days: 7, cost: 1000 },
  follow_up: {},
  reminder: { days: 1 },
  lead: {},
};

/** Whether the server reads it: every number is one, and within its bounds. */
export function isWhole(selection: Selection): boolean {
  const fits = (value: number | undefined, low: number, high: number) =>
    value === undefined || (Number.isInteger(value) && value >= low && value <= high);
  return (
    fits(selection.months, 1, 120) && fits(selection.days, 1, 30) && fits(selection.cost, 0, 1_000_000) && fits(selection.most, 1, 100_000)
  );
}

/** The selection of a campaign, as a sentence would say it. */
export function useWhom(): (purpose: string, selection: Record<string, unknown>) => string {
  const told = useWords(words);
  const { count } = useNumbers();
  const { locale } = useTimes();
  return (purpose, given) => {
    const usual = USUAL[purpose as Purpose] ?? {};
    const { months, service, services, cost, days, anyway, most } = { ...usual, ...given } as Selection;
    const dollars = (value: number) =>
      new Intl.NumberFormat(locale, { style: "currency", currency: "USD", maximumFractionDigits: 0 }).format(value);
    return [
      purpose === "lead" ? told.whomBatch : null,
      months === undefined ? null : told.whomMonths(months),
      service ? told.whomService(service) : null,
      days === undefined ? null : told.whomDays(days),
      cost === undefined ? null : told.whomCost(dollars(cost)),
      purpose !== "follow_up" ? null : services !== undefined && services.length > 0 ? told.whomServices(services.join(", ")) : told.whomTreated,
      anyway === true ? told.whomAnyway : null,
      most === undefined ? null : told.whomMost(count(most)),
    ]
      .filter(Boolean)
      .join(", ");
  };
}
