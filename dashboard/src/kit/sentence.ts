// What went wrong, as the server or the browser says it.

/** The sentence of an error; nothing where it has none. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : "";
}
