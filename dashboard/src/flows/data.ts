// What the server says of flows, by shorter names; and how long work there is begun and followed.
import { useCallback, useEffect, useRef, useState } from "react";
import { api, type Schemas } from "@/api/client";

export type Draft = Schemas["DraftOut"];
export type FlowFile = Schemas["FileOut"];
export type FlowProblem = Schemas["ProblemInFile"];
export type Mend = Schemas["Mend"];
export type Graph = Schemas["GraphOut"];
export type GraphNode = Schemas["NodeOut"];
export type Form = Schemas["FormOut"];
export type Proof = Schemas["ProofOut"];
export type Replays = Schemas["ReplaysOut"];
export type Publishing = Schemas["PublishingOut"];
export type Version = Schemas["VersionOut"];
export type SpokenLine = Schemas["SpokenLine"];

/** A file as it is sent. */
export interface Sent {
  name: string;
  text: string;
}

const POLL_MS = 350;

interface Following<T> {
  told: T | null;
  error: Error | null;
  running: boolean;
}

/** Begin long work and ask how far it is until it ends; beginning anew lets go of what ran before. */
export function useWork<T extends { status: string }, G>(
  begin: (given: G) => Promise<string>,
  ask: (id: string) => Promise<T>,
): Following<T> & { start: (given: G) => void; clear: () => void } {
  const [state, setState] = useState<Following<T>>({ told: null, error: null, running: false });
  const turn = useRef(0);
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  const start = useCallback(
    (given: G) => {
      turn.current += 1;
      const mine = turn.current;
      setState({ told: null, error: null, running: true });
      const follow = async () => {
        const id = await begin(given);
        for (;;) {
          const told = await ask(id);
          if (turn.current !== mine) return;
          const running = told.status === "running";
          setState({ told, error: null, running });
          if (!running) return;
          await new Promise((done) => setTimeout(done, POLL_MS));
          if (turn.current !== mine) return;
        }
      };
      follow().catch((error: Error) => {
        if (turn.current === mine) setState({ told: null, error, running: false });
      });
    },
    [begin, ask],
  );
  const clear = useCallback(() => {
    turn.current += 1;
    setState({ told: null, error: null, running: false });
  }, []);
  return { ...state, start, clear };
}

/** The data of an answer. `api` raises `Problem` where there is none. */
async function dataOf<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked;
  return data as T;
}

const at = (flow: string) => ({ params: { path: { flow } } });

export const server = {
  draft: (flow: string) => dataOf<Draft>(api.GET("/api/flows/{flow}/draft", at(flow))),
  save: (flow: string, revision: number, files: Sent[]) =>
    dataOf<Draft>(api.PUT("/api/flows/{flow}/draft", { ...at(flow), body: { revision, files } })),
  throwAway: (flow: string) => api.DELETE("/api/flows/{flow}/draft", at(flow)),
  check: (flow: string, files: Sent[], signal: AbortSignal) =>
    dataOf<Schemas["Checked"]>(api.POST("/api/flows/{flow}/check", { ...at(flow), body: { files }, signal })),
  changes: (flow: string, files: Sent[]) =>
    dataOf<Schemas["Changes"]>(api.POST("/api/flows/{flow}/changes", { ...at(flow), body: { files } })),
  schema: (flow: string) =>
    dataOf<{ [name: string]: unknown }>(api.GET("/api/flows/{flow}/schema", at(flow))),
  form: (flow: string) => dataOf<Form>(api.GET("/api/flows/{flow}/form", at(flow))),
  reform: (flow: string, files: Sent[], changes: Schemas["FormChange"][]) =>
    dataOf<Schemas["FilesOut"]>(api.PUT("/api/flows/{flow}/form", { ...at(flow), body: { files, changes } })),
  prove: (flow: string, files: Sent[]) =>
    dataOf<{ id: string }>(api.POST("/api/flows/{flow}/proofs", { ...at(flow), body: { files } })),
  proof: (flow: string, proof_id: string) =>
    dataOf<Proof>(api.GET("/api/flows/{flow}/proofs/{proof_id}", { params: { path: { flow, proof_id } } })),
  replay: (flow: string, files: Sent[], last: number) =>
    dataOf<{ id: string }>(api.POST("/api/flows/{flow}/replays", { ...at(flow), body: { files, last } })),
  replays: (flow: string, replay_id: string) =>
    dataOf<Replays>(api.GET("/api/flows/{flow}/replays/{replay_id}", { params: { path: { flow, replay_id } } })),
  publish: (flow: string, revision: number, note: string) =>
    dataOf<{ id: string }>(api.POST("/api/flows/{flow}/publish", { ...at(flow), body: { revision, note } })),
  publishing: (flow: string, publishing_id: string) =>
    dataOf<Publishing>(
      api.GET("/api/flows/{flow}/publishings/{publishing_id}", { params: { path: { flow, publishing_id } } }),
    ),
  restore: (flow: string, version_id: string) =>
    dataOf<Version>(
      api.POST("/api/flows/{flow}/versions/{version_id}/restore", { params: { path: { flow, version_id } } }),
    ),
};
