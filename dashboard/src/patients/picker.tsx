// Choosing whom something is about: one searches and clicks, or goes through those found with the arrow
// keys; or enters somebody new, who is written down when what they are wanted for is done.
import clsx from "clsx";
import { UserPlus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { api } from "@/api/client";
import { words } from "@/calendar/booking-words";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { BOX, TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { Bar } from "@/kit/states";
import { useWords } from "@/words/language";
import { nameOf, type Patient, useFound } from "./found";

/** Somebody who was chosen: known (`id`), or new and not yet written down. */
export interface Chosen {
  id: string | null;
  first: string;
  last: string;
  born: string;
  phone: string;
  /** What the list told of a known one. */
  patient?: Patient;
}

export const STRANGER: Chosen = { id: null, first: "", last: "", born: "", phone: "" };

export function chosenOf(patient: Patient): Chosen {
  return { ...STRANGER, id: patient.id, first: patient.first_name, last: patient.last_name, patient };
}

/** The id of whoever was chosen; somebody new is entered first. Raises `Problem`. */
export async function idOf(chosen: Chosen): Promise<string> {
  if (chosen.id !== null) return chosen.id;
  const { data } = await api.POST("/api/patients", {
    body: {
      name: { first: chosen.first.trim(), last: chosen.last.trim() },
      ...(chosen.born === "" ? {} : { date_of_birth: chosen.born }),
      phones: chosen.phone.trim() === "" ? [] : [{ kind: "mobile", number: chosen.phone.trim() }],
    },
  });
  if (data === undefined) throw new Error("the answer is empty");
  return data.id;
}

export function PatientPicker({
  chosen,
  onChoose,
  problem,
}: {
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
  problem?: string | undefined;
}) {
  const told = useWords(words);
  if (chosen === null) return <Finder onChoose={onChoose} problem={problem} />;
  if (chosen.id === null) return <Entering chosen={chosen} onChoose={onChoose} problem={problem} />;
  const { patient } = chosen;
  const warning = patient?.do_not_book ? told.doNotBook : patient && patient.status !== "active" ? told.notActive : null;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center gap-3 rounded-lg border border-line bg-ground px-3 py-2">
        <Avatar name={`${chosen.first} ${chosen.last}`} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{`${chosen.first} ${chosen.last}`}</p>
          {patient?.date_of_birth && <p className="numbers text-sm text-ink-3">{patient.date_of_birth}</p>}
        </div>
        <Button size="small" look="quiet" onClick={() => onChoose(null)}>
          {told.other}
        </Button>
      </div>
      {warning !== null && (
        <p role="status" className="rounded-md bg-warn-tint px-3 py-2 text-warn-text">
          {warning}
        </p>
      )}
    </div>
  );
}

function Finder({ onChoose, problem }: { onChoose: (chosen: Chosen) => void; problem?: string | undefined }) {
  const told = useWords(words);
  const id = useId();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { found, asked, isFetching, error } = useFound(typed);
  const shown = found.slice(0, 6);
  const keys = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, shown.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && shown[at] !== undefined) onChoose(chosenOf(shown[at]));
    else return;
    event.preventDefault();
  };
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm font-medium text-ink-2">
        {told.patient}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          type="search"
          autoComplete="off"
          autoFocus
          role="combobox"
          aria-expanded={asked && shown.length > 0}
          aria-controls={`${id}-found`}
          aria-activedescendant={shown[at] === undefined ? undefined : `${id}-${shown[at].id}`}
          aria-invalid={problem !== undefined || undefined}
          placeholder={told.find}
          value={typed}
          onKeyDown={keys}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          className={clsx(BOX, "h-9 min-w-0 flex-1 max-md:h-11")}
        />
        <Button
          icon={<UserPlus className="size-4" />}
          onClick={() => {
            const parts = /\d/.test(typed) ? [] : typed.trim().split(/\s+/).filter(Boolean);
            onChoose({
              ...STRANGER,
              first: parts.slice(0, -1).join(" ") || (parts[0] ?? ""),
              last: parts.length > 1 ? (parts.at(-1) ?? "") : "",
            });
          }}
        >
          {told.newPatient}
        </Button>
      </div>
      {problem !== undefined && (
        <p role="alert" className="text-xs text-danger-text">
          {problem}
        </p>
      )}
      <div id={`${id}-found`} role="listbox" aria-label={told.patient} className="flex flex-col">
        {shown.map((each, place) => (
          <div
            key={each.id}
            tabIndex={-1}
            id={`${id}-${each.id}`}
            role="option"
            aria-selected={place === at}
            onClick={() => onChoose(chosenOf(each))}
            onKeyDown={keys}
            className={clsx(
              "flex cursor-pointer items-center gap-3 rounded-md px-2 py-1.5 max-md:py-2.5",
              place === at ? "bg-sunken" : "hover:bg-sunken",
            )}
          >
            <Avatar name={nameOf(each)} size="small" />
            <span className="min-w-0 flex-1 truncate">{nameOf(each)}</span>
            <span className="numbers text-sm text-ink-2">{each.date_of_birth}</span>
          </div>
        ))}
      </div>
      {asked && isFetching && shown.length === 0 && <Bar className="w-2/3" />}
      {(error !== null || !isFetching) && shown.length === 0 && (
        <p className="text-xs text-ink-3">{error !== null ? sentence(error) : asked ? told.nobody : told.type}</p>
      )}
    </div>
  );
}

function Entering({
  chosen,
  onChoose,
  problem,
}: {
  chosen: Chosen;
  onChoose: (chosen: Chosen | null) => void;
  problem?: string | undefined;
}) {
  const told = useWords(words);
  const set = (more: Partial<Chosen>) => onChoose({ ...chosen, ...more });
  return (
    <fieldset className="rounded-lg border border-line p-3">
      <legend className="px-1 text-sm font-medium text-ink-2">{told.newPatient}</legend>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={told.first}
          value={chosen.first}
          problem={problem}
          autoFocus
          onChange={(event) => set({ first: event.target.value })}
        />
        <TextField label={told.last} value={chosen.last} onChange={(event) => set({ last: event.target.value })} />
        <TextField
          label={told.born}
          type="date"
          value={chosen.born}
          onChange={(event) => set({ born: event.target.value })}
        />
        <TextField
          label={told.phone}
          type="tel"
          hint={told.phoneHint}
          value={chosen.phone}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </div>
      <Button size="small" look="quiet" className="mt-2" onClick={() => onChoose(null)}>
        {told.known}
      </Button>
    </fieldset>
  );
}
