// Shown on every page as long as the receptionist is off the line: why, since when, and the way back.
import { PhoneOff } from "lucide-react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { useSession } from "@/api/session";
import { Ago, useClinic } from "@/kit/time";
import { useWords } from "@/words/language";
import { words } from "./pause-words";

export function PauseBand() {
  const told = useWords(words);
  const clinic = useClinic();
  const role = useSession().person?.role;
  const pause = clinic?.pause ?? null;
  const { data: colleagues } = $api.useQuery("get", "/api/colleagues", {}, { enabled: pause !== null, staleTime: 300_000 });
  if (clinic?.paused !== true) return null;
  const name = colleagues?.find((each) => each.id === pause?.by)?.name;
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-0.5 bg-warn-tint px-4 py-2 text-warn-text">
      <PhoneOff aria-hidden className="size-4 shrink-0" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{told.band}</span>{" "}
        {pause !== null && (
          <>
            {pause.reason} <span className="whitespace-nowrap">({name !== undefined && `${name}, `}<Ago at={pause.at} />)</span>
          </>
        )}
      </p>
      {(role === "admin" || role === "practice_admin") && (
        <Link to="/settings/answering" className="font-medium underline">
          {told.manage}
        </Link>
      )}
    </div>
  );
}
