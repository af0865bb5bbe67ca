// Two people have changed the same text: what each changed, line by line, and both together where they
// changed different places.

export interface Hunk {
  /** Lines `from` up to `to` of the text before, in whose place `lines` stand. */
  from: number;
  to: number;
  lines: string[];
}

/** The most lines of each side that are compared one by one; beyond, the whole middle is one hunk. */
const MOST = 1200;

/** What of `before` is different in `after`. */
export function hunks(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const [rows, columns] = [before.length - start - end, after.length - start - end];
  if (rows === 0 && columns === 0) return [];
  const whole = { from: start, to: start + rows, lines: after.slice(start, start + columns) };
  if (rows === 0 || columns === 0 || rows > MOST || columns > MOST) return [whole];
  const width = columns + 1;
  const same = new Uint16Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      same[row * width + column] =
        before[start + row] === after[start + column]
          ? (same[(row + 1) * width + column + 1] as number) + 1
          : Math.max(same[(row + 1) * width + column] as number, same[row * width + column + 1] as number);
    }
  }
  const found: Hunk[] = [];
  let open: Hunk | null = null;
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[start + row] === after[start + column]) {
      open = null;
      row += 1;
      column += 1;
      continue;
    }
    if (open === null) {
      open = { from: start + row, to: start + row, lines: [] };
      found.push(open);
    }
    const down = row < rows ? (same[(row + 1) * width + column] as number) : -1;
    const aside = column < columns ? (same[row * width + column + 1] as number) : -1;
    if (row < rows && (column >= columns || down >= aside)) {
      row += 1;
      open.to = start + row;
    } else {
      open.lines.push(after[start + column] as string);
      column += 1;
    }
  }
  return found;
}

/** Both changes in one text; null where they meet. */
export function merged(base: string, mine: string, theirs: string): string | null {
  const lines = base.split("\n");
  const own = hunks(lines, mine.split("\n"));
  const other = hunks(lines, theirs.split("\n"));
  const meet = own.some((one) => other.some((two) => one.from <= two.to && two.from <= one.to));
  if (meet) return null;
  const all = [...own, ...other].sort((one, two) => two.from - one.from);
  for (const hunk of all) lines.splice(hunk.from, hunk.to - hunk.from, ...hunk.lines);
  return lines.join("\n");
}
