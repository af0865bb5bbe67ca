// What was typed and is not saved yet, on this machine: a reload, a lost connection or a sign-in that
// has ended loses nothing. Only the files that differ from the saved ones are held.
import { clinicId } from "@/api/client";

export interface Kept {
  /** The draft that the texts were written on. */
  revision: number;
  at: string;
  files: Record<string, string>;
}

const nameOf = (flow: string) => `frontdesk.draft.${clinicId() ?? ""}.${flow}`;

export function kept(flow: string): Kept | null {
  const text = localStorage.getItem(nameOf(flow));
  if (text === null) return null;
  try {
    const found = JSON.parse(text) as Kept;
    return typeof found.revision === "number" && typeof found.files === "object" ? found : null;
  } catch {
    return null;
  }
}

/** Hold texts; false where the machine has no room for them. */
export function keep(flow: string, given: Kept): boolean {
  try {
    localStorage.setItem(nameOf(flow), JSON.stringify(given));
    return true;
  } catch {
    return false;
  }
}

export function letGo(flow: string): void {
  localStorage.removeItem(nameOf(flow));
}
