// The chat itself: a page in a frame on the clinic's web site, or a page of its own. What one writes is
// shown at once and taken back if it did not arrive.
import "./frame.css";
import { type Answer, type Appointment, Conversation, Refused } from "./conversation";
import { element } from "./element";
import { panelOf } from "./panel";
import { type Language, words } from "./words";

interface Brand {
  name: string;
  accent: string | null;
  logo: string | null;
  phone: string | null;
}

const query = new URLSearchParams(location.search);
const clinic = query.get("clinic") ?? "";
const language: Language = (query.get("lang") ?? navigator.language).startsWith("es") ? "es" : "en";
const told = words[language];
const isFramed = window.parent !== window;
const talk = new Conversation(clinic);

const name = element("h1", {}, told.title);
const picture = element("img", { alt: "", hidden: true });
const log = element("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": told.conversation, tabindex: "0" });
const typing = element("div", { class: "typing", role: "status", hidden: true }, element("span", { class: "unseen" }, told.typing));
typing.append(element("i"), element("i"), element("i"));
const under = element("div", { class: "under" });
const alert = element("p", { class: "alert", role: "alert" });
const field = element("textarea", { rows: "1", "aria-label": told.write, placeholder: told.write, maxlength: "2000", enterkeyhint: "send" });
const send = element("button", { type: "submit", class: "main" }, told.send);
const form = element("form", {}, field, send);
let phone: string | null = null;
let busy = false;
/** A message of which it is not known whether it arrived, and how many of ours had before it. */
let lost: { words: string; before: number } | null = null;
let ours = 0;

function close(): void {
  if (isFramed) window.parent.postMessage({ frontdesk: "close" }, "*");
}

function bubble(who: "caller" | "agent", text: string): HTMLElement {
  const speaker = element("span", { class: "unseen" }, `${who === "caller" ? told.you : told.they}: `);
  const line = element("p", { class: `line ${who}` }, speaker, text);
  log.append(line);
  log.scrollTop = log.scrollHeight;
  return line;
}

function wait(on: boolean): void {
  busy = on;
  typing.hidden = !on;
  send.disabled = on;
  for (const each of under.querySelectorAll("button")) each.disabled = on;
  if (on) typing.scrollIntoView({ block: "nearest" });
}

function stand(appointment: Appointment | null, ended: boolean): void {
  const panel = panelOf(appointment, told, language, (words) => void write(words));
  under.replaceChildren(...(panel === null ? [] : [panel]));
  form.hidden = ended;
  if (ended) {
    const again = element("button", { type: "button", class: "main", click: () => void anew() }, told.again);
    under.append(element("p", { class: "over" }, told.over), again);
  }
  log.scrollTop = log.scrollHeight;
}

function take(answer: Answer): void {
  for (const line of answer.response.split("\n").filter(Boolean)) bubble("agent", line);
  stand(answer.appointmentData, answer.ended);
}

function whyNot(error: unknown): string {
  if (error instanceof Refused) {
    if (error.status === 404) return told.missing;
    if (error.status === 429) return told.busy;
    if (error.code === "paused" || error.code === "no_flow") return phone === null ? told.paused : `${told.paused} ${told.call} ${phone}`;
  }
  return told.network;
}

/** Whether the words that were lost had arrived all the same; then what was said since is shown. */
async function hadArrived(given: string): Promise<boolean> {
  const before = lost;
  if (before === null || before.words !== given) return false;
  const lines = await talk.lines();
  if (lines.filter((line) => line.who === "caller").length <= before.before) return false;
  await restore();
  return true;
}

async function write(given: string): Promise<void> {
  const said = given.trim();
  if (said === "" || busy) return;
  alert.textContent = "";
  const mine = bubble("caller", said);
  mine.classList.add("pending");
  field.value = "";
  grow();
  wait(true);
  try {
    if (!(await hadArrived(said))) {
      const answer = await talk.say(said);
      mine.classList.remove("pending");
      ours += 1;
      take(answer);
    }
    lost = null;
  } catch (error) {
    lost = { words: said, before: ours };
    mine.remove();
    if (field.value === "") field.value = said;
    grow();
    alert.textContent = whyNot(error);
  } finally {
    wait(false);
    if (!form.hidden) field.focus();
  }
}

/** Show the conversation as the server has it. */
async function restore(): Promise<void> {
  const lines = await talk.lines();
  const answer = await talk.say("");
  log.replaceChildren();
  ours = lines.filter((line) => line.who === "caller").length;
  for (const line of lines) bubble(line.who === "caller" ? "caller" : "agent", line.text);
  if (lines.length === 0) take(answer);
  else stand(answer.appointmentData, answer.ended);
}

async function begin(): Promise<void> {
  alert.textContent = "";
  under.replaceChildren();
  wait(true);
  try {
    await talk.open();
    await restore();
    form.hidden = form.hidden && under.querySelector(".over") !== null;
  } catch (error) {
    alert.textContent = whyNot(error);
    form.hidden = true;
    under.replaceChildren(element("button", { type: "button", class: "main", click: () => void begin() }, told.retry));
  } finally {
    wait(false);
    if (!form.hidden) field.focus();
  }
}

async function anew(): Promise<void> {
  talk.leave();
  log.replaceChildren();
  form.hidden = false;
  await begin();
}

function grow(): void {
  field.rows = Math.min(4, field.value.split("\n").length);
}

async function dress(): Promise<void> {
  const answer = await fetch(`/api/brand?${new URLSearchParams({ clinic })}`, { credentials: "omit" });
  if (!answer.ok) return;
  const brand = (await answer.json()) as Brand;
  name.textContent = brand.name;
  document.title = brand.name;
  phone = brand.phone;
  if (brand.accent !== null) document.documentElement.style.setProperty("--accent", brand.accent);
  if (brand.logo !== null) {
    picture.src = brand.logo;
    picture.hidden = false;
  }
}

/** The focus goes round inside the open chat; Escape closes it. */
function keepInside(event: KeyboardEvent): void {
  if (event.key === "Escape") close();
  if (event.key !== "Tab" || !isFramed) return;
  const all = [...document.querySelectorAll<HTMLElement>("button:not(:disabled), textarea, .log")].filter(
    (each) => each.offsetParent !== null,
  );
  const edge = event.shiftKey ? all[0] : all.at(-1);
  if (document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? all.at(-1) : all[0])?.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void write(field.value);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
field.addEventListener("input", grow);
addEventListener("keydown", keepInside);
addEventListener("message", (event: MessageEvent<{ frontdesk?: string } | null>) => {
  if (event.source === window.parent && event.data?.frontdesk === "opened") field.focus();
});

document.documentElement.lang = language;
const heading = element("div", { class: "who" }, name, element("p", {}, told.about));
const header = element("header", {}, picture, heading);
if (isFramed) header.append(element("button", { type: "button", class: "close", "aria-label": told.close, click: close }, "×"));
document.getElementById("chat")?.append(header, log, typing, under, alert, form);
void dress().catch(() => undefined).then(begin);
