// One flow on the table: text or form, picture, and what is proved and tried, beside one another where
// there is room and one at a time on a telephone.
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/kit/button";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { useCheck } from "./check";
import { type FlowProblem, type GraphNode, type Mend, type Proof, server, useWork } from "./data";
import { nodeAt } from "./graph/lanes";
import { Light } from "./graph/light";
import { Middle } from "./graph/middle";
import { Head } from "./head";
import { useKnown } from "./known";
import { Left } from "./left";
import { type Manuscript, useStanding } from "./manuscript";
import { Panes, useWide } from "./panes";
import { Publish } from "./publish";
import { Side } from "./side/side";
import { useSideTabs } from "./side/tabs";
import { placeAt } from "./source/place";
import type { SourceHandle } from "./source/source";
import { Stale } from "./stale";
import type { View } from "./view-choice";
import { words } from "./words";

const THREE = 1080;
const TWO = 768;

export function Room({ manuscript }: { manuscript: Manuscript }) {
  const told = useWords(words);
  const times = useTimes();
  const flow = manuscript.flow;
  const title = flow.charAt(0).toUpperCase() + flow.slice(1).replaceAll("_", " ");
  const [light] = useState(() => new Light());
  const [file, setFile] = useState(`${flow}.yaml`);
  const [view, setView] = useState<View>("text");
  const [tab, setTab] = useState("proof");
  const [part, setPart] = useState("text");
  const [publishing, setPublishing] = useState(false);
  const [back, setBack] = useState(manuscript.broughtBack);
  const source = useRef<SourceHandle>(null);
  const check = useCheck(manuscript);
  const standing = useStanding(manuscript);
  const known = useKnown(manuscript, check, file);
  const three = useWide(THREE);
  const two = useWide(TWO);

  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  useEffect(() => {
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      void manuscript.save();
    };
    addEventListener("keydown", keyed);
    return () => removeEventListener("keydown", keyed);
  }, [manuscript]);

  const graph = useRef(check.graph);
  graph.current = check.graph;
  const onCursor = useCallback(
    (name: string, line: number) => {
      const drawn = graph.current;
      if (drawn === null) return;
      const found = nodeAt(drawn, name, line);
      if (found !== null) {
        light.stand(found);
        return;
      }
      const doc = manuscript.doc(name);
      const place = placeAt(doc, doc.line(Math.min(line, doc.lines)).to);
      const own = place?.path[0] === "slots" || place?.path[0] === "prompts" ? place.path[1] : undefined;
      light.stand(drawn.nodes.find((node) => node.names.includes(String(own)))?.id ?? null);
    },
    [light, manuscript],
  );

  const begun = useRef(false);
  useEffect(() => {
    const first = check.graph?.nodes.find((node) => node.kind === "request");
    if (begun.current || first?.line == null || first.file !== file) return;
    begun.current = true;
    source.current?.begin(first.line);
  }, [check.graph, file]);

  const goTo = useCallback((name: string, line: number, column = 1) => {
    setView("text");
    setPart("text");
    setFile(name);
    requestAnimationFrame(() => requestAnimationFrame(() => source.current?.goTo(line, column)));
  }, []);
  const onOpen = useCallback(
    (node: GraphNode) => {
      if (node.file === null || node.line === null) return;
      light.stand(node.id);
      if (manuscript.files.some((one) => one.name === node.file)) goTo(node.file, node.line);
    },
    [goTo, light, manuscript],
  );
  const onMend = (problem: FlowProblem, mend: Mend) => {
    setView("text");
    setFile(problem.file);
    requestAnimationFrame(() => requestAnimationFrame(() => source.current?.mend(mend)));
  };

  const faults = useMemo(() => {
    const drawn = check.graph;
    if (drawn === null) return new Set<string>();
    return new Set(check.problems.flatMap((one) => nodeAt(drawn, one.file, one.line) ?? []));
  }, [check.graph, check.problems]);

  const [proved, setProved] = useState(-1);
  const [prove] = useState(() => async (version: number) => {
    setProved(version);
    return (await server.prove(flow, manuscript.texts())).id;
  });
  const [askProof] = useState(() => (id: string) => server.proof(flow, id));
  const proof = useWork<Proof, number>(prove, askProof);
  const proving = { ...proof, old: proved !== check.version, start: () => proof.start(manuscript.version) };

  const reload = useCallback(async () => manuscript.rebase(await server.draft(flow)), [manuscript, flow]);
  const restored = useCallback(() => {
    if (manuscript.revision === 0) void reload();
    else check.again();
  }, [manuscript, reload, check]);
  const tabs = useSideTabs({ manuscript, check, light, proving, open: two ? tab : part, onRestored: restored });

  const left = (
    <Left
      manuscript={manuscript}
      check={check}
      known={known}
      file={file}
      onFile={setFile}
      view={view}
      onView={setView}
      onCursor={onCursor}
      onGoTo={(one) => goTo(one.file, Math.max(1, one.line), one.column)}
      onMend={onMend}
      source={source}
    />
  );
  const middle = <Middle check={check} light={light} faults={faults} onOpen={onOpen} usual={two ? "picture" : "list"} />;
  const graphTab = { name: "graph", label: told.graph, kept: true, content: middle };
  const textTab = { name: "text", label: told.text, kept: true, content: left };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <Head
        manuscript={manuscript}
        title={title}
        problems={check.problems.length}
        view={view}
        onView={(next) => {
          setView(next);
          setPart("text");
        }}
        onPublish={() => setPublishing(true)}
        onReload={check.again}
      />
      {standing.is === "offline" && <Note>{told.offline}</Note>}
      {standing.is === "refused" && <Note>{standing.said}</Note>}
      {standing.is === "stale" && <Stale key={standing.theirs.revision} manuscript={manuscript} said={standing.said} theirs={standing.theirs} />}
      {back !== null && standing.is !== "stale" && (
        <Note>
          {told.broughtBack(times.ago(back))}
          <Button
            size="small"
            onClick={() => {
              setBack(null);
              manuscript.put(manuscript.files.map(({ name }) => ({ name, text: manuscript.savedText(name) })));
            }}
          >
            {told.takeOut}
          </Button>
          <Button size="small" look="quiet" onClick={() => setBack(null)}>
            {told.fine}
          </Button>
        </Note>
      )}
      <div className="min-h-0 flex-1">
        {three ? (
          <Panes
            usual={[38, 33, 29]}
            labels={[told.borderOne, told.borderTwo]}
            panes={[
              { name: "left", content: left },
              { name: "middle", content: middle },
              { name: "side", content: <Side label={told.side} tabs={tabs} open={tab} onOpen={setTab} /> },
            ]}
          />
        ) : two ? (
          <Panes
            usual={[52, 48]}
            labels={[told.borderOne]}
            panes={[
              { name: "left", content: left },
              { name: "side", content: <Side label={told.side} tabs={[graphTab, ...tabs]} open={tab} onOpen={setTab} /> },
            ]}
          />
        ) : (
          <Side label={told.parts} tabs={[textTab, graphTab, ...tabs]} open={part} onOpen={setPart} />
        )}
      </div>
      {publishing && (
        <Publish
          manuscript={manuscript}
          at={check.version}
          onClose={() => setPublishing(false)}
          onDone={() => void reload()}
          onGoTo={(name, line) => {
            setPublishing(false);
            goTo(name, line);
          }}
        />
      )}
    </div>
  );
}

function Note({ children }: { children: React.ReactNode }) {
  return (
    <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-warn-tint px-4 py-1.5 text-sm text-warn-text">
      {children}
    </div>
  );
}
