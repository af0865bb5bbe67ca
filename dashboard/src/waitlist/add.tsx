// Putting somebody on the list.
import { useState } from "react";
import { api, refresh } from "@/api/client";
import { doersOf, useProviders, useServices } from "@/calendar/resources";
import { words as booking } from "@/calendar/booking-words";
import { Select, TextField } from "@/kit/field";
import { type Field, FormDialog } from "@/kit/form-dialog";
import { say } from "@/kit/toast";
import { type Chosen, idOf, PatientPicker } from "@/patients/picker";
import { useWords } from "@/words/language";
import { PATH, type Wish } from "./wishes";
import { words } from "./words";

export function Add({ onClose, onAdded }: { onClose: () => void; onAdded: (wish: Wish) => void }) {
  const told = useWords(words);
  const asks = useWords(booking);
  const services = useServices();
  const providers = useProviders();
  const [who, setWho] = useState<Chosen | null>(null);
  const [service, setService] = useState("");
  const [tried, setTried] = useState(false);
  const nobody = who === null || who.first.trim() === "" || who.last.trim() === "";
  const add = async (field: Field) => {
    setTried(true);
    if (who === null || nobody || service === "") return;
    const id = await idOf(who);
    if (who.id === null) setWho({ ...who, id });
    const record = await api.GET("/api/patients/{patient_id}", { params: { path: { patient_id: id } } });
    const phone = record.data?.phones[0]?.number ?? "";
    const day = field("day");
    const { data } = await api.POST("/api/waitlist", {
      body: {
        service,
        patient_id: id,
        patient_name: `${who.first} ${who.last}`.trim(),
        ...(phone === "" ? {} : { callback_number: phone }),
        ...(field("provider") === "" ? {} : { provider: field("provider") }),
        windows: day === "" ? [] : [{ start: `${day}T${field("from") || "00:00"}`, end: `${day}T${field("to") || "23:59"}` }],
      },
    });
    if (data === undefined) return;
    refresh(PATH);
    say(told.added(data.patient_name));
    onAdded(data);
  };
  return (
    <FormDialog onClose={onClose} title={told.addTitle} lead={told.addLead} save={told.save} onSave={add}>
      <PatientPicker chosen={who} onChoose={setWho} problem={tried && nobody ? asks.needPatient : undefined} />
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Select
          label={told.service}
          value={service}
          problem={tried && service === "" ? asks.needService : undefined}
          onChange={(event) => setService(event.target.value)}
        >
          <option value="">{asks.choose}</option>
          {services.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </Select>
        <Select label={told.provider} name="provider">
          <option value="">{asks.anybody}</option>
          {doersOf(
            services.find((each) => each.name === service),
            providers,
          ).map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </Select>
      </div>
      <div className="grid grid-cols-3 gap-3 max-sm:grid-cols-1">
        <TextField label={told.day} name="day" type="date" hint={told.anyDay} />
        <TextField label={told.from} name="from" type="time" />
        <TextField label={told.to} name="to" type="time" />
      </div>
    </FormDialog>
  );
}
