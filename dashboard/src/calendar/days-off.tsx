// The days on which the clinic is closed or shorter, beside those of its file.
import { CalendarOff, Trash2 } from "lucide-react";
import { useState } from "react";
import { $api, api, refresh, type Schemas } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useWalls } from "./clock";
import { words } from "./words";

type Holiday = Schemas["HolidayOut"];

const CHANGED = ["/api/holidays", "/api/hours", "/api/openings"];

export function DaysOff({ today, onClose }: { today: string; onClose: () => void }) {
  const told = useWords(words);
  const walls = useWalls();
  const asked = $api.useQuery("get", "/api/holidays", {});
  const remove = async (one: Holiday) => {
    try {
      await api.DELETE("/api/holidays/{holiday_id}", { params: { path: { holiday_id: one.id } } });
      say(told.offRemoved(walls.day(one.day)), () => {
        const { day, name, hours } = one;
        api.POST("/api/holidays", { body: { day, ...(name === "" ? {} : { name }), hours } }).then(
          () => refresh(...CHANGED),
          (error: unknown) => complain(sentence(error)),
        );
      });
    } catch (error) {
      complain(sentence(error));
    }
    refresh(...CHANGED);
  };
  return (
    <Dialog open shape="sheet" onClose={onClose} title={told.offTitle} lead={told.offLead}>
      <Entering today={today} />
      <Answer of={asked} skeleton={<Skeleton rows={3} each={() => <Bar className="my-4 w-56" />} />}>
        {(days) => {
          const coming = days.filter((each) => each.day >= today);
          return coming.length === 0 ? (
            <Empty icon={<CalendarOff />} title={told.offNone} />
          ) : (
            <ul className="mt-4 divide-y divide-line">
              {coming.map((each) => (
                <li key={each.id} className="flex items-center gap-3 py-2">
                  <div className="min-w-0 flex-1">
                    <p className="font-medium">{walls.longDay(each.day)}</p>
                    <p className="text-sm text-ink-2">
                      {[each.name, each.hours.length === 0 ? told.offClosed : told.openFrom(each.hours.join(", "))]
                        .filter(Boolean)
                        .join(" · ")}
                    </p>
                  </div>
                  <IconButton label={told.offRemove(walls.day(each.day))} onClick={() => void remove(each)}>
                    <Trash2 className="size-4" />
                  </IconButton>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </Dialog>
  );
}

function Entering({ today }: { today: string }) {
  const told = useWords(words);
  const walls = useWalls();
  const [day, setDay] = useState("");
  const [name, setName] = useState("");
  const [closed, setClosed] = useState(true);
  const [from, setFrom] = useState("08:00");
  const [until, setUntil] = useState("12:00");
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const enter = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await api.POST("/api/holidays", {
        body: {
          day,
          ...(name.trim() === "" ? {} : { name: name.trim() }),
          hours: closed ? [] : [`${from}-${until}`],
        },
      });
      say(told.offAdded(walls.day(day)));
      setDay("");
      setName("");
      refresh(...CHANGED);
    } catch (error) {
      setProblem(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className="grid grid-cols-2 items-start gap-3 rounded-lg border border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <TextField
        label={told.offDay}
        type="date"
        min={today}
        required
        value={day}
        problem={problem}
        onChange={(event) => setDay(event.target.value)}
      />
      <TextField label={told.offName} value={name} onChange={(event) => setName(event.target.value)} />
      <div className="col-span-full">
        <Check label={told.offClosed} checked={closed} onChange={(event) => setClosed(event.target.checked)} />
      </div>
      {!closed && (
        <>
          <TextField label={told.offFrom} type="time" required value={from} onChange={(event) => setFrom(event.target.value)} />
          <TextField label={told.offUntil} type="time" required value={until} onChange={(event) => setUntil(event.target.value)} />
        </>
      )}
      <Button type="submit" className="col-span-full justify-self-start" busy={busy}>
        {told.offAdd}
      </Button>
    </form>
  );
}
