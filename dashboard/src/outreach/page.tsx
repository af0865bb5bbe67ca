// What the clinic begins itself: campaigns, the leads they are for, and every call that goes out.
import { lazy } from "react";
import { Navigate, Route, Routes } from "react-router";
import { Parts } from "@/kit/parts";
import { useWords } from "@/words/language";
import { useOutreachFreshness } from "./fresh";
import { words } from "./words";

const Campaigns = lazy(() => import("@/campaigns/page"));
const Leads = lazy(() => import("@/leads/page"));
const Calls = lazy(() => import("./calls"));

export default function Outreach() {
  useOutreachFreshness();
  return (
    <Routes>
      <Route path="campaigns/:id?" element={<Campaigns />} />
      <Route path="leads/:id?" element={<Leads />} />
      <Route path="calls" element={<Calls />} />
      <Route path="*" element={<Navigate to="/outreach/campaigns" replace />} />
    </Routes>
  );
}

/** The head of every part of the room. */
export function OutreachHead({ actions }: { actions?: React.ReactNode }) {
  const told = useWords(words);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex min-h-8 items-center justify-between gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
        {actions}
      </div>
      <Parts
        label={told.parts}
        parts={[
          { to: "/outreach/campaigns", label: told.campaigns },
          { to: "/outreach/leads", label: told.leads },
          { to: "/outreach/calls", label: told.calls },
        ]}
      />
    </div>
  );
}
