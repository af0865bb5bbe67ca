// CodeMirror with what a flow needs and no more. Everything that asks the desk (names, schema, words)
// is given as a function, so that a state made once follows what is known later.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, type IndentContext, indentOnInput, indentService, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from "@codemirror/view";
import { completions, type Known } from "./completion";
import { hangingLines } from "./hanging";
import { meanings } from "./hover";
import { look } from "./look";
import { rowOf } from "./place";

export interface Asks {
  known: () => Known;
  usually: () => string;
  onUpdate: (update: ViewUpdate) => void;
  label: string;
  phrases: Record<string, string>;
  fixed: boolean;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";

/** A new line stands under the one above; deeper where that opens something. */
function indentation(context: IndentContext, position: number): number | null {
  const { text } = context.lineAt(position, -1);
  const row = rowOf(text);
  if (row.blank) return row.indent;
  return row.key !== null && text.slice(row.value).trim() === "" ? row.column + 2 : row.column;
}

export function extensions(asks: Asks): Extension[] {
  return [
    EditorView.cspNonce.of(nonce),
    EditorState.phrases.of(asks.phrases),
    EditorState.tabSize.of(2),
    EditorState.readOnly.of(asks.fixed),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ "aria-label": asks.label, tabindex: "0", spellcheck: "false", autocapitalize: "off" }),
    EditorView.updateListener.of(asks.onUpdate),
    indentUnit.of("  "),
    indentService.of(indentation),
    lineNumbers(),
    codeFolding(),
    foldGutter({ openText: "⌄", closedText: "›" }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    search({ top: true }),
    highlightSelectionMatches(),
    autocompletion({ override: [completions(asks.known)], icons: false, activateOnTypingDelay: 60 }),
    meanings(asks.known, asks.usually),
    yaml(),
    look,
    hangingLines,
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
  ];
}
