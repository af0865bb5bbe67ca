// What stands beside the text of a flow, made for the text as it was last checked.
import { useEffect, useState } from "react";
import { TestCall } from "@/test-call/test-call";
import { Empty } from "@/kit/states";
import { useWords } from "@/words/language";
import type { Check } from "../check";
import type { Sent } from "../data";
import type { Light } from "../graph/light";
import type { Manuscript } from "../manuscript";
import { words } from "./words";
import { Changes, useChanges } from "./changes";
import { History } from "./history";
import { Proof, type Proving } from "./proof";
import { Replay } from "./replay";
import type { SideTab } from "./side";

export function useSideTabs({
  manuscript,
  check,
  light,
  proving,
  open,
  onRestored,
}: {
  manuscript: Manuscript;
  check: Check;
  light: Light;
  proving: Proving;
  open: string;
  onRestored: () => void;
}): SideTab[] {
  const told = useWords(words);
  const problems = check.problems.length;
  const ready = check.is === "done" && problems === 0;
  const changes = useChanges(manuscript, check.version, ready);
  const [files, setFiles] = useState<Sent[] | null>(null);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (ready) setFiles(manuscript.texts());
  }, [ready, check.version, manuscript]);
  useEffect(() => {
    if (open === "test") setOpened(true);
  }, [open]);
  return [
    {
      name: "proof",
      label: told.tabProof,
      content: <Proof proving={proving} problems={problems} fixed={manuscript.fixed} />,
    },
    {
      name: "changes",
      label: told.tabChanges,
      count: problems > 0 ? 0 : (changes.data?.changes.length ?? 0),
      content: problems > 0 ? <Empty title={told.mendFirst}>{told.changesWait}</Empty> : <Changes asked={changes} waits={check.is === "waiting"} />,
    },
    {
      name: "test",
      label: told.tabTest,
      kept: opened,
      content:
        files === null ? (
          <Empty title={told.mendFirst}>{null}</Empty>
        ) : (
          <TestCall flow={manuscript.flow} files={files} onPath={(path, step) => light.walk(path, step)} />
        ),
    },
    ...(manuscript.fixed
      ? []
      : [{ name: "replay", label: told.tabReplay, kept: true, content: <Replay manuscript={manuscript} problems={problems} /> }]),
    {
      name: "history",
      label: told.tabHistory,
      content: <History flow={manuscript.flow} fixed={manuscript.fixed} onRestored={onRestored} />,
    },
  ];
}
