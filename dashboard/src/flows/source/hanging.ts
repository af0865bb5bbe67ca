// A line that is broken goes on under its own beginning, not at the edge. Classes, not styles: the
// page's policy lets no style stand in an element that was not made by code.
import { RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

const MOST = 24;
const EDGE = 6;
const marks = Array.from({ length: MOST + 1 }, (_, columns) => Decoration.line({ class: `cm-hangs-${columns}` }));
const rules = Object.fromEntries(
  marks.map((_, columns) => [`.cm-line.cm-hangs-${columns}`, { paddingLeft: `calc(${EDGE}px + ${columns}ch)`, textIndent: `-${columns}ch` }]),
);

function hanging(view: EditorView): DecorationSet {
  const found = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      const lead = /^ *(?:- +|#\s*(?:- +)?)?/.exec(line.text)?.[0].length ?? 0;
      found.add(line.from, line.from, marks[Math.min(MOST, lead)] as Decoration);
      at = line.to + 1;
    }
  }
  return found.finish();
}

export const hangingLines = [
  EditorView.theme(rules),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = hanging(view);
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.decorations = hanging(update.view);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  ),
];
