// Rows as a sheet (CSV, RFC 4180), kept as a file by the browser. Made here from what is shown, so
// that nothing is exported which was not seen.

type Cell = string | number | boolean | null | undefined;

/** What a spreadsheet would take for a formula gets a mark in front that makes it text. */
function cell(value: Cell): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function sheetOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [heads, ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
}

/** Have the browser keep a text as a file. */
export function keep(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
