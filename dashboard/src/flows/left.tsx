// The left of the editor: the files as tabs over the text, or the form of the same; problems below.
import clsx from "clsx";
import { type RefObject, useSyncExternalStore } from "react";
import { useWords } from "@/words/language";
import type { Check } from "./check";
import type { FlowProblem, Mend } from "./data";
import { Form } from "./form/form";
import type { Manuscript } from "./manuscript";
import { Problems } from "./problems";
import type { Known } from "./source/completion";
import Source, { type SourceHandle } from "./source/source";
import { type View, ViewChoice } from "./view-choice";
import { words } from "./words";

function useFileName(): (file: { name: string; kind: string; language: string | null }) => string {
  const told = useWords(words);
  return (file) => {
    const kind = (told.fileKinds as Record<string, string>)[file.kind] ?? file.name;
    if (file.language === null) return kind;
    const language = (told.languages as Record<string, string>)[file.language] ?? file.language;
    return file.kind === "examples" ? told.examplesIn(language) : language;
  };
}

export function Left({
  manuscript,
  check,
  known,
  file,
  onFile,
  view,
  onView,
  onCursor,
  onGoTo,
  onMend,
  source,
}: {
  manuscript: Manuscript;
  check: Check & { again: () => void };
  known: Known;
  file: string;
  onFile: (name: string) => void;
  view: View;
  onView: (view: View) => void;
  onCursor: (file: string, line: number) => void;
  onGoTo: (problem: FlowProblem) => void;
  onMend: (problem: FlowProblem, mend: Mend) => void;
  source: RefObject<SourceHandle | null>;
}) {
  const told = useWords(words);
  const fileName = useFileName();
  useSyncExternalStore(manuscript.watch, () => manuscript.standing);
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <div className="border-b border-line px-3 py-1 md:hidden">
        <ViewChoice view={view} onView={onView} />
      </div>
      <div className={clsx("flex h-11 shrink-0 border-b border-line px-1", view === "form" && "hidden")}>
        <div role="tablist" aria-label={told.files} className="flex h-full min-w-0 flex-1 overflow-x-auto">
          {manuscript.files.map((one) => {
            const problems = check.problems.filter((problem) => problem.file === one.name).length;
            return (
              <button
                key={one.name}
                type="button"
                role="tab"
                aria-selected={one.name === file}
                aria-controls="flow-text"
                tabIndex={one.name === file ? 0 : -1}
                title={one.name}
                onClick={() => onFile(one.name)}
                onKeyDown={(event) => {
                  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
                  const at = manuscript.files.findIndex((each) => each.name === one.name);
                  const next = by === undefined ? undefined : manuscript.files[at + by];
                  if (next === undefined || by === undefined) return;
                  onFile(next.name);
                  const tabs = event.currentTarget.parentElement?.children;
                  (tabs?.[at + by] as HTMLElement | undefined)?.focus();
                }}
                className={clsx(
                  "relative flex shrink-0 items-center gap-1.5 px-2.5 text-sm whitespace-nowrap -outline-offset-2",
                  "after:absolute after:inset-x-2 after:bottom-0 after:h-0.5",
                  one.name === file ? "font-medium text-ink after:bg-accent" : "text-ink-2 hover:text-ink",
                )}
              >
                {fileName(one)}
                {problems > 0 && <span aria-label={told.problems(problems)} role="img" className="size-1.5 rounded-full bg-danger" />}
                {problems === 0 && manuscript.isChanged(one.name) && (
                  <span role="img" aria-label={told.unsavedFile} className="size-1.5 rounded-full bg-ink-3" />
                )}
              </button>
            );
          })}
        </div>
      </div>
      <div id="flow-text" role="tabpanel" aria-label={told.textOf(file)} className={clsx("min-h-0 flex-1", view !== "text" && "hidden")}>
        <Source ref={source} manuscript={manuscript} file={file} problems={check.problems} known={known} onCursor={onCursor} />
      </div>
      {view === "form" && (
        <div className="min-h-0 flex-1 overflow-y-auto">
          <Form manuscript={manuscript} onText={() => onView("text")} />
        </div>
      )}
      <Problems check={check} onGoTo={onGoTo} onMend={onMend} fixed={manuscript.fixed} />
    </div>
  );
}
