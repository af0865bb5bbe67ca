// Blocking time: somebody is away, a room is being repaired, a time is kept for emergencies.
import { useState } from "react";
import { api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Select, TextField } from "@/kit/field";
import { Facts } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { complain, say } from "@/kit/toast";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { momentOf, useWalls } from "./clock";
import { type Block, useDeeds } from "./diary";
import { useProviders, useRooms } from "./resources";
import { words } from "./words";

type Kind = Block["kind"];
const KINDS: Kind[] = ["blockout", "time_off", "overflow", "emergency"];

export function Blocking({ day, resource, onClose }: { day: string; resource: string | null; onClose: () => void }) {
  const told = useWords(words);
  const walls = useWalls();
  const providers = useProviders();
  const rooms = useRooms();
  const [whom, setWhom] = useState(resource ?? "");
  const [from, setFrom] = useState(`${day}T12:00`);
  const [until, setUntil] = useState(`${day}T13:00`);
  const [kind, setKind] = useState<Kind>("blockout");
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const who = whom || providers[0]?.name || rooms[0] || "";
  const block = async () => {
    if (until <= from) {
      setProblem(told.untilAfter);
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const { data } = await api.POST("/api/blocks", {
        body: {
          resource: who,
          starts_at: momentOf(from, walls.zone),
          ends_at: momentOf(until, walls.zone),
          kind,
          ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
        },
      });
      refresh("/api/blocks", "/api/openings");
      say(told.blocked(who, walls.whole(from)), () => {
        if (data === undefined) return;
        api.DELETE("/api/blocks/{block_id}", { params: { path: { block_id: data.id } } }).then(
          () => refresh("/api/blocks", "/api/openings"),
          (error: unknown) => complain(sentence(error)),
        );
      });
      onClose();
    } catch (error) {
      setProblem(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={told.blockTitle}
      lead={told.kindHint[kind]}
      actions={
        <>
          <Button onClick={onClose}>{told.close}</Button>
          <Button look="main" busy={busy} onClick={() => void block()}>
            {told.blockIt}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3 pb-2 max-sm:grid-cols-1">
        <Select label={told.blockWhom} value={who} onChange={(event) => setWhom(event.target.value)}>
          <optgroup label={told.byProvider}>
            {providers.map((each) => (
              <option key={each.name}>{each.name}</option>
            ))}
          </optgroup>
          <optgroup label={told.byRoom}>
            {rooms.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </optgroup>
        </Select>
        <Select label={told.kind} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((each) => (
            <option key={each} value={each}>
              {told.kinds[each]}
            </option>
          ))}
        </Select>
        <TextField
          label={told.from}
          type="datetime-local"
          step={300}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <TextField
          label={told.until}
          type="datetime-local"
          step={300}
          value={until}
          problem={problem ?? undefined}
          onChange={(event) => setUntil(event.target.value)}
        />
        <div className="col-span-full">
          <TextField label={told.reason} value={reason} onChange={(event) => setReason(event.target.value)} />
        </div>
      </div>
    </Dialog>
  );
}

/** What is known of a block, and the way to remove it. */
export function BlockSheet({ block, onClose }: { block: Block; onClose: () => void }) {
  const told = useWords(words);
  const times = useTimes();
  const { unblock } = useDeeds();
  return (
    <Dialog
      open
      onClose={onClose}
      title={told.kinds[block.kind]}
      lead={told.kindHint[block.kind]}
      actions={
        <>
          <Button onClick={onClose}>{told.close}</Button>
          <Button
            look="main"
            onClick={() => {
              void unblock(block);
              onClose();
            }}
          >
            {told.unblock}
          </Button>
        </>
      }
    >
      <Facts
        of={[
          [told.blockWhom, block.resource],
          [told.from, times.full(block.starts_at)],
          [told.until, times.full(block.ends_at)],
          ...(block.reason ? [[told.reason, block.reason] as const] : []),
        ]}
      />
    </Dialog>
  );
}
