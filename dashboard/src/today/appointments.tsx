// Today's appointments as a list of hands: who has come, who was seen, who stayed away.
import { Check, Ellipsis, UserRoundX } from "lucide-react";
import { Link } from "react-router";
import { $api, refresh, type Schemas } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { Chip, type Tone } from "@/kit/chip";
import { type Deed, Menu } from "@/kit/menu";
import { Panel } from "@/kit/panel";
import { Answer } from "@/kit/states";
import { useNow, useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Grey, More } from "./rows";
import { words } from "./words";

type Appointment = Schemas["AppointmentOut"];
const SHOWN = 60;
const AHEAD = 20;
const TONES: Record<string, Tone> = { arrived: "ok", completed: "plain", no_show: "warn", pending: "info" };

/** The clinic's day as two moments, to within the quarter of an hour that no clock change is longer than. */
function dayBounds(now: number, localDay: (at: number) => string): { since: string; until: string } {
  const quarter = 900_000;
  const today = localDay(now);
  let since = Math.floor(now / quarter) * quarter;
  while (localDay(since - quarter) === today) since -= quarter;
  let until = Math.ceil(now / quarter) * quarter;
  while (localDay(until) === today) until += quarter;
  return { since: new Date(since).toISOString(), until: new Date(until).toISOString() };
}

function useDeeds(): (of: Appointment) => { arrive: () => void; complete: () => void; missed: () => void; busy: boolean } {
  const told = useWords(words);
  const name = useNames();
  const arrive = $api.useMutation("post", "/api/appointments/{appointment_id}/arrive");
  const complete = $api.useMutation("post", "/api/appointments/{appointment_id}/complete");
  const missed = $api.useMutation("post", "/api/appointments/{appointment_id}/no-show");
  return (of) => {
    const given = { params: { path: { appointment_id: of.id } }, body: { sequence: of.sequence } };
    const done = {
      onSuccess: (after: Appointment) => {
        refresh("/api/appointments", "/api/today");
        say(told.done(of.patient_name, name("appointments", after.status)));
      },
    };
    return {
      arrive: () => arrive.mutate(given, done),
      complete: () => complete.mutate(given, done),
      missed: () => missed.mutate(given, done),
      busy: arrive.isPending || complete.isPending || missed.isPending,
    };
  };
}

export function Appointments({ day }: { day: Schemas["TodayOut"]["appointments"] | undefined }) {
  const told = useWords(words);
  const times = useTimes();
  const now = useNow();
  const bounds = dayBounds(now, times.localDay);
  const asked = $api.useQuery("get", "/api/appointments", {
    params: { query: { ...bounds, limit: SHOWN, status: ["pending", "confirmed", "arrived", "completed", "no_show"] } },
  });
  const lead =
    day !== undefined && day.total > 0 ? (
      <span className="numbers text-sm text-ink-2">{told.soFar(day.arrived + day.completed, day.total)}</span>
    ) : null;
  return (
    <Panel
      flush
      title={told.appointments}
      actions={
        <span className="flex items-center gap-3">
          {lead}
          <More to="/calendar">{told.calendar}</More>
        </span>
      }
    >
      <Answer of={asked} skeleton={<Grey rows={4} />}>
        {(page) =>
          page.items.length === 0 ? (
            <Next after={bounds.until} />
          ) : (
            <ul className="max-h-[30rem] overflow-y-auto">
              {page.items.map((each) => (
                <Visit key={each.id} of={each} now={now} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}

/** On a day without visits: those of the next day that has some. */
function Next({ after }: { after: string }) {
  const told = useWords(words);
  const status = useNames();
  const times = useTimes();
  const asked = $api.useQuery("get", "/api/appointments", {
    params: { query: { since: after, limit: AHEAD, status: ["pending", "confirmed"] } },
  });
  return (
    <Answer of={asked} skeleton={<Grey rows={4} />}>
      {({ items: [first, ...others] }) => {
        if (first === undefined) return <p className="px-4 py-4 text-ink-2">{told.noAppointments}</p>;
        const day = times.localDay(new Date(first.scheduled_at).getTime());
        const that = [first, ...others].filter((each) => times.localDay(new Date(each.scheduled_at).getTime()) === day);
        const name = new Intl.DateTimeFormat(times.locale, { timeZone: times.zone, weekday: "long", month: "long", day: "numeric" });
        return (
          <>
            <p className="border-b border-line px-4 py-3 text-ink-2">{told.nextOn(name.format(new Date(first.scheduled_at)))}</p>
            <ul className="max-h-[30rem] overflow-y-auto">
              {that.map((each) => (
                <li key={each.id} className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
                  <Who of={each} />
                  {each.status === "pending" && <Chip tone="info">{status("appointments", each.status)}</Chip>}
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Answer>
  );
}

function Visit({ of, now }: { of: Appointment; now: number }) {
  const told = useWords(words);
  const name = useNames();
  const deeds = useDeeds()(of);
  const begun = new Date(of.scheduled_at).getTime() <= now;
  const expected = of.status === "confirmed" || of.status === "pending";
  const more: Deed[] = [
    ...(of.status === "no_show" ? [{ label: told.arrive, icon: <Check />, does: deeds.arrive }] : []),
    ...(of.status === "confirmed" && begun ? [{ label: told.complete, icon: <Check />, does: deeds.complete }] : []),
    ...(expected && begun ? [{ label: told.noShow, icon: <UserRoundX />, does: deeds.missed }] : []),
  ];
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-b-0">
      <Who of={of} />
      {of.status !== "confirmed" && <Chip tone={TONES[of.status] ?? "plain"}>{name("appointments", of.status)}</Chip>}
      {of.status === "confirmed" && (
        <Button size="small" busy={deeds.busy} onClick={deeds.arrive}>
          {told.arrive}
        </Button>
      )}
      {of.status === "arrived" && (
        <Button size="small" busy={deeds.busy} disabled={!begun} onClick={deeds.complete}>
          {told.complete}
        </Button>
      )}
      {more.length > 0 && (
        <Menu deeds={[more]} label={told.more(of.patient_name)}>
          <IconButton size="small" label={told.more(of.patient_name)}>
            <Ellipsis className="size-4" />
          </IconButton>
        </Menu>
      )}
    </li>
  );
}

/** When, who, and for what. */
function Who({ of }: { of: Appointment }) {
  const times = useTimes();
  return (
    <>
      <time dateTime={of.scheduled_at} className="numbers w-16 shrink-0 text-sm text-ink-2">
        {times.clock(of.scheduled_at)}
      </time>
      <span className="flex min-w-0 flex-1 flex-col">
        {of.patient_id === null ? (
          <span className="truncate font-medium">{of.patient_name}</span>
        ) : (
          <Link to={`/patients/${of.patient_id}`} className="truncate font-medium hover:underline">
            {of.patient_name}
          </Link>
        )}
        <span className="truncate text-sm text-ink-2">
          {of.service} · {of.provider}
        </span>
      </span>
    </>
  );
}
