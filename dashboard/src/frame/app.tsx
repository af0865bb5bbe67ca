// The frame around every room: rail, live strip, the page, what pops up.
import { QueryClientProvider } from "@tanstack/react-query";
import { Suspense, useEffect, useState } from "react";
import { BrowserRouter, Link, Route, Routes, useLocation } from "react-router";
import { queries, refreshSoon } from "@/api/client";
import { listen, onConnection, useLive } from "@/api/live";
import { forget, renew, signInByWelcome, useSession } from "@/api/session";
import { KeyPanel } from "@/kit/keys";
import { Bar as Grey, Empty } from "@/kit/states";
import { useClinic } from "@/kit/time";
import { Toasts } from "@/kit/toast";
import { LanguageRoom, useWords } from "@/words/language";
import { useAccent, useBrand } from "./brand";
import { Fault } from "./fault";
import { PauseBand } from "./pause-band";
import { Pop } from "./pop";
import { Bar, Rail, usePlaces } from "./rail";
import { SignIn } from "./sign-in";
import { Strip } from "./strip";
import { words } from "./words";

const WELCOME = "#welcome=";

/** What of the records an event is about: those lists are asked for again. */
const CHANGED: readonly [RegExp, readonly string[]][] = [
  [/^task/, ["/api/tasks", "/api/workflows"]],
  [/^appointment|^block|^holiday|^hold/, ["/api/appointments", "/api/openings", "/api/blocks", "/api/holidays", "/api/hours"]],
  // Where a call stands is told by the events themselves: asking at each turn of fifty calls is too much.
  [/^(call\.(started|ended)|incoming_call)$/, ["/api/calls"]],
  [/^escalation/, ["/api/escalations"]],
  [/^notification/, ["/api/notifications"]],
  [/^waitlist/, ["/api/waitlist"]],
  [/^message/, ["/api/messages"]],
  [/^patient/, ["/api/patients"]],
  [/^consent/, ["/api/patients", "/api/consents", "/api/messages"]],
  [/^alert/, ["/api/alerts", "/api/system"]],
  [/^flow/, ["/api/flows"]],
  [/^review/, ["/api/reviews"]],
  [/^setting/, ["/api/settings", "/api/clinics", "/api/brand"]],
  [/^clinic/, ["/api/clinics"]],
];

function useFreshness(): void {
  useEffect(() => listen(), []);
  useLive((event) => {
    if (event.kind === "signed_out") {
      void renew();
      return;
    }
    for (const [kinds, paths] of CHANGED) if (kinds.test(event.kind)) refreshSoon(...paths);
  });
}

function Offline() {
  const told = useWords(words);
  const [late, setLate] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onConnection((connected) => {
      clearTimeout(timer);
      if (connected) setLate(false);
      else timer = setTimeout(() => setLate(true), 5000);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  if (!late) return null;
  return (
    <p role="status" className="bg-warn-tint px-4 py-1 text-center text-sm text-warn-text">
      {told.offline}
    </p>
  );
}

function Loading() {
  const told = useWords(words);
  return (
    <div role="status" aria-label={told.loading} className="flex flex-col gap-3 p-6">
      <Grey className="h-6 w-40" />
      <Grey className="w-72" />
      <Grey className="h-40 w-full" />
    </div>
  );
}

function Desk() {
  const told = useWords(words);
  const places = usePlaces();
  const { pathname } = useLocation();
  useFreshness();
  useAccent(useBrand(useClinic()?.id ?? null));
  return (
    <div className="flex h-full">
      <a
        href="#page"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {told.skip}
      </a>
      <Rail />
      <div className="flex min-w-0 flex-1 flex-col">
        <Offline />
        <PauseBand />
        <Strip />
        <main id="page" tabIndex={-1} className="min-h-0 flex-1 outline-none">
          <Fault place={pathname}>
            <Suspense fallback={<Loading />}>
              <Routes>
                {places.map((place) => (
                  <Route
                    key={place.room}
                    path={place.path === "/" ? "/" : `${place.path}/*`}
                    element={<place.Page />}
                  />
                ))}
                <Route
                  path="*"
                  element={<Empty title={told.notFound} action={<Link to="/" className="underline">{told.home}</Link>} />}
                />
              </Routes>
            </Suspense>
          </Fault>
        </main>
        <Bar />
      </div>
      <Pop />
      <KeyPanel />
    </div>
  );
}

function Door() {
  const { state } = useSession();
  useEffect(() => {
    const welcome = location.hash.startsWith(WELCOME) ? location.hash.slice(WELCOME.length) : null;
    if (welcome === null) {
      renew().catch(() => forget(null));
      return;
    }
    history.replaceState(null, "", location.pathname);
    signInByWelcome(welcome).catch(() => forget("welcome"));
  }, []);
  if (state === "unknown") return <Loading />;
  return state === "in" ? <Desk /> : <SignIn />;
}

export function App() {
  return (
    <LanguageRoom>
      <QueryClientProvider client={queries}>
        <BrowserRouter basename="/dashboard">
          <Door />
          <Toasts />
        </BrowserRouter>
      </QueryClientProvider>
    </LanguageRoom>
  );
}
