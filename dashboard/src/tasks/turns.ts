// What is done with one task is sent one after the other: whoever presses two keys means them in that
// order, however slow the line is.

const latest = new Map<string, Promise<unknown>>();

/** Whether something done with a task is still on its way. */
export function isUnderWay(id: string): boolean {
  return latest.has(id);
}

/** Do it when what was done with the task before is done, or has failed. */
export async function inTurn<T>(id: string, does: () => Promise<T>): Promise<T> {
  const before = latest.get(id) ?? Promise.resolve();
  const own = before.then(does, does);
  latest.set(id, own);
  try {
    return await own;
  } finally {
    if (latest.get(id) === own) latest.delete(id);
  }
}
