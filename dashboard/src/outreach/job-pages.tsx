// Pages of calls that go out; each can be called off as long as it waits.
import { PhoneOutgoing } from "lucide-react";
import { api, refresh } from "@/api/client";
import type { usePages } from "@/api/pages";
import { Button } from "@/kit/button";
import { sentence } from "@/kit/sentence";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { complain, say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { jobWords } from "./job-words";
import { type Job, JobLine } from "./jobs";

export const STATUSES = ["in_progress", "scheduled", "completed", "failed", "refused", "cancelled"] as const;
export type StatusFilter = (typeof STATUSES)[number] | "all";

export function JobPages({ asked, about = false }: { asked: ReturnType<typeof usePages<Job>>; about?: boolean }) {
  const told = useWords(jobWords);
  const cancel = async (job: Job) => {
    try {
      await api.POST("/api/outreach/jobs/{job_id}/cancel", { params: { path: { job_id: job.id } } });
      say(told.cancelled(job.name ?? told.nobody));
    } catch (error) {
      complain(sentence(error));
    }
    refresh("/api/outreach", "/api/campaigns");
  };
  return (
    <Answer of={asked} skeleton={<Skeleton rows={4} each={() => <Bar className="mx-4 my-4 w-72" />} />}>
      {() =>
        asked.items.length === 0 ? (
          <Empty icon={<PhoneOutgoing />} title={told.none}>
            {about ? told.noneLead : null}
          </Empty>
        ) : (
          <>
            <ul aria-label={told.list} className="divide-y divide-line">
              {asked.items.map((job) => (
                <li key={job.id}>
                  <JobLine job={job} about={about} onCancel={(one) => void cancel(one)} />
                </li>
              ))}
            </ul>
            {asked.hasNextPage && (
              <Button look="quiet" className="h-10! w-full rounded-none! border-t border-t-line!" busy={asked.isFetchingNextPage} onClick={asked.more}>
                {told.more}
              </Button>
            )}
          </>
        )
      }
    </Answer>
  );
}
