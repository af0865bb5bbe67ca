// Booking by hand: who, what, with whom, when. It shows the times that are free, as calls would be
// offered them; a time that is typed is taken too, for the desk books outside the hours, over nobody.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { $api, api, Problem, refresh, type Schemas } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, Select, TextArea, TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { type Chosen, chosenOf, idOf, PatientPicker, STRANGER } from "@/patients/picker";
import { useWords } from "@/words/language";
import { words } from "./booking-words";
import { dayOf, useWalls } from "./clock";
import { noteOwn } from "./own";
import { Openings } from "./openings";
import { doersOf, roomsOf, useProviders, useRooms, useServices } from "./resources";

export type Appointment = Schemas["AppointmentOut"];

/** What is known when the dialog opens; everything can be changed. */
export interface Prefill {
  service?: string | undefined;
  /** On the clinic's clock: a minute, or a day. */
  start?: string | undefined;
  provider?: string | undefined;
  operatory?: string | undefined;
  patientId?: string | null | undefined;
  patientName?: string | null | undefined;
  phone?: string | null | undefined;
  /** YYYY-MM-DD. */
  born?: string | undefined;
  /** When it suits, in the words of whoever asked. */
  wish?: string | undefined;
  notes?: string | undefined;
}

interface Given {
  prefill?: Prefill;
  onClose: () => void;
  onBooked?: (appointment: Appointment) => void;
}

/** The dialog; it is mounted when it opens, so that each begins anew. */
export function Booking({ open, ...given }: Given & { open: boolean }) {
  return open ? <Form {...given} /> : null;
}

function firstChosen(prefill: Prefill): Chosen | null {
  const parts = (prefill.patientName ?? "").trim().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return null;
  const name = { first: parts.slice(0, -1).join(" ") || (parts[0] ?? ""), last: parts.length > 1 ? (parts.at(-1) ?? "") : "" };
  return { ...STRANGER, ...name, id: prefill.patientId ?? null, phone: prefill.phone ?? "", born: prefill.born ?? "" };
}

function Form({ prefill = {}, onClose, onBooked }: Given) {
  const told = useWords(words);
  const walls = useWalls();
  const times = useTimes();
  const queries = useQueryClient();
  const services = useServices();
  const providers = useProviders();
  const rooms = useRooms();
  const [chosen, setChosen] = useState<Chosen | null>(() => firstChosen(prefill));
  const [name, setName] = useState(prefill.service ?? "");
  const [provider, setProvider] = useState(prefill.provider ?? "");
  const [room, setRoom] = useState(prefill.operatory ?? "");
  const [day, setDay] = useState(prefill.start === undefined ? times.localDay(Date.now()) : dayOf(prefill.start));
  const [time, setTime] = useState(prefill.start?.slice(11) ?? "");
  const [minutes, setMinutes] = useState("");
  const [notes, setNotes] = useState(prefill.notes ?? "");
  const [hold, setHold] = useState(false);
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const known = $api.useQuery(
    "get",
    "/api/patients/{patient_id}",
    { params: { path: { patient_id: prefill.patientId ?? "" } } },
    { enabled: Boolean(prefill.patientId) },
  ).data;
  const who = known !== undefined && chosen?.id === known.id ? chosenOf(known) : chosen;
  const service = services.find((each) => each.name === name);
  const doers = doersOf(service, providers);
  const able = doers.some((each) => each.name === provider) ? doers : [...doers, ...providers.filter((each) => each.name === provider)];

  const book = async () => {
    setTried(true);
    if (who === null || who.first.trim() === "" || who.last.trim() === "" || name === "" || day === "" || time === "") return;
    setBusy(true);
    setProblem(null);
    try {
      const id = await idOf(who);
      if (who.id === null) setChosen({ ...who, id });
      const { data: made } = await api.POST("/api/appointments", {
        body: {
          service: name,
          start: `${day}T${time}`,
          patient_name: `${who.first} ${who.last}`.trim(),
          patient_id: id,
          ...(provider === "" ? {} : { provider }),
          ...(room === "" ? {} : { operatory: room }),
          ...(minutes === "" ? {} : { minutes: Number(minutes) }),
          ...(notes.trim() === "" ? {} : { notes: notes.trim() }),
          booked_by: "staff",
          status: hold ? "pending" : "confirmed",
        },
      });
      if (made === undefined) return;
      noteOwn(made.id);
      refresh("/api/appointments", "/api/patients");
      say(told.booked(made.patient_name, walls.whole(made.start)));
      onBooked?.(made);
      onClose();
    } catch (error) {
      setProblem(sentence(error));
      if (error instanceof Problem && error.code === "taken") {
        void queries.invalidateQueries({ queryKey: ["get", "/api/openings"] });
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      title={told.title}
      lead={told.lead}
      actions={
        <>
          <Button onClick={onClose}>{told.cancel}</Button>
          <Button look="main" busy={busy} onClick={() => void book()}>
            {told.book}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <PatientPicker
          chosen={who}
          onChoose={setChosen}
          problem={tried && (who === null || who.first.trim() === "" || who.last.trim() === "") ? told.needPatient : undefined}
        />
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Select
            label={told.service}
            value={name}
            problem={tried && name === "" ? told.needService : undefined}
            onChange={(event) => {
              const next = services.find((each) => each.name === event.target.value);
              setName(event.target.value);
              setMinutes("");
              setHold(false);
              if (!doersOf(next, providers).some((each) => each.name === provider)) setProvider("");
              if (!roomsOf(next, rooms).includes(room)) setRoom("");
            }}
          >
            <option value="">{told.choose}</option>
            {services.map((each) => (
              <option key={each.name} value={each.name}>
                {each.name}
              </option>
            ))}
          </Select>
          <TextField
            label={told.minutes}
            type="number"
            min={5}
            max={480}
            step={5}
            value={minutes}
            placeholder={service === undefined ? "" : String(service.minutes)}
            onChange={(event) => setMinutes(event.target.value)}
          />
          <Select label={told.provider} value={provider} onChange={(event) => setProvider(event.target.value)}>
            <option value="">{told.anybody}</option>
            {able.map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
          </Select>
          <Select label={told.room} value={room} onChange={(event) => setRoom(event.target.value)}>
            <option value="">{told.anyRoom}</option>
            {roomsOf(service, rooms).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
          <TextField label={told.day} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          <TextField
            label={told.time}
            type="time"
            step={300}
            value={time}
            problem={tried && time === "" ? told.needTime : undefined}
            onChange={(event) => setTime(event.target.value)}
          />
        </div>
        {prefill.wish !== undefined && <p className="text-ink-2">{told.wish(prefill.wish)}</p>}
        <Openings
          service={name}
          day={day}
          provider={provider}
          chosen={`${day}T${time}`}
          onChoose={(opening) => {
            setDay(dayOf(opening.start));
            setTime(opening.start.slice(11));
          }}
        />
        <TextArea label={told.notes} rows={2} value={notes} onChange={(event) => setNotes(event.target.value)} />
        {service?.booking === "approval" && (
          <Check label={told.hold} checked={hold} onChange={(event) => setHold(event.target.checked)} />
        )}
        {problem !== null && (
          <p role="alert" className="rounded-md bg-danger-tint px-3 py-2 text-danger-text">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}
