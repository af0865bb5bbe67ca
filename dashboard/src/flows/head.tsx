// Above the editor: which flow, whether it is saved, and the way to publish it.
import { ArrowLeft, CloudOff, Download, Ellipsis, Rocket, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { refresh } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { Dialog } from "@/kit/dialog";
import { Menu } from "@/kit/menu";
import { sentence } from "@/kit/sentence";
import { Ago } from "@/kit/time";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { server } from "./data";
import { type View, ViewChoice } from "./view-choice";
import { type Manuscript, useStanding } from "./manuscript";
import { words } from "./words";

function Saved({ manuscript }: { manuscript: Manuscript }) {
  const told = useWords(words);
  const standing = useStanding(manuscript);
  if (manuscript.fixed) return null;
  let shown: ReactNode = null;
  if (standing.is === "saved") {
    shown = manuscript.revision === 0 ? told.savedNever : (
      <>
        {told.saved}
        {standing.at !== null && (
          <>
            {" "}
            <Ago at={standing.at} />
          </>
        )}
      </>
    );
  } else if (standing.is === "offline") {
    shown = (
      <Chip tone="warn" icon={<CloudOff aria-hidden className="size-3" />}>
        <span title={told.offline}>{told.offlineShort}</span>
      </Chip>
    );
  } else if (standing.is === "stale") shown = <Chip tone="warn">{told.staleShort}</Chip>;
  else if (standing.is === "refused") {
    shown = (
      <Chip tone="danger">
        <span title={standing.said}>{told.refused}</span>
      </Chip>
    );
  } else shown = standing.is === "saving" ? told.saving : told.unsaved;
  return (
    <span role="status" className="text-sm whitespace-nowrap text-ink-3">
      {shown}
    </span>
  );
}

export function Head({
  manuscript,
  title,
  problems,
  view,
  onView,
  onPublish,
  onReload,
}: {
  manuscript: Manuscript;
  title: string;
  problems: number;
  view: View;
  onView: (view: View) => void;
  onPublish: () => void;
  onReload: () => void;
}) {
  const told = useWords(words);
  const standing = useStanding(manuscript);
  const [asking, setAsking] = useState(false);
  const download = () => {
    for (const { name, text } of manuscript.texts()) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  };
  const throwAway = async () => {
    setAsking(false);
    try {
      await server.throwAway(manuscript.flow);
      manuscript.rebase(await server.draft(manuscript.flow));
      refresh("/api/flows");
      onReload();
      say(told.thrownAway);
    } catch (error) {
      complain(sentence(error));
    }
  };
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-x-3 border-b border-line bg-surface px-3 md:px-4">
      <Link to="/flows" aria-label={told.back} title={told.back} className="flex size-9 shrink-0 items-center justify-center rounded-md text-ink-2 hover:bg-sunken">
        <ArrowLeft aria-hidden className="size-4" />
      </Link>
      <div className="flex min-w-0 flex-1 flex-col md:flex-row md:items-center md:gap-3">
        <h1 className="truncate text-lg font-semibold tracking-tight">{title}</h1>
        <Saved manuscript={manuscript} />
      </div>
      <div className="max-md:hidden">
        <ViewChoice view={view} onView={onView} />
      </div>
      {manuscript.fixed ? (
        <Chip>{told.readOnly}</Chip>
      ) : (
        <>
          <Menu
            label={told.more}
            deeds={[
              [{ label: told.download, icon: <Download />, does: download }],
              [
                {
                  label: told.throwAway,
                  icon: <Trash2 />,
                  danger: true,
                  disabled: manuscript.revision === 0 && standing.is === "saved",
                  does: () => setAsking(true),
                },
              ],
            ]}
          >
            <IconButton label={told.more}>
              <Ellipsis className="size-4" />
            </IconButton>
          </Menu>
          <Button
            look="main"
            icon={<Rocket aria-hidden className="size-4" />}
            disabled={problems > 0 || standing.is === "stale"}
            onClick={onPublish}
          >
            {told.publish}
          </Button>
        </>
      )}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={told.throwAwayTitle}
        actions={
          <>
            <Button onClick={() => setAsking(false)}>{told.cancel}</Button>
            <Button look="danger" onClick={() => void throwAway()}>
              {told.throwAway}
            </Button>
          </>
        }
      >
        <p className="pb-3">{told.throwAwayLead}</p>
      </Dialog>
    </header>
  );
}
