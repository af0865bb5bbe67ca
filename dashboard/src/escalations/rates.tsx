// How often calls are handed on, how that was judged, and what is aimed at.
import { $api } from "@/api/client";
import { Figure } from "@/kit/panel";
import { useLanguage, useWords } from "@/words/language";
import { words } from "./words";

export function Rates() {
  const told = useWords(words);
  const { language } = useLanguage();
  const { data } = $api.useQuery("get", "/api/escalations/rates", {});
  const share = (of: number | null | undefined) =>
    of === null || of === undefined
      ? told.none
      : new Intl.NumberFormat(language === "es" ? "es-US" : "en-US", { style: "percent", maximumFractionDigits: 0 }).format(of);
  const over = (of: number | null | undefined, aim: number | undefined) => of !== null && of !== undefined && aim !== undefined && of > aim;
  const aims = data?.at_most ?? {};
  return (
    <section aria-label={told.rates}>
      <h2 className="mb-2 text-sm font-medium text-ink-2">{told.rates}</h2>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
        <Figure
          value={share(data?.escalation_rate)}
          label={told.rate}
          tone={over(data?.escalation_rate, aims["escalation_rate"]) ? "warn" : "plain"}
          hint={told.atMost(share(aims["escalation_rate"]))}
        />
        <Figure
          value={share(data?.needless_rate)}
          label={told.needless}
          tone={over(data?.needless_rate, aims["needless_rate"]) ? "warn" : "plain"}
          hint={told.atMost(share(aims["needless_rate"]))}
        />
        <Figure value={data?.late ?? told.none} label={told.late} tone={(data?.late ?? 0) > 0 ? "danger" : "plain"} hint={told.aimNone} />
        <Figure value={share(data?.reached)} label={told.reached} />
      </div>
    </section>
  );
}
