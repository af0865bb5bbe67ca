// The conversation with the server. It is kept by a session id (a UUID) in this browser, so that it
// goes on after the page was left. Where a browser lets no frame keep anything, the site around it
// keeps the id for as long as its tab is open (see loader.ts).

export interface Appointment {
  intent: string;
  needsConfirmation: boolean;
  appointmentCandidate: string | null;
  options: string[];
  service: string | null;
  status: string | null;
}

export interface Answer {
  response: string;
  appointmentData: Appointment | null;
  state: string;
  ended: boolean;
}

export interface Line {
  who: string;
  text: string;
}

/** What the server refused. `code` is for programs. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const EXPIRED = "token_expired";
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** This browser's own storage; null where it is denied to a frame of another site. */
function storage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

export class Conversation {
  readonly #clinic: string;
  readonly #place: string;
  #session: string | null = null;
  #token = "";

  constructor(clinic: string) {
    this.#clinic = clinic;
    this.#place = `frontdesk.chat.${clinic}`;
    const kept = storage();
    const id = kept === null ? location.hash.slice(1) : kept.getItem(this.#place);
    this.#session = id !== null && UUID.test(id) ? id : null;
  }

  #keep(session: string | null): void {
    this.#session = session;
    const kept = storage();
    if (kept === null) {
      if (window.parent !== window) window.parent.postMessage({ frontdesk: "session", session }, "*");
    } else if (session === null) kept.removeItem(this.#place);
    else kept.setItem(this.#place, session);
  }

  /** Go on with the conversation of this browser, or begin one. Raises `Refused`, `TypeError`. */
  async open(): Promise<void> {
    const body = { clinicId: this.#clinic, ...(this.#session !== null && { sessionId: this.#session }) };
    const given = await this.#ask<{ token: string; sessionId: string }>("POST", "/api/chatbot/token", body);
    this.#token = given.token;
    this.#keep(given.sessionId);
  }

  /** Leave this conversation; the next `open` begins another. */
  leave(): void {
    this.#keep(null);
  }

  /** Say something; nothing at all asks for the greeting, or for where the conversation stands. */
  async say(message: string): Promise<Answer> {
    return this.#signed("POST", "/api/chatbot/message", () => ({ message, sessionId: this.#session }));
  }

  /** What was said so far. Lines in brackets are no speech. */
  async lines(): Promise<Line[]> {
    const found: Line[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `?cursor=${cursor}`;
      const path = `/api/chat_sessions/${this.#session}/messages${query}`;
      const page: { items: Line[]; next: string | null } = await this.#signed("GET", path);
      found.push(...page.items.filter((line) => !line.text.startsWith("[")));
      cursor = page.next;
    } while (cursor !== null);
    return found;
  }

  async #signed<T>(method: string, path: string, body?: () => unknown): Promise<T> {
    try {
      return await this.#ask<T>(method, path, body?.());
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== EXPIRED) throw error;
      await this.open();
      return this.#ask<T>(method, path, body?.());
    }
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = this.#token === "" ? {} : { Authorization: `Bearer ${this.#token}` };
    const asked: RequestInit = { method, headers, credentials: "omit" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      asked.body = JSON.stringify(body);
    }
    const answer = await fetch(path, asked);
    if (!answer.ok) {
      const told = (await answer.json().catch(() => ({}))) as { code?: string };
      throw new Refused(answer.status, told.code ?? "");
    }
    return (await answer.json()) as T;
  }
}
