// Campaigns: all of them with how far they are, and beside them the one that is open.
import clsx from "clsx";
import { Megaphone, Plus } from "lucide-react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { useIsAdmin } from "@/api/session";
import { Button } from "@/kit/button";
import { useKeys } from "@/kit/keys";
import { List } from "@/kit/list";
import { Split } from "@/kit/split";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { OutreachHead } from "@/outreach/page";
import { ProgressBar } from "@/outreach/progress";
import { words as outreach } from "@/outreach/words";
import { useWords } from "@/words/language";
import { type Campaign, useCampaigns } from "./data";
import { CampaignDetail } from "./detail";
import { NewCampaign } from "./new";
import { PURPOSES, type Purpose } from "./selection";
import { CampaignStatus } from "./status";
import { words } from "./words";

const ROW_PX = 88;
const SHOWN = 3;

export default function Campaigns() {
  const told = useWords(words);
  const { id = null } = useParams();
  const navigate = useNavigate();
  const [given, setGiven] = useSearchParams();
  const asked = useCampaigns();
  // "new" in the address opens the sheet: a batch of leads leads here with itself chosen.
  const wanted = given.get("new");
  const begin = (purpose: Purpose = "recall") => setGiven({ new: purpose });
  const isAdmin = useIsAdmin();
  useKeys(isAdmin ? [{ keys: "n", says: told.create, does: () => begin() }] : []);
  const create = isAdmin && (
    <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => begin()}>
      {told.create}
    </Button>
  );
  return (
    <>
      <Split
        title={told.list}
        back="/outreach/campaigns"
        hint={
          <div className="flex max-w-sm flex-col gap-2">
            <p>{told.hint}</p>
            <p>{told.lead}</p>
            {!isAdmin && <p>{told.onlyAdmins}</p>}
          </div>
        }
        head={<OutreachHead actions={create} />}
        list={
          <Answer
            of={asked}
            skeleton={
              <Skeleton
                rows={6}
                each={() => (
                  <div className="flex flex-col justify-center gap-2 border-b border-line px-4" style={{ height: ROW_PX }}>
                    <Bar className="w-44" />
                    <Bar className="h-2 w-full" />
                    <Bar className="h-3 w-56" />
                  </div>
                )}
              />
            }
          >
            {() =>
              asked.items.length === 0 ? (
                <Empty icon={<Megaphone />} title={told.empty} action={isAdmin && <Button onClick={() => begin()}>{told.create}</Button>}>
                  {told.emptyLead} {!isAdmin && told.onlyAdmins}
                </Empty>
              ) : (
                <List
                  label={told.list}
                  items={asked.items}
                  idOf={(one) => one.id}
                  height={ROW_PX}
                  chosen={id}
                  onChoose={(one) => void navigate(`/outreach/campaigns/${one.id}`, { replace: id !== null })}
                  onEnd={asked.more}
                  loadingMore={asked.isFetchingNextPage}
                  row={(one, is) => <Row campaign={one} chosen={is} />}
                />
              )
            }
          </Answer>
        }
        detail={id === null ? null : <CampaignDetail key={id} id={id} />}
      />
      {isAdmin && wanted !== null && (
        <NewCampaign
          purpose={PURPOSES.find((each) => each === wanted) ?? "recall"}
          batch={given.get("batch")}
          onClose={() => setGiven({}, { replace: true })}
          onMade={(campaign) => void navigate(`/outreach/campaigns/${campaign.id}`, { replace: true })}
        />
      )}
    </>
  );
}

function Row({ campaign, chosen }: { campaign: Campaign; chosen: boolean }) {
  const told = useWords(words);
  const names = useWords(outreach);
  const best = Object.entries(campaign.results)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SHOWN)
    .map(([name, count]) => `${names.results[name] ?? name} ${count}`);
  return (
    <Link
      to={`/outreach/campaigns/${campaign.id}`}
      aria-current={chosen ? "true" : undefined}
      className={clsx(
        "flex flex-col justify-center gap-1.5 border-b border-line px-4 -outline-offset-2",
        chosen ? "bg-accent-tint" : "hover:bg-ground",
      )}
      style={{ height: ROW_PX }}
    >
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{campaign.name}</span>
        <CampaignStatus status={campaign.status} />
      </span>
      {campaign.progress.total > 0 && <ProgressBar of={campaign.progress} withWords={false} />}
      <span className="numbers truncate text-sm text-ink-2">
        {best.length > 0 ? best.join(" · ") : (told.purposes[campaign.purpose] ?? campaign.purpose)}
      </span>
    </Link>
  );
}
