// Who is signed in. The access token lives in memory for minutes; what renews it is a cookie that no
// script can read. Renewing uses the cookie up, so tabs take turns.
import { useSyncExternalStore } from "react";
import type { components } from "./schema";

export type Person = components["schemas"]["PersonOut"];
type SignIn = components["schemas"]["SignInOut"];

export interface Session {
  /** `unknown` until the first answer of the server. */
  state: "unknown" | "in" | "out";
  person: Person | null;
  /** Why the last sign-in ended, where it did not end on purpose. */
  why: string | null;
}

const TURN = "frontdesk.renew";
const GONE = "frontdesk.signed-out";
const ATTENDED_MS = 60_000;
/** A token this close to its end is renewed first. */
const SPARE_MS = 20_000;

let session: Session = { state: "unknown", person: null, why: null };
let token: string | null = null;
let ends = 0;
let touched = Date.now();
const watchers = new Set<() => void>();
const others = new BroadcastChannel("frontdesk.session");

function change(next: Session): void {
  session = next;
  for (const each of watchers) each();
}

function take(given: SignIn): void {
  token = given.access_token;
  ends = Date.now() + given.expires_in * 1000;
  change({ state: "in", person: given.user, why: null });
}

for (const kind of ["pointerdown", "keydown", "wheel", "touchstart"]) {
  addEventListener(kind, () => (touched = Date.now()), { passive: true, capture: true });
}

others.onmessage = (message: MessageEvent<string>) => {
  if (message.data === GONE) forget(null);
};

/** Nobody is signed in any more, in this tab. */
export function forget(why: string | null): void {
  token = null;
  if (session.state !== "out") change({ state: "out", person: null, why });
}

/** Whether somebody sits there: what the desk asks for by itself does not keep a sign-in alive. */
export function isAttended(): boolean {
  return Date.now() - touched < ATTENDED_MS;
}

/** What every request carries on behalf of whoever is (not) there. */
export function attendance(): Record<string, string> {
  return isAttended() ? {} : { "Frontdesk-Unattended": "true" };
}

async function ask(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...attendance() },
    body: JSON.stringify(body),
    credentials: "same-origin",
  });
}

let renewing: Promise<boolean> | null = null;

async function renewed(): Promise<boolean> {
  return navigator.locks.request(TURN, async () => {
    const answer = await ask("/api/auth/refresh", {});
    if (!answer.ok) {
      if (answer.status === 401) forget(session.state === "in" ? "ended" : null);
      return false;
    }
    take((await answer.json()) as SignIn);
    return true;
  });
}

/** Renew the sign-in; false where it has ended. One at a time. */
export function renew(): Promise<boolean> {
  renewing ??= renewed().finally(() => (renewing = null));
  return renewing;
}

/** A token that is good for a moment yet, or null where nobody is signed in. */
export async function goodToken(): Promise<string | null> {
  if (token !== null && Date.now() < ends - SPARE_MS) return token;
  return (await renew()) ? token : null;
}

export class SignInError extends Error {
  readonly code: string;
  constructor(detail: string, code: string) {
    super(detail);
    this.code = code;
  }
}

async function entered(path: string, body: unknown): Promise<void> {
  const answer = await ask(path, body);
  const told = (await answer.json()) as SignIn & { detail?: string; code?: string };
  if (!answer.ok) throw new SignInError(told.detail ?? "", told.code ?? "");
  take(told);
}

/** Sign in. Raises `SignInError`, with `totp_required` where the code is needed. */
export function signIn(email: string, password: string, totp?: string): Promise<void> {
  return entered("/api/auth/login", totp ? { email, password, totp } : { email, password });
}

/** Sign in with the address that `make run` printed. Raises `SignInError`. */
export function signInByWelcome(welcome: string): Promise<void> {
  return entered("/api/auth/welcome", { token: welcome });
}

export async function signOut(): Promise<void> {
  const held = await goodToken();
  if (held !== null) {
    await fetch("/api/auth/logout", { method: "POST", headers: { Authorization: `Bearer ${held}` } });
  }
  others.postMessage(GONE);
  forget(null);
}

export function useSession(): Session {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => session,
  );
}

/** Whether somebody may change what is everybody's. */
export function useIsAdmin(): boolean {
  const role = useSession().person?.role;
  return role === "admin" || role === "practice_admin";
}
