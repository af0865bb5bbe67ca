// What a step of a flow is called on screens, and its picture.
import {
  CalendarClock,
  CheckCheck,
  CircleHelp,
  IdCard,
  type LucideIcon,
  MessageSquareText,
  PhoneForwarded,
  ShieldAlert,
  Users,
  Zap,
} from "lucide-react";
import { useCallback } from "react";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import type { GraphNode } from "../data";
import { words } from "./words";
import type { Said } from "./layout";

export const ICONS: Readonly<Record<string, LucideIcon>> = {
  collect: CircleHelp,
  verify: IdCard,
  triage: ShieldAlert,
  offer: CalendarClock,
  confirm: CheckCheck,
  do: Zap,
  say: MessageSquareText,
  hand_off: PhoneForwarded,
  answer: CircleHelp,
  people: Users,
};

export interface Sayings extends Said {
  kind: string;
}

/** A step in words: what kind of thing it does, about what, and when. */
export function useSayings(): (node: GraphNode) => Sayings {
  const told = useWords(words);
  const nameOf = useNames();
  return useCallback(
    (node) => {
      const kinds = told.kinds as Record<string, string>;
      const kind = kinds[node.kind] ?? node.kind;
      const when = node.when.map((one) => told.onlyIf(one.replaceAll("_", " ")));
      if (node.kind === "request") return { kind, title: nameOf("requests", node.id), when };
      if (node.kind === "answer") return { kind, title: nameOf("requests", node.id.slice("answers.".length)), when };
      if (node.kind === "verify") return { kind, title: told.whoTheyAre, when };
      const known = node.kind === "collect" || node.kind === "triage" || node.kind === "offer";
      const title = node.names.map((name) => (known ? nameOf("slots", name) : plain(name))).join(", ");
      return { kind, title: title || node.label, when };
    },
    [told, nameOf],
  );
}

function plain(name: string): string {
  const said = name.replaceAll("_", " ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}
