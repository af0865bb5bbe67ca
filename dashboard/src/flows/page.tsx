// Flows: the clinic's flows, and the editor of one. The editor and its libraries are loaded when one is
// opened.
import { lazy, Suspense } from "react";
import { Route, Routes } from "react-router";
import { EditorSkeleton } from "./editor-skeleton";
import { FlowList } from "./flow-list";

const Editor = lazy(() => import("./editor"));

export default function Flows() {
  return (
    <Routes>
      <Route index element={<FlowList />} />
      <Route
        path=":name"
        element={
          <Suspense fallback={<EditorSkeleton />}>
            <Editor />
          </Suspense>
        }
      />
    </Routes>
  );
}
