// What people said about being reached, from whatever way they said it.
import { Plus, ShieldCheck, ShieldX } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, type Schemas } from "@/api/client";
import { usePages } from "@/api/pages";
import { Button } from "@/kit/button";
import { List } from "@/kit/list";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Filters } from "@/kit/tabs";
import { At } from "@/kit/time";
import { MessagesHead } from "@/messages/page";
import { useWords } from "@/words/language";
import { Record } from "./record";
import { useSaid } from "./said";
import { words } from "./words";

type Said = Schemas["SaidOut"];

const PATH = "/api/consents";
const ROW_PX = 56;
const MANY = 50;
const VIEWS = ["every", "no", "yes"] as const;

export default function Consents() {
  const told = useWords(words);
  const [given, setGiven] = useSearchParams();
  const view = VIEWS.find((each) => each === given.get("view")) ?? "every";
  const [adding, setAdding] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const asked = usePages<Said>(PATH, view, async (cursor, signal) => {
    const query = { limit: MANY, ...cursor, ...(view === "every" ? {} : { granted: view === "yes" }) };
    const { data } = await api.GET(PATH, { params: { query }, signal });
    return data;
  });
  return (
    <div className="@container flex h-full min-h-0 flex-col bg-surface">
      <div className="flex flex-col gap-2.5 border-b border-line p-3">
        <MessagesHead />
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Filters
            label={told.filters}
            chosen={view}
            onChoose={(next) => setGiven(next === "every" ? {} : { view: next }, { replace: true })}
            choices={VIEWS.map((each) => ({ name: each, label: told[each] }))}
          />
          <Button size="small" icon={<Plus aria-hidden className="size-4" />} onClick={() => setAdding(true)}>
            {told.add}
          </Button>
        </div>
      </div>
      <div className="min-h-0 flex-1">
        <Answer
          of={asked}
          skeleton={
            <Skeleton
              rows={9}
              each={() => (
                <div className="flex items-center gap-4 border-b border-line px-4" style={{ height: ROW_PX }}>
                  <Bar className="w-40" />
                  <Bar className="w-56 flex-1" />
                  <Bar className="w-20" />
                </div>
              )}
            />
          }
        >
          {() =>
            asked.items.length === 0 ? (
              view === "every" ? (
                <Empty icon={<ShieldCheck />} title={told.empty} action={<Button onClick={() => setAdding(true)}>{told.add}</Button>}>
                  {told.emptyLead}
                </Empty>
              ) : (
                <Empty icon={<ShieldCheck />} title={told.emptyFiltered} />
              )
            ) : (
              <List
                key={view}
                label={told.list}
                items={asked.items}
                idOf={(one) => one.id}
                height={ROW_PX}
                chosen={chosen}
                onChoose={(one) => setChosen(one.id)}
                onEnd={asked.more}
                loadingMore={asked.isFetchingNextPage}
                row={(one) => <Row said={one} />}
              />
            )
          }
        </Answer>
      </div>
      {adding && <Record onClose={() => setAdding(false)} />}
    </div>
  );
}

function Row({ said }: { said: Said }) {
  const told = useWords(words);
  const { what, how } = useSaid()(said);
  const Icon = said.granted ? ShieldCheck : ShieldX;
  return (
    <div
      className="flex items-center gap-3 border-b border-line px-4 @max-2xl:grid @max-2xl:grid-cols-[auto_1fr_auto] @max-2xl:gap-y-0 @max-2xl:content-center"
      style={{ height: ROW_PX }}
    >
      <Icon aria-hidden className={said.granted ? "size-4 shrink-0 text-ok-text" : "size-4 shrink-0 text-warn-text"} />
      <span className="w-52 shrink-0 truncate font-medium @max-2xl:w-auto">
        {said.people.length === 0 ? (
          <span className="text-ink-2">{told.stranger}</span>
        ) : (
          said.people.map((one, at) => (
            <span key={one.patient_id}>
              {at > 0 && ", "}
              <Link to={`/patients/${one.patient_id}`} className="underline-offset-2 hover:underline">
                {one.name}
              </Link>
            </span>
          ))
        )}
      </span>
      <At at={said.at} className="numbers order-last w-44 shrink-0 text-right whitespace-nowrap text-sm text-ink-3 @max-2xl:order-none @max-2xl:w-auto" />
      <span className="min-w-0 flex-1 truncate text-ink-2 @max-2xl:col-span-2 @max-2xl:col-start-2 @max-2xl:text-sm">
        {what}
        <span className="text-ink-3">
          {" · "}
          {how}
          {said.words !== null && said.words !== "" && ` · “${said.words}”`}
        </span>
      </span>
    </div>
  );
}
