// The conversations by text, and the texts of one.
import { api, type Schemas } from "@/api/client";
import { usePages } from "@/api/pages";

export type Thread = Schemas["ThreadOut"];
export type Text = Schemas["api__routes__messages__MessageOut"];
type OfThread = Schemas["ThreadPage"];

export const PATH = "/api/messages/threads";
const MANY = 50;

export function useThreads() {
  return usePages<Thread>(PATH, null, async (cursor, signal) => {
    const { data } = await api.GET(PATH, { params: { query: { limit: MANY, ...cursor } }, signal });
    return data;
  });
}

/** The texts of a thread, the latest first, and the thread itself. */
export function useTexts(id: string) {
  const pages = usePages<Text, OfThread>(`${PATH}/{thread_id}`, id, async (cursor, signal) => {
    const { data } = await api.GET("/api/messages/threads/{thread_id}", {
      params: { path: { thread_id: id }, query: { limit: MANY, ...cursor } },
      signal,
    });
    return data;
  });
  return { ...pages, thread: pages.data?.pages[0]?.thread };
}
