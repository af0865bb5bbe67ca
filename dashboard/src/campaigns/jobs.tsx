// The calls of a campaign, by name, narrowed by how they stand.
import { useState } from "react";
import { api } from "@/api/client";
import { usePages } from "@/api/pages";
import { JobPages, STATUSES, type StatusFilter } from "@/outreach/job-pages";
import { jobWords } from "@/outreach/job-words";
import type { Job } from "@/outreach/jobs";
import { Filters } from "@/kit/tabs";
import { Panel } from "@/kit/panel";
import { words as outreach } from "@/outreach/words";
import { useWords } from "@/words/language";
import { type Campaign, PATH } from "./data";

const MANY = 25;

export function CampaignJobs({ campaign }: { campaign: Campaign }) {
  const told = useWords(jobWords);
  const names = useWords(outreach);
  const [status, setStatus] = useState<StatusFilter>("all");
  const asked = usePages<Job>(`${PATH}/jobs`, [campaign.id, status], async (cursor, signal) => {
    const { data } = await api.GET("/api/campaigns/{campaign_id}/jobs", {
      params: { path: { campaign_id: campaign.id }, query: { limit: MANY, ...cursor, ...(status === "all" ? {} : { status }) } },
      signal,
    });
    return data;
  });
  const there = STATUSES.filter((each) => campaign.progress[each] > 0);
  return (
    <Panel
      title={told.list}
      flush
      actions={
        there.length > 1 && (
          <Filters
            label={told.status}
            chosen={status}
            onChoose={setStatus}
            choices={[
              { name: "all" as StatusFilter, label: told.all },
              ...there.map((each) => ({ name: each as StatusFilter, label: `${names.statuses[each]} ${campaign.progress[each]}` })),
            ]}
          />
        )
      }
    >
      <JobPages asked={asked} />
    </Panel>
  );
}
