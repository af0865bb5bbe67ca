// Moving an appointment without dragging it: by keyboard, on the telephone, or far away.
import { useState } from "react";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Select, TextField } from "@/kit/field";
import { useWords } from "@/words/language";
import { dayOf, useWalls } from "./clock";
import { type Appointment, type Goal, useDeeds } from "./diary";
import { Openings } from "./openings";
import { doersOf, roomsOf, useProviders, useRooms, useServices } from "./resources";
import { words } from "./words";

export function Moving({ visit, onClose }: { visit: Appointment; onClose: () => void }) {
  const told = useWords(words);
  const walls = useWalls();
  const { move } = useDeeds();
  const providers = useProviders();
  const rooms = useRooms();
  const service = useServices().find((each) => each.name === visit.service);
  const [day, setDay] = useState(dayOf(visit.start));
  const [time, setTime] = useState(visit.start.slice(11));
  const [provider, setProvider] = useState(visit.provider);
  const [room, setRoom] = useState("");
  const [busy, setBusy] = useState(false);
  const doers = doersOf(service, providers).map((each) => each.name);
  const names = doers.includes(visit.provider) || visit.provider === "" ? doers : [visit.provider, ...doers];
  const go = async () => {
    if (day === "" || time === "") return;
    setBusy(true);
    const goal: Goal = { start: `${day}T${time}` };
    if (provider !== visit.provider && provider !== "") goal.provider = provider;
    if (room !== "") goal.operatory = room;
    const moved = await move(visit, goal);
    setBusy(false);
    if (moved) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={told.moveTitle(visit.patient_name)}
      lead={`${visit.service}, ${walls.whole(visit.start)}. ${told.moveLead}`}
      actions={
        <>
          <Button onClick={onClose}>{told.close}</Button>
          <Button look="main" busy={busy} onClick={() => void go()}>
            {told.moveIt}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <TextField label={told.dayField} type="date" value={day} onChange={(event) => setDay(event.target.value)} />
          <TextField
            label={told.timeField}
            type="time"
            autoFocus
            step={300}
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
          <Select label={told.who} value={provider} onChange={(event) => setProvider(event.target.value)}>
            {visit.provider === "" && <option value="">{told.unassigned}</option>}
            {names.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
          <Select label={told.room} value={room} onChange={(event) => setRoom(event.target.value)}>
            <option value="">{told.anyRoom}</option>
            {roomsOf(service, rooms).map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
        </div>
        <Openings
          service={visit.service}
          day={day}
          provider={provider}
          chosen={`${day}T${time}`}
          onChoose={(opening) => {
            setDay(dayOf(opening.start));
            setTime(opening.start.slice(11));
          }}
        />
      </div>
    </Dialog>
  );
}
