// The free times of a day as buttons; where it has none, the nearest ones after it.
import clsx from "clsx";
import { $api, type Schemas } from "@/api/client";
import { sentence } from "@/kit/sentence";
import { Bar } from "@/kit/states";
import { useWords } from "@/words/language";
import { words } from "./booking-words";
import { dayOf, shifted, useWalls } from "./clock";

type Opening = Schemas["OpeningOut"];

export function Openings({
  service,
  day,
  provider,
  chosen,
  onChoose,
}: {
  service: string;
  day: string;
  provider: string;
  /** The minute that is chosen. */
  chosen: string;
  onChoose: (opening: Opening) => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const { data, error } = $api.useQuery(
    "get",
    "/api/openings",
    {
      params: {
        query: {
          service,
          since: `${day}T00:00`,
          until: `${shifted(day === "" ? "2026-01-01" : day, 1)}T00:00`,
          limit: 30,
          ...(provider === "" ? {} : { provider }),
        },
      },
    },
    { enabled: service !== "" && day !== "" },
  );
  if (service === "" || day === "") return <p className="text-sm text-ink-3">{told.pick}</p>;
  if (error !== null) return <p className="text-sm text-ink-3">{sentence(error)}</p>;
  if (data === undefined) {
    return (
      <div role="status" aria-label={told.loading} className="flex gap-2">
        <Bar className="h-7 w-20" />
        <Bar className="h-7 w-20" />
        <Bar className="h-7 w-20" />
      </div>
    );
  }
  if (data.items.length === 0) return <p className="text-sm text-ink-3">{told.none}</p>;
  const thatDay = data.items.every((each) => dayOf(each.start) === day);
  return (
    <div role="group" aria-label={told.free}>
      <p className="mb-1.5 text-sm font-medium text-ink-2">{thatDay ? told.free : told.noneFree}</p>
      <ul className="flex flex-wrap gap-1.5">
        {data.items.map((each) => (
          <li key={`${each.start} ${each.provider} ${each.operatory}`}>
            <button
              type="button"
              aria-pressed={each.start === chosen}
              title={[each.provider, each.operatory].filter(Boolean).join(" · ")}
              onClick={() => onChoose(each)}
              className={clsx(
                "numbers h-7 rounded-md border px-2 text-sm max-md:h-10 max-md:px-3",
                each.start === chosen
                  ? "border-accent bg-accent-tint font-medium text-accent-text"
                  : "border-line-strong bg-surface hover:bg-sunken",
              )}
            >
              {thatDay ? walls.clock(each.start) : `${walls.day(each.start)}, ${walls.clock(each.start)}`}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
