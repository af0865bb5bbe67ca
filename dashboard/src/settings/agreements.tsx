// The business associate agreements: with whom, since when, when to look again.
import { FileSignature, Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { $api, refresh, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Dialog } from "@/kit/dialog";
import { Check, TextField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { useNow, useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./trust-words";

type Agreement = Schemas["AgreementOut"];

export default function Agreements() {
  const told = useWords(words).agreements;
  const mayChange = useSession().person?.role === "practice_admin";
  const asked = $api.useQuery("get", "/api/agreements");
  const { data: facts } = $api.useQuery("get", "/api/facts");
  const [open, setOpen] = useState<Agreement | "new" | null>(null);
  return (
    <Page
      title={told.title}
      lead={told.lead}
      actions={
        mayChange ? (
          <Button look="main" icon={<Plus className="size-4" />} onClick={() => setOpen("new")}>
            {told.add}
          </Button>
        ) : undefined
      }
    >
      {facts !== undefined && facts.agreements.length > 0 && (
        <Panel title={told.byFile}>
          <div className="flex flex-wrap items-center gap-2">
            {facts.agreements.map((each) => (
              <Chip key={each} tone="ok">
                {each}
              </Chip>
            ))}
            <p className="w-full text-sm text-ink-2">{told.byFileLead}</p>
          </div>
        </Panel>
      )}
      <Panel flush>
        <Answer of={asked} skeleton={<Skeleton rows={4} each={() => <Bar className="m-4 h-10" />} />}>
          {(items) =>
            items.length === 0 ? (
              <Empty icon={<FileSignature />} title={told.none}>
                {told.noneLead} {!mayChange && told.only}
              </Empty>
            ) : (
              <ul>
                {items.map((each) => (
                  <Row key={each.vendor} of={each} onOpen={mayChange ? () => setOpen(each) : null} />
                ))}
              </ul>
            )
          }
        </Answer>
      </Panel>
      {open !== null && <AgreementDialog of={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

/** A signed day has no hour: it is the same day in every zone. */
function useDay(): (at: string) => string {
  const { locale } = useTimes();
  return (at) => new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium" }).format(new Date(at));
}

function Row({ of, onOpen }: { of: Agreement; onOpen: (() => void) | null }) {
  const told = useWords(words).agreements;
  const day = useDay();
  const now = useNow();
  const isDue = of.next_audit_at !== null && Date.parse(of.next_audit_at) < now;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-3 last:border-0">
      <div className="min-w-40 flex-1">
        <p className="font-medium capitalize">{of.vendor}</p>
        <p className="text-sm text-ink-3">{[of.phi_exposure, of.residency].filter(Boolean).join(" · ")}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        {of.signed_at === null ? (
          <Chip tone="warn">{told.notSigned}</Chip>
        ) : (
          <Chip tone="ok">
            {told.signed} {day(of.signed_at)}
          </Chip>
        )}
        {of.soc2 && <Chip>SOC 2</Chip>}
        {isDue && <Chip tone="danger">{told.overdue}</Chip>}
        {of.next_audit_at !== null && !isDue && (
          <Chip>
            {told.next}: {day(of.next_audit_at)}
          </Chip>
        )}
      </div>
      {onOpen !== null && (
        <Button size="small" look="quiet" onClick={onOpen}>
          {told.change} <span className="sr-only">{of.vendor}</span>
        </Button>
      )}
    </li>
  );
}

function AgreementDialog({ of, onClose }: { of: Agreement | null; onClose: () => void }) {
  const told = useWords(words).agreements;
  const [problem, setProblem] = useState<string | null>(null);
  const change = $api.useMutation("put", "/api/agreements/{vendor}", {
    onError: (error: unknown) => setProblem(sentence(error)),
  });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    change.mutate(
      {
        params: { path: { vendor: of?.vendor ?? text("vendor").toLowerCase() } },
        body: {
          signed_on: text("signed") || null,
          phi_exposure: text("exposure"),
          residency: text("residency"),
          soc2: given.get("soc2") === "on",
          audit_months: Number(text("months")) || 12,
        },
      },
      {
        onSuccess: () => {
          refresh("/api/agreements", "/api/system");
          say(told.saved);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={of?.vendor ?? told.add}
      actions={
        <>
          <Button onClick={onClose}>{told.cancel}</Button>
          <Button type="submit" form="agreement" look="main" busy={change.isPending}>
            {told.save}
          </Button>
        </>
      }
    >
      <form id="agreement" onSubmit={save} className="flex flex-col gap-4 pb-4">
        {of === null && <TextField label={told.vendor} hint={told.vendorHint} name="vendor" required maxLength={60} autoFocus autoComplete="off" />}
        <div className="grid grid-cols-2 gap-3">
          <TextField label={told.signed} name="signed" type="date" defaultValue={of?.signed_at?.slice(0, 10) ?? ""} />
          <TextField label={told.months} name="months" type="number" min={1} max={120} defaultValue={of?.audit_months ?? 12} />
        </div>
        <TextField label={told.exposure} hint={told.exposureHint} name="exposure" maxLength={200} defaultValue={of?.phi_exposure ?? ""} />
        <TextField label={told.residency} name="residency" maxLength={200} defaultValue={of?.residency ?? ""} />
        <Check label={told.soc2} name="soc2" defaultChecked={of?.soc2 ?? false} />
        {problem !== null && (
          <p role="alert" className="text-danger-text">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
