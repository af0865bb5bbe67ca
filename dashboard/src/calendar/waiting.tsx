// What calls have held for the staff's approval: a list with yes and no.
import { CalendarCheck } from "lucide-react";
import { $api } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Empty } from "@/kit/states";
import { useWords } from "@/words/language";
import { momentOf, useWalls } from "./clock";
import { type Appointment, useDeeds } from "./diary";
import { words } from "./words";

/** What is held from a day on. */
export function useWaiting(today: string): Appointment[] {
  const { zone } = useWalls();
  const since = momentOf(`${today}T00:00`, zone);
  const { data } = $api.useQuery("get", "/api/appointments", {
    params: { query: { since, status: ["pending"], limit: 100 } },
  });
  return data?.items ?? [];
}

export function Waiting({
  waiting,
  onClose,
  onOpen,
  onReject,
}: {
  waiting: Appointment[];
  onClose: () => void;
  onOpen: (visit: Appointment) => void;
  onReject: (visit: Appointment) => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const { act } = useDeeds();
  return (
    <Dialog open shape="sheet" onClose={onClose} title={told.waitingTitle} lead={told.waitingLead}>
      {waiting.length === 0 ? (
        <Empty icon={<CalendarCheck />} title={told.waitingNone} />
      ) : (
        <ul className="divide-y divide-line">
          {waiting.map((each) => (
            <li key={each.id} className="flex flex-col gap-2 py-3">
              <button type="button" className="min-w-0 text-left" onClick={() => onOpen(each)}>
                <span className="block truncate font-medium">{each.patient_name}</span>
                <span className="block text-sm text-ink-2">
                  {[walls.whole(each.start), each.service, each.provider].filter(Boolean).join(" · ")}
                </span>
              </button>
              <div className="flex gap-2">
                <Button size="small" look="main" onClick={() => void act(each, "approve")}>
                  {told.approve}
                </Button>
                <Button size="small" onClick={() => onReject(each)}>
                  {told.reject}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
