// How a campaign stands, in a word.
import { Chip, type Tone } from "@/kit/chip";
import { useWords } from "@/words/language";
import { words } from "./words";

const TONES: Record<string, Tone> = { running: "accent", paused: "warn", done: "ok" };

export function CampaignStatus({ status }: { status: string }) {
  const told = useWords(words);
  return <Chip tone={TONES[status] ?? "plain"}>{told.statuses[status] ?? status}</Chip>;
}
