// Leads: batches as they came, and beside them the one that is open; a file is dropped anywhere.
import clsx from "clsx";
import { FileUp, UserRoundSearch } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Button } from "@/kit/button";
import { List } from "@/kit/list";
import { Split } from "@/kit/split";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { OutreachHead } from "@/outreach/page";
import { useWords } from "@/words/language";
import { BatchDetail } from "./batch";
import { type Batch, useBatches } from "./data";
import { Sources } from "./sources";
import { DropPlace, Upload } from "./upload";
import { words } from "./words";

const ROW_PX = 64;

export default function Leads() {
  const told = useWords(words);
  const { id = null } = useParams();
  const navigate = useNavigate();
  const asked = useBatches();
  const [bringing, setBringing] = useState<{ file: File | null } | null>(null);
  const bring = (file: File | null) => setBringing({ file });
  return (
    <DropPlace onFile={bring}>
      <Split
        title={told.list}
        back="/outreach/leads"
        hint={
          <div className="flex w-full max-w-xl flex-col gap-4 self-start text-left">
            <p className="text-center">{told.lead}</p>
            <Sources />
          </div>
        }
        head={
          <OutreachHead
            actions={
              <Button size="small" icon={<FileUp aria-hidden className="size-4" />} onClick={() => bring(null)}>
                {told.upload}
              </Button>
            }
          />
        }
        list={
          <Answer
            of={asked}
            skeleton={
              <Skeleton
                rows={6}
                each={() => (
                  <div className="flex flex-col justify-center gap-2 border-b border-line px-4" style={{ height: ROW_PX }}>
                    <Bar className="w-36" />
                    <Bar className="h-3 w-56" />
                  </div>
                )}
              />
            }
          >
            {() =>
              asked.items.length === 0 ? (
                <Empty icon={<UserRoundSearch />} title={told.empty} action={<Button onClick={() => bring(null)}>{told.upload}</Button>}>
                  {told.emptyLead}
                </Empty>
              ) : (
                <List
                  label={told.list}
                  items={asked.items}
                  idOf={(batch) => batch.id}
                  height={ROW_PX}
                  chosen={id}
                  onChoose={(batch) => void navigate(`/outreach/leads/${batch.id}`, { replace: id !== null })}
                  onEnd={asked.more}
                  loadingMore={asked.isFetchingNextPage}
                  row={(batch, is) => <Row batch={batch} chosen={is} />}
                />
              )
            }
          </Answer>
        }
        detail={id === null ? null : <BatchDetail key={id} id={id} />}
      />
      {bringing !== null && (
        <Upload
          given={bringing.file}
          onClose={() => setBringing(null)}
          onDone={(batch) => {
            setBringing(null);
            void navigate(`/outreach/leads/${batch.id}`);
          }}
        />
      )}
    </DropPlace>
  );
}

function Row({ batch, chosen }: { batch: Batch; chosen: boolean }) {
  const told = useWords(words);
  const booked = batch.progress.results["booked"] ?? 0;
  return (
    <Link
      to={`/outreach/leads/${batch.id}`}
      aria-current={chosen ? "true" : undefined}
      className={clsx(
        "flex flex-col justify-center gap-0.5 border-b border-line px-4 -outline-offset-2",
        chosen ? "bg-accent-tint" : "hover:bg-ground",
      )}
      style={{ height: ROW_PX }}
    >
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{batch.source}</span>
        <Ago at={batch.created_at} className="shrink-0 text-xs text-ink-3" />
      </span>
      <span className="numbers truncate text-sm text-ink-2">
        {[told.kept(batch.kept, batch.rows), told.callable(batch.progress.with_consent), booked > 0 ? `${told.results["booked"]}: ${booked}` : null]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </Link>
  );
}
