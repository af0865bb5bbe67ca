// The words of the call that something came from, by its reference; its sound is a click away.
import { Link } from "react-router";
import { useScript } from "@/calls/live-script";
import { Script } from "@/calls/script";
import { Bar, Failure, Skeleton } from "@/kit/states";
import { useWords } from "@/words/language";
import { words } from "./words";

export function CallWords({ callId, link = true }: { callId: string; link?: boolean }) {
  const told = useWords(words);
  const script = useScript(callId, false);
  const begins = script.lines[0]?.at ?? new Date().toISOString();
  return (
    <>
      {script.error !== null && script.error !== undefined ? (
        <Failure error={script.error} again={script.again} />
      ) : !script.known ? (
        <Skeleton rows={4} each={() => <Bar className="my-2 w-4/5" />} />
      ) : script.lines.length === 0 ? (
        <p className="text-ink-3">{told.noWords}</p>
      ) : (
        <Script lines={script.lines} begins={begins} className="-mx-2" />
      )}
      {link && (
        <Link to={`/calls/${encodeURIComponent(callId)}`} className="mt-3 inline-block text-accent-text underline-offset-2 hover:underline">
          {script.recordings.length > 0 ? told.listen : told.openCall}
        </Link>
      )}
    </>
  );
}
