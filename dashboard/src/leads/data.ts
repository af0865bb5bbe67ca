// The batches of leads that came to the clinic, and bringing another.
import { $api, api, Problem, reach, refresh, type Schemas } from "@/api/client";
import { usePages } from "@/api/pages";
import { useClinic } from "@/kit/time";

export type Batch = Schemas["BatchOut"];
export type LeadCall = Schemas["LeadCallOut"];

export const PATH = "/api/clients";
const MANY = 50;

/** A clinic is called a client here, as programs that bring leads know it. */
export function useClientId(): string | null {
  return useClinic()?.id ?? null;
}

export function useBatches() {
  const client = useClientId();
  return usePages<Batch>(
    `${PATH}/batches`,
    client,
    async (cursor, signal) => {
      const { data } = await api.GET("/api/clients/{client_id}/batches", {
        params: { path: { client_id: client ?? "" }, query: { limit: MANY, ...cursor } },
        signal,
      });
      return data;
    },
    { enabled: client !== null },
  );
}

export function useBatch(id: string) {
  const client = useClientId();
  return $api.useQuery(
    "get",
    "/api/clients/{client_id}/batches/{batch_id}",
    { params: { path: { client_id: client ?? "", batch_id: id } } },
    { enabled: client !== null },
  );
}

export function useLeads(batch: string) {
  const client = useClientId();
  return usePages<LeadCall>(
    `${PATH}/batches/calls`,
    [client, batch],
    async (cursor, signal) => {
      const { data } = await api.GET("/api/clients/{client_id}/batches/{batch_id}/calls", {
        params: { path: { client_id: client ?? "", batch_id: batch }, query: { limit: MANY, ...cursor } },
        signal,
      });
      return data;
    },
    { enabled: client !== null },
  );
}

/** Send a file; the batch it became, and whether it was here before. Raises `Problem`. */
export async function upload(client: string, file: File, source: string): Promise<{ batch: Batch; isNew: boolean }> {
  const form = new FormData();
  form.set("file", file);
  if (source !== "") form.set("source", source);
  // Without a key of ours the file itself is the key: the same one twice is one batch.
  const request = new Request(`/api/clients/${client}/uploads`, { method: "POST", body: form, headers: { "Idempotency-Key": "" } });
  const answer = await reach(request);
  const batch = (await answer.json()) as Batch;
  if (typeof batch.id !== "string") throw new Problem(answer.status, "", "unreadable");
  refresh(PATH);
  return { batch, isNew: answer.status === 201 };
}

/** The results of a batch as a file for a spreadsheet. */
export async function download(client: string, batch: Batch): Promise<void> {
  const answer = await reach(new Request(`/api/clients/${client}/batches/${batch.id}/calls.csv`));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = `leads-${batch.created_at.slice(0, 10)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
