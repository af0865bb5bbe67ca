// Today, in the order of attention: who rings, who waits for us, the day's work, the figures.
import { PhoneIncoming, TriangleAlert } from "lucide-react";
import { Link } from "react-router";
import { $api, refreshSoon } from "@/api/client";
import { useLive } from "@/api/live";
import { useSession } from "@/api/session";
import { useCallerName } from "@/frame/caller";
import { useLiveCalls } from "@/frame/live-calls";
import { openCall } from "@/frame/open-call";
import { Button } from "@/kit/button";
import { Page } from "@/kit/panel";
import { useNow, useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { Appointments } from "./appointments";
import { Figures } from "./figures";
import { Tasks } from "./tasks";
import { Approvals, Waiting } from "./waiting";
import { words } from "./words";

const MOVES = /^(task|escalation|call\.ended|appointment|alert)/;

export default function Today() {
  const told = useWords(words);
  const role = useSession().person?.role;
  const times = useTimes();
  const now = useNow();
  const today = $api.useQuery("get", "/api/today", {}, { staleTime: 15_000 });
  useLive((event) => {
    if (MOVES.test(event.kind)) refreshSoon("/api/today");
  });
  const day = new Intl.DateTimeFormat(times.locale, {
    timeZone: times.zone,
    weekday: "long",
    month: "long",
    day: "numeric",
  }).format(now);
  return (
    <Page title={told.title} lead={<span className="first-letter:uppercase">{day}</span>}>
      <Ringing />
      <Alerts admin={role === "admin" || role === "practice_admin"} />
      {role === "doctor" && <Approvals />}
      <Waiting />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Tasks />
        <Appointments day={today.data?.appointments} />
      </div>
      <Figures of={today} />
    </Page>
  );
}

function Ringing() {
  const told = useWords(words);
  const nameOf = useCallerName();
  const ringing = useLiveCalls().filter((call) => call.ringing);
  if (ringing.length === 0) return null;
  return (
    <section className="flex flex-col gap-2 rounded-xl bg-danger-tint p-4 text-danger-text">
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <PhoneIncoming aria-hidden className="size-5" />
        {told.ringing(ringing.length)}
      </h2>
      <ul className="flex flex-wrap gap-2">
        {ringing.slice(0, 6).map((call) => (
          <li key={call.id}>
            <Button onClick={() => openCall(call.id)} title={told.show}>
              {nameOf(call)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For admins: alerts that nobody has dealt with. (That the clinic is paused stands above every page.) */
function Alerts({ admin }: { admin: boolean }) {
  const told = useWords(words);
  const alerts = $api.useQuery(
    "get",
    "/api/alerts",
    { params: { query: { resolved: false } } },
    { enabled: admin, staleTime: 60_000 },
  );
  const open = alerts.data?.items.length ?? 0;
  if (open === 0) return null;
  return (
    <p role="status" className="flex flex-wrap items-center gap-2 rounded-xl bg-warn-tint px-4 py-3 text-warn-text">
      <TriangleAlert aria-hidden className="size-5" />
      <span className="font-medium">{told.alerts(open)}</span>
      <Link to="/settings/health" className="underline">
        {told.seeAlerts}
      </Link>
    </p>
  );
}
