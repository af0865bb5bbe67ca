// Somebody who waits: what they want, what they are asked about, and a time to offer them.
import { Check, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { api, refresh } from "@/api/client";
import { useWalls } from "@/calendar/clock";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Facts, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { spelt } from "@/kit/slot-list";
import { At, useTimes } from "@/kit/time";
import { complain, say } from "@/kit/toast";
import { written } from "@/patients/found";
import { PatientChips } from "@/tasks/patient-chips";
import { useLanguage, useWords } from "@/words/language";
import { OfferTime } from "./offer";
import { PATH, type Waiting } from "./wishes";
import { words } from "./words";

const SHOWN = 6;

export function Detail({ of, onGone }: { of: Waiting; onGone: () => void }) {
  const told = useWords(words);
  const { language } = useLanguage();
  const walls = useWalls();
  const times = useTimes();
  const [busy, setBusy] = useState(false);
  const { wish, place, urgent } = of;
  const path = { params: { path: { wish_id: wish.id } } };
  const doing = async (does: () => Promise<unknown>, says: string, after?: () => void) => {
    setBusy(true);
    try {
      await does();
      say(says);
      after?.();
    } catch (error) {
      complain(sentence(error));
    } finally {
      setBusy(false);
      refresh(PATH, "/api/appointments");
    }
  };
  const start = typeof wish.offered?.["start"] === "string" ? wish.offered["start"] : null;
  const provider = typeof wish.offered?.["provider"] === "string" ? wish.offered["provider"] : "";
  return (
    <article className="mx-auto flex max-w-3xl flex-col gap-5 p-6 max-md:p-4">
      <header className="flex flex-col gap-2">
        <div className="flex flex-wrap items-start justify-between gap-2">
          <h2 className="text-2xl font-semibold tracking-tight">{wish.patient_name}</h2>
          {(wish.status === "waiting" || wish.status === "offered") && (
            <Button
              look="quiet"
              icon={<Trash2 aria-hidden className="size-4" />}
              disabled={busy}
              onClick={() => void doing(() => api.DELETE("/api/waitlist/{wish_id}", path), told.removedSaid(wish.patient_name), onGone)}
            >
              {told.remove}
            </Button>
          )}
        </div>
        <p className="flex flex-wrap items-center gap-2 text-lg text-ink-2">
          {wish.service}
          {urgent && <Chip tone="danger">{told.urgent}</Chip>}
          {place !== null && <Chip>{told.place(place)}</Chip>}
          {wish.status === "taken" && <Chip tone="ok">{told.isTaken}</Chip>}
          {wish.status === "gone" && <Chip>{told.isGone}</Chip>}
        </p>
        <PatientChips patientId={wish.patient_id} />
      </header>
      {wish.status === "offered" && start !== null && (
        <section className="flex flex-col gap-3 rounded-xl border border-accent bg-accent-tint p-4">
          <div>
            <h3 className="font-semibold text-accent-text">{told.onOffer([walls.whole(start), provider].filter(Boolean).join(" · "))}</h3>
            {wish.offer_until !== null && (
              <p className="text-ink-2">
                {told.answerBy(`${times.day(wish.offer_until)}, ${times.clock(wish.offer_until)}`)}
              </p>
            )}
          </div>
          <div className="flex flex-wrap gap-2">
            <Button
              look="main"
              icon={<Check aria-hidden className="size-4" />}
              busy={busy}
              onClick={() => void doing(() => api.POST("/api/waitlist/{wish_id}/accept", path), told.acceptedSaid(wish.patient_name))}
            >
              {told.accept}
            </Button>
            <Button
              icon={<X aria-hidden className="size-4" />}
              disabled={busy}
              onClick={() => void doing(() => api.POST("/api/waitlist/{wish_id}/decline", path), told.declinedSaid(wish.patient_name))}
            >
              {told.decline}
            </Button>
          </div>
        </section>
      )}
      <Panel title={told.facts}>
        <Facts
          of={[
            [told.service, wish.service],
            [told.provider, wish.provider === "" ? told.anybody : wish.provider],
            [
              told.windows,
              wish.windows.length === 0 ? (
                told.any
              ) : (
                <ul key="windows">
                  {wish.windows.slice(0, SHOWN).map((each) => (
                    <li key={`${each["start"]}`}>{spelt(each, language)}</li>
                  ))}
                  {wish.windows.length > SHOWN && <li className="text-ink-3">+{wish.windows.length - SHOWN}</li>}
                </ul>
              ),
            ],
            [
              told.number,
              wish.callback_number === null ? (
                told.noNumber
              ) : (
                <a key="number" href={`tel:${wish.callback_number}`} className="numbers text-accent-text underline-offset-2 hover:underline">
                  {written(wish.callback_number)}
                </a>
              ),
            ],
            [told.waits, <At key="since" at={wish.created_at} />],
          ]}
        />
      </Panel>
      {wish.status === "waiting" && <OfferTime wish={wish} />}
      {wish.status === "taken" && start !== null && (
        <Link to={`/calendar?day=${start.slice(0, 10)}`} className="text-accent-text underline-offset-2 hover:underline">
          {told.openVisit}
        </Link>
      )}
    </article>
  );
}
