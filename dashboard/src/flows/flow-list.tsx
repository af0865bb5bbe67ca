// The clinic's flows: what answers its telephone, since when, and whether somebody works on it.
import { Pencil, Workflow } from "lucide-react";
import { Link } from "react-router";
import { $api } from "@/api/client";
import { Chip } from "@/kit/chip";
import { Page } from "@/kit/panel";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { useWords } from "@/words/language";
import { words } from "./words";

export function FlowList() {
  const told = useWords(words);
  const asked = $api.useQuery("get", "/api/flows", {});
  return (
    <Page title={told.flows} lead={told.flowsLead}>
      <Answer
        of={asked}
        skeleton={
          <Skeleton
            rows={2}
            each={() => (
              <div className="mb-3 flex h-24 flex-col gap-3 rounded-xl border border-line bg-surface p-5">
                <Bar className="h-5 w-48" />
                <Bar className="w-72" />
              </div>
            )}
          />
        }
      >
        {(flows) =>
          flows.length === 0 ? (
            <Empty icon={<Workflow />} title={told.noFlows}>
              {told.noFlowsLead}
            </Empty>
          ) : (
            <ul className="flex flex-col gap-3">
              {flows.map((flow) => (
                <li key={flow.name}>
                  <Link
                    to={`/flows/${flow.name}`}
                    className="group flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border border-line bg-surface p-5 transition-colors duration-100 hover:border-line-strong"
                  >
                    <span aria-hidden className="flex size-10 items-center justify-center rounded-lg bg-accent-tint text-accent-text">
                      <Workflow className="size-5" strokeWidth={1.8} />
                    </span>
                    <span className="min-w-0 flex-1">
                      <span className="flex flex-wrap items-center gap-2">
                        <span className="text-lg font-semibold">{flow.title}</span>
                        {flow.published === null ? (
                          <Chip tone="warn">{told.notPublished}</Chip>
                        ) : (
                          <Chip tone="ok">
                            {told.inForce}
                            {flow.published.number !== null && ` · ${told.version(flow.published.number)}`}
                          </Chip>
                        )}
                        {flow.has_draft && (
                          <Chip tone="accent" icon={<Pencil className="size-3" aria-hidden />}>
                            {flow.draft_by === null ? told.draft : told.draftOf(flow.draft_by)}
                          </Chip>
                        )}
                      </span>
                      <span className="block text-ink-2">
                        {flow.published === null ? "" : (flow.published.by_name ?? told.byFiles)}
                        {flow.published?.at != null && (
                          <>
                            {" · "}
                            <Ago at={flow.published.at} />
                          </>
                        )}
                        {flow.published?.note ? ` · ${flow.published.note}` : ""}
                      </span>
                    </span>
                    <span className="text-sm text-ink-3 max-md:w-full max-md:pl-14">
                      {flow.languages.map((one) => (told.languages as Record<string, string>)[one] ?? one).join(" · ")}
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Page>
  );
}
