// Attribution: which sources the booked came from.
import { $api } from "@/api/client";
import { Bars } from "@/insights/bars";
import { Panel } from "@/kit/panel";
import { useWords } from "@/words/language";
import { words } from "./words";

const SHOWN = 12;

export function Sources() {
  const told = useWords(words);
  const { data } = $api.useQuery("get", "/api/analytics/leads", {}, { staleTime: 60_000 });
  const sources = (data?.sources ?? []).filter((each) => each.called > 0);
  if (data === undefined) return null;
  return (
    <Panel title={told.bySource} className="text-ink">
      {sources.length === 0 ? (
        <p className="text-ink-3">{told.bySourceNone}</p>
      ) : (
        <Bars
          bars={sources
            .toSorted((one, other) => other.booked - one.booked)
            .slice(0, SHOWN)
            .map((each) => ({
              name: each.source,
              count: each.booked,
              more: told.ofCalled(each.booked, each.called),
              says: `${each.source}: ${told.ofCalled(each.booked, each.called)}`,
            }))}
        />
      )}
    </Panel>
  );
}
