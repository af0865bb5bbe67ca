// The rest: the day in figures. A newcomer, who has none, is led to a test call.
import type { ReactNode } from "react";
import { Headset } from "lucide-react";
import { Link } from "react-router";
import type { Schemas } from "@/api/client";
import { Figure, Panel } from "@/kit/panel";
import { Answer, Bar, Empty } from "@/kit/states";
import { useWords } from "@/words/language";
import { words } from "./words";

const LINK =
  "inline-flex h-9 items-center gap-1.5 rounded-md bg-accent px-3 font-medium text-accent-ink hover:bg-accent-strong";

interface Asked {
  data: Schemas["TodayOut"] | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

function Grid({ children }: { children: ReactNode }) {
  return <div className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3 lg:grid-cols-6">{children}</div>;
}

const NAMES = ["calls", "booked", "handed", "tasksDone", "live", "waitlist"] as const;

export function Figures({ of }: { of: Asked }) {
  const told = useWords(words);
  return (
    <Panel title={told.figures}>
      <Answer
        of={of}
        skeleton={
          <Grid>
            {NAMES.map((name) => (
              <div key={name} className="flex flex-col gap-2">
                <Bar className="h-7 w-12" />
                <Bar className="w-24" />
              </div>
            ))}
          </Grid>
        }
      >
        {(day) =>
          day.calls_today + day.calls_yesterday + day.live + day.tasks_open === 0 ? (
            <Empty
              icon={<Headset />}
              title={told.firstTitle}
              action={
                <Link to="/test-call" className={LINK}>
                  {told.testCall}
                </Link>
              }
            >
              {told.first}
            </Empty>
          ) : (
            <Grid>
              <Figure value={day.calls_today} label={told.calls} hint={told.yesterday(day.calls_yesterday)} />
              <Figure value={day.booked_today} label={told.booked} />
              <Figure value={day.escalated_today} label={told.handed} />
              <Figure value={day.tasks_done_today} label={told.tasksDone} />
              <Figure value={day.live} label={told.live} />
              <Figure value={day.waitlist_waiting} label={told.waitlist} />
            </Grid>
          )
        }
      </Answer>
    </Panel>
  );
}
