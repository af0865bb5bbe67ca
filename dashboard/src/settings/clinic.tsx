// The clinic as its file has it, the days that are otherwise, and what staff set while it works.
import { Link } from "react-router";
import { $api, type Schemas } from "@/api/client";
import { Facts, Page, Panel } from "@/kit/panel";
import { spelt } from "@/kit/slot-list";
import { Answer, Bar, Skeleton } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { words } from "./clinic-words";
import { Holidays } from "./holidays";
import { ClinicSettings } from "./clinic-settings";

type Of = { of: Schemas["FactsOut"] };

export default function Clinic() {
  const told = useWords(words);
  const asked = $api.useQuery("get", "/api/facts");
  return (
    <Page title={told.title} lead={told.lead}>
      <Answer of={asked} skeleton={<Grey />}>
        {(facts) => (
          <>
            <div className="grid items-start gap-4 lg:grid-cols-2">
              <div className="flex flex-col gap-4">
                <Plain of={facts} />
                <Lines of={facts} />
                <Recording of={facts} />
              </div>
              <div className="flex flex-col gap-4">
                <Hours of={facts} />
                <Holidays ofFile={facts.holidays} />
              </div>
            </div>
            <Services of={facts} />
            <ClinicSettings />
            <Rules of={facts} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function Plain({ of }: Of) {
  const told = useWords(words);
  return (
    <Panel title={of.name}>
      <Facts
        of={[
          [told.address, of.address],
          [told.zone, of.timezone],
          [told.languages, of.languages.join(", ")],
          [told.insurance, of.insurance_accepted.join(", ") || told.none],
          [told.rooms, of.operatories.join(", ") || told.none],
          [told.providers, of.providers.map((one) => one.name).join(", ") || told.none],
        ]}
      />
    </Panel>
  );
}

function Lines({ of }: Of) {
  const told = useWords(words);
  const { language } = useLanguage();
  const number = (one: string) => <span className="numbers">{spelt(one, language)}</span>;
  return (
    <Panel title={told.lines}>
      <Facts
        of={[
          [told.number, number(of.lines.number)],
          [told.staff, number(of.lines.staff)],
          [told.onCall, of.lines.on_call === null ? told.none : number(of.lines.on_call)],
          [told.routing, (told.routings as Record<string, string>)[of.call_routing] ?? of.call_routing],
        ]}
      />
    </Panel>
  );
}

function Hours({ of }: Of) {
  const told = useWords(words);
  const { locale, hour } = useTimes();
  const dayName = (place: number) =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" }).format(Date.UTC(2024, 0, 1 + place));
  const stretch = (of: string) => of.split("-").map(hour).join(" – ");
  return (
    <Panel
      title={told.hours}
      actions={
        <Link to="/flows" className="text-sm underline">
          {told.inForm}
        </Link>
      }
    >
      <Facts
        of={[
          ...Object.values(of.hours).map((open, place) => [
            <span key={dayName(place)} className="capitalize">
              {dayName(place)}
            </span>,
            open.length === 0 ? (
              <span key="closed" className="text-ink-3">
                {told.closed}
              </span>
            ) : (
              <span key="open" className="numbers">
                {open.map(stretch).join(", ")}
              </span>
            ),
          ] as const),
          ...(of.lunch ? [[told.lunch, <span key="lunch" className="numbers">{stretch(of.lunch)}</span>] as const] : []),
        ]}
      />
    </Panel>
  );
}

function Services({ of }: Of) {
  const told = useWords(words);
  const { locale } = useTimes();
  const dollars = new Intl.NumberFormat(locale, { style: "currency", currency: "USD", maximumFractionDigits: 0 });
  return (
    <Panel title={told.services} flush>
      <ul className="grid md:grid-cols-2">
        {of.services.map((each) => (
          <li key={each.name} className="flex items-baseline gap-3 border-b border-line px-4 py-2">
            <span className="min-w-0 flex-1 first-letter:uppercase">{each.name}</span>
            <span className="text-sm text-ink-3">
              {(told.bookings as Record<string, string>)[each.booking] ?? each.booking}
              {!each.new_patients && `, ${told.knownOnly}`}
            </span>
            <span className="numbers w-16 text-right text-sm text-ink-2">{told.minutes(each.minutes)}</span>
            <span className="numbers w-16 text-right text-sm">{each.price === null ? "–" : dollars.format(each.price)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Recording({ of }: Of) {
  const told = useWords(words);
  const { recording: rule } = of;
  return (
    <Panel title={told.recording}>
      <div className="flex flex-col gap-2">
        <p className="font-medium">
          {rule.enabled ? told.recorded(rule.retention_days) : told.notRecorded}{" "}
          {rule.enabled && (rule.announcement ? told.announced : told.unannounced)}
        </p>
        {rule.hindrance !== null && <p className="rounded-md bg-warn-tint px-3 py-2 text-warn-text">{rule.hindrance}</p>}
        <p className="text-ink-2">{rule.everybody_must_know ? told.lawAll(of.state) : told.lawOne(of.state)}</p>
        <p className="text-xs text-ink-3">{told.notLegal}</p>
      </div>
    </Panel>
  );
}

function Rules({ of }: Of) {
  const told = useWords(words);
  const { locale } = useTimes();
  const figure = (value: number) => <span className="numbers">{new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(value)}</span>;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel title={told.rules}>
        <Facts
          of={[
            [told.callback, told.hoursOf(of.callback_within_hours)],
            [told.cancelNotice, told.hoursOf(of.cancellation_notice_hours)],
            [told.notice, told.hoursOf(of.minimum_notice_hours)],
            [told.horizon, told.daysOf(of.booking_horizon_days)],
          ]}
        />
      </Panel>
      <Panel title={told.thresholds}>
        <p className="mb-3 text-ink-2">{told.thresholdsLead}</p>
        <Facts
          of={Object.entries(of.thresholds).map(([name, value]) => [
            (told.threshold as Record<string, string>)[name] ?? name.replaceAll("_", " "),
            figure(value),
          ])}
        />
      </Panel>
    </div>
  );
}

function Grey() {
  return (
    <Skeleton
      rows={1}
      each={() => (
        <div className="grid gap-4 lg:grid-cols-2">
          {[1, 2, 3, 4].map((each) => (
            <Bar key={each} className="h-48" />
          ))}
        </div>
      )}
    />
  );
}
