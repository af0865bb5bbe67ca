// One appointment, at the side: all that is known of it, and what can be done with it as it stands.
import { Check, DoorOpen, Move, PhoneCall, UserRound, UserX, X } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { $api, api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Facts } from "@/kit/panel";
import { Answer, Bar } from "@/kit/states";
import { TextArea } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { complain, say } from "@/kit/toast";
import { useNow } from "@/kit/time";
import { written } from "@/patients/found";
import { useWords } from "@/words/language";
import { isMovable } from "./card";
import { useWalls } from "./clock";
import { type Act, type Appointment, useDeeds } from "./diary";
import { StatusChip } from "./status-chip";
import { words } from "./words";

/** What can be done with an appointment as it stands, the likely one first. */
function deedsOf(visit: Appointment, now: number): Act[] {
  const begun = new Date(visit.scheduled_at).getTime() <= now;
  switch (visit.status) {
    case "pending":
      return begun ? ["approve", "arrive", "no-show"] : ["approve", "arrive"];
    case "confirmed":
      return begun ? ["arrive", "complete", "no-show"] : ["arrive", "confirm"];
    case "arrived":
      return begun ? ["complete"] : [];
    case "no_show":
      return ["arrive"];
    default:
      return [];
  }
}

const ICONS = { confirm: Check, arrive: DoorOpen, complete: Check, approve: Check, "no-show": UserX } as const;

export function VisitSheet({
  id,
  known,
  onClose,
  onMove,
  onCancel,
}: {
  id: string;
  /** As the calendar shows it, if it does. */
  known: Appointment | undefined;
  onClose: () => void;
  onMove: (visit: Appointment) => void;
  onCancel: (visit: Appointment) => void;
}) {
  const asked = $api.useQuery(
    "get",
    "/api/appointments/{appointment_id}",
    { params: { path: { appointment_id: id } } },
    { enabled: known === undefined },
  );
  const told = useWords(words);
  const visit = known ?? asked.data;
  return (
    <Dialog open shape="sheet" onClose={onClose} title={visit?.patient_name ?? told.open}>
      {visit !== undefined ? (
        <Whole visit={visit} onClose={onClose} onMove={onMove} onCancel={onCancel} />
      ) : (
        <Answer
          of={asked}
          skeleton={
            <div className="flex flex-col gap-3 py-2">
              <Bar className="w-40" />
              <Bar className="w-64" />
              <Bar className="w-52" />
            </div>
          }
        >
          {() => null}
        </Answer>
      )}
    </Dialog>
  );
}

function Whole({
  visit,
  onClose,
  onMove,
  onCancel,
}: {
  visit: Appointment;
  onClose: () => void;
  onMove: (visit: Appointment) => void;
  onCancel: (visit: Appointment) => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const now = useNow();
  const { act } = useDeeds();
  const [busy, setBusy] = useState<Act | null>(null);
  const deeds = deedsOf(visit, now);
  const labels: Record<Act, string> = {
    confirm: told.confirm,
    arrive: told.arrive,
    complete: told.complete,
    approve: told.approve,
    "no-show": told.noShow,
  };
  const done = async (action: Act) => {
    setBusy(action);
    const good = await act(visit, action);
    setBusy(null);
    if (good) onClose();
  };
  const standing = ["pending", "confirmed", "arrived"].includes(visit.status);
  return (
    <div className="flex flex-col gap-5 pb-4">
      <div>
        <p className="text-lg">{walls.longDay(visit.start)}</p>
        <p className="numbers text-lg font-semibold">{walls.span(visit.start, visit.minutes)}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <StatusChip status={visit.status} />
        </div>
      </div>
      {(deeds.length > 0 || standing) && (
        <div className="flex flex-wrap gap-2">
          {deeds.map((each, place) => {
            const Icon = ICONS[each];
            return (
              <Button
                key={each}
                look={place === 0 ? "main" : "plain"}
                icon={<Icon className="size-4" aria-hidden />}
                busy={busy === each}
                onClick={() => void done(each)}
              >
                {labels[each]}
              </Button>
            );
          })}
          {isMovable(visit) && (
            <Button icon={<Move className="size-4" aria-hidden />} onClick={() => onMove(visit)}>
              {told.move}
            </Button>
          )}
          {standing && (
            <Button icon={<X className="size-4" aria-hidden />} onClick={() => onCancel(visit)}>
              {visit.status === "pending" ? told.reject : told.cancel}
            </Button>
          )}
        </div>
      )}
      <Facts
        of={[
          [told.service, visit.service],
          ...(visit.provider === "" ? [] : [[told.who, visit.provider] as const]),
          ...(visit.operatory === "" ? [] : [[told.room, visit.operatory] as const]),
          ...(visit.exam_by === "" ? [] : [[told.exam(""), visit.exam_by] as const]),
          ...(visit.callback_number === null
            ? []
            : [
                [
                  told.phone,
                  <a key="tel" href={`tel:${visit.callback_number}`} className="numbers underline">
                    {written(visit.callback_number)}
                  </a>,
                ] as const,
              ]),
          ...(visit.estimated_cost === null ? [] : [[told.cost, `$${visit.estimated_cost}`] as const]),
          [
            told.bookedBy,
            [told.by[visit.booked_by] ?? visit.booked_by, ...(visit.moves > 0 ? [told.moved(visit.moves)] : [])].join(", "),
          ],
          ...(visit.cancel_reason ? [[told.cancelledBecause, visit.cancel_reason] as const] : []),
        ]}
      />
      <Note visit={visit} />
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {visit.patient_id !== null && (
          <Link to={`/patients/${visit.patient_id}`} className="inline-flex items-center gap-1.5 underline">
            <UserRound className="size-4" aria-hidden />
            {told.patient}
          </Link>
        )}
        {visit.call_id !== null && (
          <Link to={`/calls/${visit.call_id}`} className="inline-flex items-center gap-1.5 underline">
            <PhoneCall className="size-4" aria-hidden />
            {told.call}
          </Link>
        )}
      </div>
    </div>
  );
}

function Note({ visit }: { visit: Appointment }) {
  const told = useWords(words);
  const [text, setText] = useState(visit.notes ?? "");
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    try {
      await api.PATCH("/api/appointments/{appointment_id}", {
        params: { path: { appointment_id: visit.id } },
        body: { notes: text.trim(), sequence: visit.sequence },
      });
      say(told.saved);
    } catch (error) {
      complain(sentence(error));
    } finally {
      setBusy(false);
      refresh("/api/appointments");
    }
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <TextArea label={told.notes} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
      {text.trim() !== (visit.notes ?? "") && (
        <Button size="small" busy={busy} onClick={() => void save()}>
          {told.save}
        </Button>
      )}
    </div>
  );
}
