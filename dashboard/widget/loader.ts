// The one script that a clinic puts on its web site. It draws a button in a shadow of its own, so that
// the site's styles and ours do not meet, and opens the chat in a frame when somebody asks for it:
// until then the site loads nothing more. It imports nothing and leaves no name behind on the page, so
// that it works as a plain script.

(() => {
  const words = {
    en: { open: "Open the chat", close: "Close the chat", title: "Chat with the clinic" },
    es: { open: "Abrir el chat", close: "Cerrar el chat", title: "Chat con la clínica" },
  };
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { clinic = "", lang = "" } = script.dataset;
  if (clinic === "") {
    console.error("Frontdesk: the script tag lacks data-clinic, the id of the clinic.");
    return;
  }
  const home = new URL(script.src).origin;
  const language = (lang || document.documentElement.lang || navigator.language).startsWith("es") ? "es" : "en";
  const told = words[language];
  const place = `frontdesk.chat.${clinic}`;

  const look = new CSSStyleSheet();
  look.replaceSync(`
    :host { all: initial; }
    button {
      position: fixed; right: 20px; bottom: calc(20px + env(safe-area-inset-bottom, 0px)); z-index: 2147483000;
      width: 56px; height: 56px; padding: 0; border: 0; border-radius: 28px; cursor: pointer;
      background: var(--accent, #0f766e); color: #fff; box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
    }
    button:focus-visible { outline: 3px solid var(--accent, #0f766e); outline-offset: 3px; }
    svg { width: 26px; height: 26px; display: block; margin: auto; }
    iframe {
      position: fixed; right: 20px; bottom: calc(88px + env(safe-area-inset-bottom, 0px)); z-index: 2147483001;
      width: 380px; height: min(620px, calc(100dvh - 108px)); border: 0; border-radius: 16px;
      box-shadow: 0 8px 40px rgb(0 0 0 / 28%); background: #fff; color-scheme: normal;
    }
    [hidden] { display: none; }
    @media (max-width: 480px), (max-height: 420px) {
      iframe { inset: 0; width: 100%; height: 100%; border-radius: 0; }
    }
    @media (prefers-color-scheme: dark) { iframe { background: #161a1e; } }
  `);

  const host = document.createElement("div");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [look];
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", told.open);
  button.setAttribute("aria-expanded", "false");
  button.append(bubble());
  shadow.append(button);
  let frame: HTMLIFrameElement | null = null;

  function bubble(): SVGSVGElement {
    const space = "http://www.w3.org/2000/svg";
    const picture = document.createElementNS(space, "svg");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(space, "path");
    path.setAttribute("fill", "currentColor");
    path.setAttribute("d", "M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z");
    picture.append(path);
    return picture;
  }

  /** The conversation's id, which the frame asks us to keep where it may keep nothing itself. */
  function kept(): string | null {
    try {
      return sessionStorage.getItem(place);
    } catch {
      return null;
    }
  }

  function keep(session: string | null): void {
    try {
      if (session === null) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, session);
    } catch {
      // the conversation lives as long as the page
    }
  }

  function show(): void {
    if (frame === null) {
      frame = document.createElement("iframe");
      frame.src = `${home}/widget?${new URLSearchParams({ clinic, lang: language })}#${kept() ?? ""}`;
      frame.title = told.title;
      shadow.append(frame);
    } else {
      frame.hidden = false;
      frame.contentWindow?.postMessage({ frontdesk: "opened" }, home);
    }
    frame.focus();
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-label", told.close);
  }

  function hide(): void {
    if (frame === null || frame.hidden) return;
    frame.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-label", told.open);
    button.focus();
  }

  button.addEventListener("click", () => (frame === null || frame.hidden ? show() : hide()));
  button.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  addEventListener("message", (event: MessageEvent<{ frontdesk?: string; session?: string | null } | null>) => {
    if (event.origin !== home || event.source !== frame?.contentWindow) return;
    if (event.data?.frontdesk === "close") hide();
    if (event.data?.frontdesk === "session") keep(event.data.session ?? null);
  });

  const begin = () => document.body.append(host);
  if (document.body === null) addEventListener("DOMContentLoaded", begin);
  else begin();
  fetch(`${home}/api/brand?${new URLSearchParams({ clinic })}`, { credentials: "omit" })
    .then((answer) => answer.json())
    .then((brand: { accent?: string | null }) => {
      if (brand.accent) host.style.setProperty("--accent", brand.accent);
    })
    .catch(() => undefined); // without it the button has our own colour
})();
