// Problems as the editor underlines them, and edits as it makes them.
import type { Diagnostic } from "@codemirror/lint";
import type { ChangeSpec, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { FlowProblem, Mend } from "../data";

/** A position in a text; what lies outside it is its nearest end. */
export function offset(doc: Text, line: number, column: number): number {
  const one = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(one.from + Math.max(0, column - 1), one.to);
}

export function changeOf(doc: Text, mend: Mend): { from: number; to: number; insert: string } {
  const edit = mend.text_edit;
  return {
    from: offset(doc, edit.line, edit.column),
    to: offset(doc, edit.end_line, edit.end_column),
    insert: edit.text,
  };
}

export function diagnostics(doc: Text, problems: readonly FlowProblem[]): Diagnostic[] {
  const found = problems
    .filter((one) => one.line > 0)
    .map((one): Diagnostic => {
      const from = offset(doc, one.line, one.column);
      const to = Math.max(from, offset(doc, one.line, one.end_column));
      const line = doc.lineAt(from);
      return {
        from: from === to && from === line.to ? line.from : from,
        to: from === to ? Math.min(line.to, from + 1) : to,
        severity: "error",
        message: one.text,
        actions: one.mends.map((mend) => ({
          name: mend.title,
          apply: (view: EditorView, start: number, end: number) => {
            const edit = changeOf(doc, mend);
            const moved = edit.from === from && edit.to === to ? { ...edit, from: start, to: end } : edit;
            view.dispatch({ changes: moved, userEvent: "input.mend" });
          },
        })),
      };
    });
  return found.sort((one, other) => one.from - other.from);
}

/** The smallest change that makes one text of another: places beside it stay where they are. */
export function smallest(before: string, after: string): ChangeSpec {
  let start = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
