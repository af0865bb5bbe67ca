// Why a text did not arrive, as a sentence: the server's code, or the carrier's.
import { useWords } from "@/words/language";
import { words } from "./words";

/** What the carrier's codes mean for whoever reads them at the desk. */
const CARRIERS: Record<string, string> = {
  "21610": "opted_out",
  "30003": "unreachable",
  "30004": "opted_out",
  "30005": "unknown_number",
  "30006": "landline",
  "30007": "filtered",
  "30034": "no_campaign",
};

/** The sentence for a code; none where the text went its way. */
export function useReason(): (code: string | null) => string | null {
  const told = useWords(words);
  return (code) => (code === null || code === "" ? null : (told.reasons[CARRIERS[code] ?? code] ?? told.carrier(code)));
}
