// The text of one file at a time. Each file keeps its cursor, its folds and what can be undone.
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef } from "react";
import { useLanguage, useWords } from "@/words/language";
import type { FlowProblem, Mend } from "../data";
import type { Manuscript } from "../manuscript";
import { phrases, words } from "../words";
import type { Known } from "./completion";
import { changeOf, diagnostics, offset, smallest } from "./marks";
import { extensions } from "./setup";

export interface SourceHandle {
  goTo: (line: number, column?: number) => void;
  mend: (mend: Mend) => void;
  /** Show a line at first, unless somebody has begun already. */
  begin: (line: number) => void;
}

export default function Source({
  manuscript,
  file,
  problems,
  known,
  onCursor,
  ref,
}: {
  manuscript: Manuscript;
  file: string;
  problems: readonly FlowProblem[];
  known: Known;
  onCursor: (file: string, line: number) => void;
  ref: Ref<SourceHandle>;
}) {
  const told = useWords(words);
  const { language } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const states = useRef(new Map<string, EditorState>());
  const shown = useRef(file);
  const open = useRef<(name: string) => void>(() => undefined);
  const latest = useRef({ known, onCursor, told });
  latest.current = { known, onCursor, told };

  useEffect(() => {
    const kept = states.current;
    const stateOf = (name: string): EditorState => {
      const onUpdate = (update: ViewUpdate) => {
        if (update.docChanged) manuscript.type(name, update.state.doc);
        if (update.docChanged || update.selectionSet) {
          latest.current.onCursor(name, update.state.doc.lineAt(update.state.selection.main.head).number);
        }
      };
      const found = extensions({
        known: () => latest.current.known,
        usually: () => latest.current.told.usually("{0}"),
        onUpdate,
        label: latest.current.told.textOf(name),
        phrases: phrases[language],
        fixed: manuscript.fixed,
      });
      return EditorState.create({ doc: manuscript.doc(name), extensions: found });
    };
    kept.clear();
    const made = new EditorView({ state: stateOf(shown.current), parent: place.current as HTMLElement });
    kept.set(shown.current, made.state);
    view.current = made;
    const stop = manuscript.onReplaced((name, text) => {
      const now = name === shown.current ? made.state : kept.get(name);
      if (now === undefined) return;
      const spec = { changes: smallest(now.doc.toString(), text), annotations: Transaction.userEvent.of("input.form") };
      if (name === shown.current) made.dispatch(spec);
      else kept.set(name, now.update(spec).state);
    });
    open.current = (name) => {
      if (name === shown.current) return;
      kept.set(shown.current, made.state);
      shown.current = name;
      const next = kept.get(name) ?? stateOf(name);
      kept.set(name, next);
      made.setState(next);
      latest.current.onCursor(name, next.doc.lineAt(next.selection.main.head).number);
    };
    return () => {
      stop();
      made.destroy();
      view.current = null;
    };
  }, [manuscript, language]);

  useEffect(() => {
    open.current(file);
  }, [file, language]);

  useEffect(() => {
    const made = view.current;
    if (made === null) return;
    const own = problems.filter((one) => one.file === shown.current);
    made.dispatch(setDiagnostics(made.state, diagnostics(made.state.doc, own)));
  }, [problems, file, language]);

  useImperativeHandle(ref, () => ({
    goTo: (line, column = 1) => {
      const made = view.current;
      if (made === null) return;
      const head = offset(made.state.doc, line, column);
      made.dispatch({
        selection: { anchor: head },
        effects: EditorView.scrollIntoView(head, { y: "center" }),
      });
      made.focus();
    },
    mend: (mend) => {
      const made = view.current;
      if (made === null) return;
      const change = changeOf(made.state.doc, mend);
      made.dispatch({ changes: change, selection: { anchor: change.from + change.insert.length }, scrollIntoView: true });
      made.focus();
    },
    begin: (line) => {
      const made = view.current;
      if (made === null || made.state.selection.main.head !== 0 || made.scrollDOM.scrollTop > 0) return;
      const head = offset(made.state.doc, line, 1);
      const seen = EditorView.scrollIntoView(head, { y: "start", yMargin: 40 });
      made.dispatch({ selection: { anchor: head }, effects: seen });
      // Lines that were never drawn have guessed heights: once more when they are known.
      requestAnimationFrame(() => requestAnimationFrame(() => made.dispatch({ effects: seen })));
    },
  }));

  return <div ref={place} className="h-full min-h-0 overflow-hidden" data-source={file} />;
}
