// What this desk has done itself a moment ago: only what others do is pointed out.
const KEPT_MS = 20_000;
const own = new Map<string, number>();

export function noteOwn(id: string): void {
  own.set(id, Date.now());
}

export function isOwn(id: string): boolean {
  return Date.now() - (own.get(id) ?? 0) < KEPT_MS;
}
