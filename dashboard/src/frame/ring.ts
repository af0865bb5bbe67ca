// What is heard and seen of a call outside the desk: a short tone, and the browser's own notice. Of
// several tabs one rings. Nobody is asked for anything unless they want it.
import { useSyncExternalStore } from "react";

const SOUND = "frontdesk.sound";
const ASKED = "frontdesk.notices";
const ALONE_MS = 4000;
/** Many who ring at once are heard once. */
const QUIET_MS = 2000;
const TONES = [659.3, 880] as const;

const watchers = new Set<() => void>();
let loud = localStorage.getItem(SOUND) !== "off";
let put = localStorage.getItem(ASKED) === "later";
let speaker: AudioContext | null = null;
let rang = 0;

function tell(): void {
  for (const each of watchers) each();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

export function useSound(): boolean {
  return useSyncExternalStore(watch, () => loud);
}

export function chooseSound(on: boolean): void {
  loud = on;
  localStorage.setItem(SOUND, on ? "on" : "off");
  tell();
  if (on) chime();
}

/** Whether it may be offered to show calls outside the window: not refused, not put off. */
export function useOffer(): boolean {
  return useSyncExternalStore(watch, () => "Notification" in window && Notification.permission === "default" && !put);
}

export async function allowNotices(): Promise<void> {
  await Notification.requestPermission();
  tell();
}

export function putOff(): void {
  put = true;
  localStorage.setItem(ASKED, "later");
  tell();
}

/** Two soft tones, twice. A browser lets a page be heard once somebody has touched it. */
function chime(): void {
  if (!navigator.userActivation.hasBeenActive || Date.now() - rang < QUIET_MS) return;
  rang = Date.now();
  speaker ??= new AudioContext();
  void speaker.resume();
  for (const [place, pitch] of [...TONES, ...TONES].entries()) {
    const begins = speaker.currentTime + place * 0.16 + (place > 1 ? 0.35 : 0);
    const tone = speaker.createOscillator();
    const volume = speaker.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(0.12, begins + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + 0.3);
    tone.connect(volume).connect(speaker.destination);
    tone.start(begins);
    tone.stop(begins + 0.32);
  }
}

/** Somebody rings: heard once, and noticed where nobody looks at the desk. */
export function ring(callId: string, title: string, says: string, show: () => void): void {
  void navigator.locks.request(`frontdesk.ring.${callId}`, { ifAvailable: true }, async (mine) => {
    if (mine === null) return;
    if (loud) chime();
    if (!document.hasFocus() && "Notification" in window && Notification.permission === "granted") {
      const notice = new Notification(title, { body: says, tag: callId, silent: loud, icon: "/dashboard/icon.svg" });
      notice.onclick = () => {
        window.focus();
        notice.close();
        show();
      };
    }
    await new Promise((done) => setTimeout(done, ALONE_MS));
  });
}
