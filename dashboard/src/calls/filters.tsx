// What narrows the list of calls.
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/kit/button";
import { Select, TextField } from "@/kit/field";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { namesOf, useNames } from "@/words/names";
import type { Kind, Wanted } from "./wanted";
import { words } from "./words";

export function Head({ wanted }: { wanted: Wanted }) {
  const told = useWords(words);
  const name = useNames();
  const [open, setOpen] = useState(wanted.narrowed);
  const choose = (kind: Kind) => {
    for (const each of ["live", "escalated"]) if (each !== kind && wanted.get(each) !== "") wanted.set(each, "");
    if (kind !== "all") wanted.set(kind, "true");
  };
  return (
    <div className="flex flex-col gap-2">
      <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
      <div className="flex items-center justify-between gap-2">
        <Filters<Kind>
          label={told.filters}
          chosen={wanted.kind}
          onChoose={choose}
          choices={[
            { name: "all", label: told.all },
            { name: "live", label: told.live },
            { name: "escalated", label: told.escalated },
          ]}
        />
        <IconButton size="small" label={told.filters} aria-expanded={open} onClick={() => setOpen(!open)}>
          <SlidersHorizontal className="size-4" />
        </IconButton>
      </div>
      {open && (
        <div className="grid grid-cols-2 gap-2">
          <Select label={told.disposition} value={wanted.get("disposition")} onChange={(event) => wanted.set("disposition", event.target.value)}>
            <option value="">{told.any}</option>
            {namesOf("dispositions").map((each) => (
              <option key={each} value={each}>
                {name("dispositions", each)}
              </option>
            ))}
          </Select>
          <Select label={told.channel} value={wanted.get("channel")} onChange={(event) => wanted.set("channel", event.target.value)}>
            <option value="">{told.any}</option>
            {namesOf("channels").map((each) => (
              <option key={each} value={each}>
                {name("channels", each)}
              </option>
            ))}
          </Select>
          <TextField label={told.since} type="date" value={wanted.get("since").slice(0, 10)} onChange={(event) => wanted.set("since", event.target.value)} />
          <TextField label={told.until} type="date" value={wanted.get("until").slice(0, 10)} onChange={(event) => wanted.set("until", event.target.value)} />
        </div>
      )}
      {wanted.get("patient_id") !== "" && (
        <p className="flex items-center justify-between rounded-md bg-sunken px-2 text-sm">
          {told.ofPatient}
          <Button size="small" look="quiet" onClick={() => wanted.set("patient_id", "")}>
            {told.everybody}
          </Button>
        </p>
      )}
      {wanted.narrowed && (
        <Button size="small" look="quiet" className="self-start" onClick={wanted.clear}>
          {told.clear}
        </Button>
      )}
    </div>
  );
}
