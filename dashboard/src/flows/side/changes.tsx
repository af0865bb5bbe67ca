// What the text on the screen changes for callers, against what is in force, in words.
import { useQuery } from "@tanstack/react-query";
import { Equal } from "lucide-react";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { useWords } from "@/words/language";
import { server } from "../data";
import type { Manuscript } from "../manuscript";
import { words } from "./words";

/** `at` is another number whenever the text is another one. */
export function useChanges(manuscript: Manuscript, at: number, wanted: boolean) {
  return useQuery({
    queryKey: ["flow changes", manuscript.flow, manuscript.revision, at],
    queryFn: () => server.changes(manuscript.flow, manuscript.texts()),
    enabled: wanted,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
}

const SAYS = /^(.+?) (?:\((\w+)\) )?says "(.*)", said "(.*)"$/s;

/** A change; where other words are said, the new ones and the old ones below them. */
function Change({ text }: { text: string }) {
  const told = useWords(words);
  const found = SAYS.exec(text);
  if (found === null) return <>{text}</>;
  const [, what = "", language, now, before] = found;
  const tongue = language === undefined ? null : ((told.languages as Record<string, string>)[language] ?? language);
  return (
    <>
      <p className="text-xs text-ink-3">
        {what.replace(/^(prompts|slots|answers)\./, "").replaceAll(/[._]/g, " ")}
        {tongue !== null && ` · ${tongue}`}
      </p>
      <p>
        <ins className="no-underline">{now}</ins>
      </p>
      <p className="mt-1 text-sm text-ink-3">
        <span className="sr-only">{told.before} </span>
        <del>{before}</del>
      </p>
    </>
  );
}

type Asked = ReturnType<typeof useChanges>;

/** `waits`: the text is another one since, and is being looked at. */
export function Changes({ asked, waits = false }: { asked: Asked; waits?: boolean }) {
  const told = useWords(words);
  const isOld = waits || asked.isPlaceholderData;
  if (asked.data === undefined && asked.error !== null) {
    return <Failure error={asked.error} again={() => void asked.refetch()} />;
  }
  if (asked.data === undefined || (isOld && asked.data.changes.length === 0)) {
    return <div className="p-4"><Skeleton rows={4} each={() => <Bar className="my-2 w-3/4" />} /></div>;
  }
  const { changes, problems } = asked.data;
  if (problems.length > 0) return <Empty title={told.mendFirst}>{told.changesWait}</Empty>;
  if (changes.length === 0) return <Empty icon={<Equal />} title={told.noChanges}>{told.noChangesLead}</Empty>;
  const kinds = [...new Set(changes.map((one) => one.kind))];
  return (
    <div aria-busy={isOld} className={`flex flex-col gap-4 p-4 ${isOld ? "opacity-60" : ""}`}>
      {kinds.map((kind) => (
        <section key={kind}>
          <h3 className="mb-1 text-sm font-semibold text-ink-2">{(told.changeKinds as Record<string, string>)[kind] ?? kind}</h3>
          <ul className="flex flex-col gap-1.5">
            {changes
              .filter((one) => one.kind === kind)
              .map((one) => (
                <li key={one.text} className="border-l-2 border-accent pl-2.5 break-words">
                  <Change text={one.text} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
