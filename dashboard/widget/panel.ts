// The panel under the conversation: times to choose from, what is to be confirmed, what is booked.
import type { Appointment } from "./conversation";
import { element } from "./element";
import type { Language, words } from "./words";

type Told = (typeof words)[Language];

/** A local ISO minute as people say it; it is the clinic's clock, in no zone. */
export function spoken(minute: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "es" ? "es-US" : "en-US", {
    timeZone: "UTC",
    weekday: "long",
    month: "long",
    day: "numeric",
    hour: "numeric",
    minute: "2-digit",
  }).format(Date.parse(`${minute.slice(0, 16)}:00Z`));
}

/** The panel for where the conversation stands; null where there is nothing to choose. */
export function panelOf(
  appointment: Appointment | null,
  told: Told,
  language: Language,
  say: (words: string) => void,
): HTMLElement | null {
  if (appointment === null) return null;
  const { options, needsConfirmation, appointmentCandidate: candidate, service, status } = appointment;
  const button = (label: string, words: string, main = false) =>
    element("button", { type: "button", class: main ? "main" : "choice", click: () => say(words) }, label);
  if (options.length > 0) {
    const times = options.map((each) => button(spoken(each, language), spoken(each, language)));
    return framed(told.choose, ...times, button(told.none, told.sayNone));
  }
  if (needsConfirmation) {
    if (candidate === null) return framed(told.settle, pair(button(told.yes, told.yes, true), button(told.no, told.no)));
    return framed(
      told.confirm,
      ...about(service, candidate, language),
      pair(button(told.bookIt, told.yes, true), button(told.notIt, told.no)),
    );
  }
  if (status === null || candidate === null) return null;
  return framed(status === "confirmed" ? told.booked : told.held, ...about(service, candidate, language));
}

function framed(title: string, ...children: Node[]): HTMLElement {
  return element("section", { class: "panel", "aria-label": title }, element("h2", {}, title), ...children);
}

function pair(...buttons: Node[]): HTMLElement {
  return element("div", { class: "pair" }, ...buttons);
}

function about(service: string | null, minute: string, language: Language): Node[] {
  const when = element("p", { class: "when" }, spoken(minute, language));
  return service === null ? [when] : [element("p", { class: "service" }, service.replaceAll("_", " ")), when];
}
