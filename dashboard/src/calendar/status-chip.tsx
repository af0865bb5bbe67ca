// How an appointment stands, as a word.
import { Chip, type Tone } from "@/kit/chip";
import { useNames } from "@/words/names";

const TONES: Record<string, Tone> = {
  pending: "warn",
  confirmed: "accent",
  arrived: "info",
  completed: "plain",
  no_show: "plain",
  cancelled: "plain",
};

export function StatusChip({ status }: { status: string }) {
  const name = useNames();
  return <Chip tone={TONES[status] ?? "plain"}>{name("appointments", status)}</Chip>;
}
