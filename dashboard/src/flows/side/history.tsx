// Every version that was in force, and the way back to one.
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { $api, refresh } from "@/api/client";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Dialog } from "@/kit/dialog";
import { sentence } from "@/kit/sentence";
import { Answer, Bar, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { server, type Version } from "../data";
import { words } from "./words";

export function History({ flow, fixed, onRestored }: { flow: string; fixed: boolean; onRestored: () => void }) {
  const told = useWords(words);
  const asked = $api.useQuery("get", "/api/flows/{flow}/versions", { params: { path: { flow } } });
  const [wanted, setWanted] = useState<Version | null>(null);
  return (
    <div className="p-4">
      <Answer of={asked} skeleton={<Skeleton rows={4} each={() => <Bar className="my-3 w-2/3" />} />}>
        {(versions) => (
          <ol className="flex flex-col">
            {versions.map((version) => (
              <li key={version.id} className="relative flex gap-3 pb-5 last:pb-0">
                <span aria-hidden className="absolute top-4 bottom-0 left-[5px] w-px bg-line" />
                <span
                  aria-hidden
                  className={`relative mt-1.5 size-[11px] shrink-0 rounded-full border-2 ${version.in_force ? "border-accent bg-accent" : "border-line-strong bg-surface"}`}
                />
                <div className="min-w-0 flex-1">
                  <p className="flex flex-wrap items-center gap-2">
                    <span className="font-medium">{told.version(version.number ?? 0)}</span>
                    {version.in_force && <Chip tone="ok">{told.inForce}</Chip>}
                  </p>
                  <p className="text-sm text-ink-2">
                    {version.by_name ?? told.byFiles}
                    {version.at !== null && (
                      <>
                        {" · "}
                        <Ago at={version.at} />
                      </>
                    )}
                  </p>
                  {version.note !== null && version.note !== "" && <p className="mt-1 break-words">{version.note}</p>}
                  {!version.in_force && !fixed && (
                    <Button size="small" className="mt-2" icon={<RotateCcw className="size-3.5" />} onClick={() => setWanted(version)}>
                      {told.rollBack}
                    </Button>
                  )}
                </div>
              </li>
            ))}
          </ol>
        )}
      </Answer>
      {wanted !== null && <RollBack flow={flow} version={wanted} onClose={() => setWanted(null)} onRestored={onRestored} />}
    </div>
  );
}

function RollBack({
  flow,
  version,
  onClose,
  onRestored,
}: {
  flow: string;
  version: Version;
  onClose: () => void;
  onRestored: () => void;
}) {
  const told = useWords(words);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const name = told.version(version.number ?? 0);
  const restore = async () => {
    setBusy(true);
    try {
      await server.restore(flow, version.id);
      refresh("/api/flows");
      say(told.rolledBack(name));
      onRestored();
      onClose();
    } catch (error) {
      setProblem(sentence(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={told.rollBackTo(name)}
      actions={
        <>
          <Button onClick={onClose}>{told.cancel}</Button>
          <Button look="main" busy={busy} onClick={() => void restore()}>
            {told.rollBack}
          </Button>
        </>
      }
    >
      <p className="pb-3">{told.rollBackLead}</p>
      {problem !== null && <p role="alert" className="pb-3 text-danger-text">{problem}</p>}
    </Dialog>
  );
}
