// The campaigns of the clinic, and what is done with one.
import { $api, api, refresh, type Schemas } from "@/api/client";
import { usePages } from "@/api/pages";

export type Campaign = Schemas["CampaignOut"];
export type Action = "start" | "pause" | "resume" | "end";

export const PATH = "/api/campaigns";
const MANY = 50;

export function useCampaigns() {
  return usePages<Campaign>(PATH, null, async (cursor, signal) => {
    const { data } = await api.GET(PATH, { params: { query: { limit: MANY, ...cursor } }, signal });
    return data;
  });
}

export function useCampaign(id: string) {
  return $api.useQuery("get", "/api/campaigns/{campaign_id}", { params: { path: { campaign_id: id } } });
}

/** Start, pause, resume or end one. Raises `Problem`. */
export async function act(id: string, action: Action): Promise<void> {
  await api.POST("/api/campaigns/{campaign_id}/{action}", { params: { path: { campaign_id: id, action } } });
  refresh(PATH, "/api/outreach");
}
