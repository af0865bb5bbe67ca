// The switch that takes the receptionist off the line: asked for once, told to everybody.
import { PhoneCall, PhoneOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { $api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, TextField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { Bar } from "@/kit/states";
import { Ago, useClinic } from "@/kit/time";
import { say } from "@/kit/toast";
import { useLanguage, useWords } from "@/words/language";
import { spelt } from "@/kit/slot-list";
import { words } from "./words";

export default function Answering() {
  const { answering, pause: told } = useWords(words);
  const { language } = useLanguage();
  const clinic = useClinic();
  const [open, setOpen] = useState(false);
  const resume = $api.useMutation("post", "/api/clinics/{of_clinic}/resume");
  if (clinic === undefined) return <Page title={answering}>{<Bar className="h-40 w-full" />}</Page>;
  const start = () =>
    resume.mutate(
      { params: { path: { of_clinic: clinic.id } } },
      {
        onSuccess: () => {
          refresh("/api/clinics");
          say(told.resumed);
        },
      },
    );
  return (
    <Page title={answering} lead={told.lead}>
      <Panel>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-4">
          {clinic.paused ? (
            <PhoneOff aria-hidden className="size-10 text-warn-text" />
          ) : (
            <PhoneCall aria-hidden className="size-10 text-ok-text" />
          )}
          <div className="min-w-56 flex-1">
            <h2 className="text-lg font-semibold">{clinic.paused ? told.off : told.on}</h2>
            <p className="text-ink-2">{clinic.paused ? told.offLead : told.onLead(spelt(clinic.number, language))}</p>
            {clinic.pause && (
              <p className="mt-1">
                {clinic.pause.reason} <Ago at={clinic.pause.at} className="text-ink-3" />
              </p>
            )}
          </div>
          {clinic.paused ? (
            <Button look="main" busy={resume.isPending} onClick={start}>
              {told.start}
            </Button>
          ) : (
            <Button look="danger" onClick={() => setOpen(true)}>
              {told.stop}
            </Button>
          )}
        </div>
      </Panel>
      {open && <Sure clinicId={clinic.id} onClose={() => setOpen(false)} />}
    </Page>
  );
}

function Sure({ clinicId, onClose }: { clinicId: string; onClose: () => void }) {
  const { cancel, pause: told } = useWords(words);
  const pause = $api.useMutation("post", "/api/clinics/{of_clinic}/pause");
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const body = { reason: String(given.get("reason")).trim(), put_through: given.get("through") === "on" };
    pause.mutate(
      { params: { path: { of_clinic: clinicId } }, body },
      {
        onSuccess: (done) => {
          refresh("/api/clinics");
          say(done.put_through > 0 ? told.throughs(done.put_through) : told.paused);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={told.sure}
      lead={told.sureLead}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" form="pause" look="danger" busy={pause.isPending}>
            {told.stop}
          </Button>
        </>
      }
    >
      <form id="pause" onSubmit={go} className="flex flex-col gap-4 pb-4">
        <TextField label={told.reason} hint={told.reasonHint} name="reason" required maxLength={200} autoFocus autoComplete="off" />
        <Check label={told.putThrough} name="through" />
      </form>
    </Dialog>
  );
}
