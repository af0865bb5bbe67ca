// How long the caller waited for an answer, stage by stage.
import { Panel } from "@/kit/panel";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { words } from "./words";

interface Stage {
  p50_ms: number;
  max_ms: number;
}

function isStage(value: unknown): value is Stage {
  return typeof value === "object" && value !== null && "p50_ms" in value && "max_ms" in value;
}

const ORDER = ["understand", "decide", "speak", "total"];

export function Waits({ of }: { of: Record<string, unknown> }) {
  const told = useWords(words);
  const name = useNames();
  const stages = Object.entries(of)
    .filter((entry): entry is [string, Stage] => isStage(entry[1]))
    .toSorted(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other));
  if (stages.length === 0) return null;
  const longest = Math.max(1, ...stages.map(([, stage]) => stage.max_ms));
  return (
    <Panel title={told.waits}>
      <table className="w-full text-sm">
        <thead>
          <tr className="text-left text-ink-3">
            <th scope="col" className="font-normal">{told.stage}</th>
            <th scope="col" className="text-right font-normal">{told.usual}</th>
            <th scope="col" className="text-right font-normal">{told.longest}</th>
          </tr>
        </thead>
        <tbody>
          {stages.map(([stage, { p50_ms, max_ms }]) => (
            <tr key={stage} className={stage === "total" ? "border-t border-line font-medium" : ""}>
              <th scope="row" className="py-1 text-left font-[inherit]">
                {name("stages", stage)}
                <span aria-hidden className="mt-0.5 block h-1 rounded-full bg-accent/60" style={{ width: `${Math.max(2, (p50_ms / longest) * 100)}%` }} />
              </th>
              <td className="numbers py-1 text-right">{told.ms(Math.round(p50_ms))}</td>
              <td className="numbers py-1 text-right text-ink-2">{told.ms(Math.round(max_ms))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
