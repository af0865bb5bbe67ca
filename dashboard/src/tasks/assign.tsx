// Giving tasks to somebody: to a colleague, to any doctor, to the front desk. Letters narrow the list.
import { useState } from "react";
import { useSession } from "@/api/session";
import { Avatar } from "@/kit/avatar";
import { Dialog } from "@/kit/dialog";
import { SearchField } from "@/kit/field";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { useColleagues } from "./colleagues";
import { words } from "./words";

export interface Whom {
  assignee_id?: string;
  owner?: "staff" | "doctor";
  name: string;
}

export function Assign({ onClose, onChoose }: { onClose: () => void; onChoose: (whom: Whom) => void }) {
  const told = useWords(words);
  const name = useNames();
  const me = useSession().person?.id;
  const colleagues = useColleagues();
  const [typed, setTyped] = useState("");
  const all: (Whom & { hint: string; key: string })[] = [
    { key: "doctor", owner: "doctor", name: told.everyDoctor, hint: "" },
    { key: "staff", owner: "staff", name: told.everyStaff, hint: "" },
    ...colleagues.map((each) => ({
      key: each.id,
      assignee_id: each.id,
      ...(each.role === "doctor" ? {} : { owner: "staff" as const }),
      name: each.name,
      hint: each.id === me ? `${name("roles", each.role)} · ${told.me}` : name("roles", each.role),
    })),
  ];
  const shown = all.filter((each) => each.name.toLowerCase().includes(typed.trim().toLowerCase()));
  const choose = (each: (typeof all)[number] | undefined) => {
    if (each === undefined) return;
    const { key: _, hint: __, ...whom } = each;
    onChoose(whom);
  };
  return (
    <Dialog open onClose={onClose} title={told.assignTitle} lead={told.assignLead}>
      <form
        className="flex flex-col gap-2 pb-3"
        onSubmit={(event) => {
          event.preventDefault();
          choose(shown[0]);
        }}
      >
        <SearchField label={told.assign} value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
        <ul className="flex flex-col">
          {shown.map((each) => (
            <li key={each.key}>
              <button
                type="button"
                onClick={() => choose(each)}
                className="flex h-11 w-full items-center gap-3 rounded-md px-2 text-left hover:bg-sunken"
              >
                <Avatar name={each.name} size="small" />
                <span className="min-w-0 flex-1 truncate">{each.name}</span>
                <span className="text-sm text-ink-3">{each.hint}</span>
              </button>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
