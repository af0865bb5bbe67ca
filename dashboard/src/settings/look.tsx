// The clinic's look, with a preview beside it that changes as one chooses; and the line that puts the
// chat on its web site.
import { Copy, ImagePlus, X } from "lucide-react";
import { type ChangeEvent, type FormEvent, useId, useRef, useState } from "react";
import { $api, refresh } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { contrast, ENOUGH } from "@/kit/contrast";
import { TextField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { Answer, Bar } from "@/kit/states";
import { useClinic, useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./clinic-words";

interface Brand {
  name?: string;
  accent?: string;
  logo?: string;
}

const USUAL = "#0f766e";
const COLOUR = /^#[0-9a-f]{6}$/i;
const MOST_BYTES = 48_000;

export default function Look() {
  const told = useWords(words).look;
  const asked = $api.useQuery("get", "/api/settings");
  return (
    <Page title={told.title} lead={told.lead}>
      <Answer of={asked} skeleton={<Bar className="h-80 w-full" />}>
        {(kept) => {
          const found = kept.find((each) => each.name === "brand");
          return <Editor key={found?.updated_at ?? ""} kept={(found?.value ?? {}) as Brand} />;
        }}
      </Answer>
      <Widget />
    </Page>
  );
}

function Editor({ kept }: { kept: Brand }) {
  const told = useWords(words).look;
  const id = useId();
  const { locale } = useTimes();
  const clinic = useClinic();
  const [name, setName] = useState(kept.name ?? "");
  const [accent, setAccent] = useState(kept.accent ?? USUAL);
  const [logo, setLogo] = useState(kept.logo ?? null);
  const [problem, setProblem] = useState<string | null>(null);
  const picture = useRef<HTMLInputElement>(null);
  const put = $api.useMutation("put", "/api/settings/{name}", { onError: (error: unknown) => setProblem(sentence(error)) });
  const isColour = COLOUR.test(accent);
  const ratio = isColour ? contrast(accent, "#ffffff") : 0;
  const isEnough = ratio >= ENOUGH;
  const take = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    if (file.size > MOST_BYTES) {
      setProblem(told.tooLarge);
      return;
    }
    setProblem(null);
    const reader = new FileReader();
    reader.onload = () => setLogo(String(reader.result));
    reader.readAsDataURL(file);
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const value: Brand = {
      ...(name.trim() !== "" && { name: name.trim() }),
      ...(accent.toLowerCase() !== USUAL && { accent: accent.toLowerCase() }),
      ...(logo !== null && { logo }),
    };
    put.mutate(
      { params: { path: { name: "brand" } }, body: { value } },
      {
        onSuccess: () => {
          refresh("/api/settings", "/api/brand");
          say(told.saved);
        },
      },
    );
  };
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Panel>
        <form onSubmit={save} className="flex flex-col gap-5">
          <TextField label={told.name} hint={told.nameHint} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          <div className="flex flex-col gap-2">
            <div className="flex items-end gap-3">
              <div className="flex flex-col gap-1">
                <label htmlFor={id} className="text-sm font-medium text-ink-2">
                  {told.accent}
                </label>
                <input
                  id={id}
                  type="color"
                  value={isColour ? accent : USUAL}
                  onChange={(event) => setAccent(event.target.value)}
                  className="h-9 w-16 cursor-pointer rounded-md border border-line-strong bg-surface p-1"
                />
              </div>
              <div className="w-32">
                <TextField label={told.code} value={accent} onChange={(event) => setAccent(event.target.value)} className="font-mono" />
              </div>
            </div>
            <p role="status" className={isEnough ? "text-sm text-ok-text" : "text-sm text-danger-text"}>
              {isColour && told.contrast(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(Math.floor(ratio * 10) / 10))}{" "}
              {isEnough ? told.enough : told.tooLight}
            </p>
          </div>
          <div className="flex flex-col gap-1">
            <span className="text-sm font-medium text-ink-2">{told.logo}</span>
            <div className="flex items-center gap-3">
              {logo === null ? (
                <span className="flex size-12 items-center justify-center rounded-lg border border-dashed border-line-strong text-ink-3">
                  <ImagePlus aria-hidden className="size-5" />
                </span>
              ) : (
                <img src={logo} alt={told.logo} className="size-12 rounded-lg object-contain" />
              )}
              <input ref={picture} type="file" accept="image/png,image/jpeg,image/webp" className="sr-only" tabIndex={-1} aria-label={told.choose} onChange={take} />
              <Button onClick={() => picture.current?.click()}>{told.choose}</Button>
              {logo !== null && (
                <IconButton label={told.removeLogo} onClick={() => setLogo(null)}>
                  <X className="size-4" />
                </IconButton>
              )}
            </div>
            <p className="text-xs text-ink-3">{told.logoHint}</p>
          </div>
          {problem !== null && (
            <p role="alert" className="text-danger-text">
              {problem}
            </p>
          )}
          <Button type="submit" look="main" className="self-start" disabled={!isEnough} busy={put.isPending}>
            {told.save}
          </Button>
        </form>
      </Panel>
      <Preview name={name.trim() || (clinic?.name ?? "")} accent={isColour ? accent : USUAL} logo={logo} />
    </div>
  );
}

function Preview({ name, accent, logo }: { name: string; accent: string; logo: string | null }) {
  const told = useWords(words).look;
  const button = { background: accent, color: "#ffffff" };
  return (
    <Panel title={told.preview}>
      <div aria-hidden className="mx-auto flex max-w-80 flex-col overflow-hidden rounded-2xl border border-line bg-ground shadow-float">
        <div className="flex items-center gap-3 px-4 py-3" style={button}>
          {logo !== null && <img src={logo} alt="" className="size-8 rounded-md bg-white object-contain" />}
          <span className="truncate font-semibold">{name}</span>
        </div>
        <div className="flex flex-col gap-2 p-4">
          <span className="max-w-[85%] self-start rounded-2xl rounded-bl-sm border border-line bg-surface px-3 py-2">{told.sayHello}</span>
          <span className="max-w-[85%] self-end rounded-2xl rounded-br-sm px-3 py-2" style={button}>
            {told.book}
          </span>
        </div>
        <div className="flex gap-2 border-t border-line bg-surface p-3">
          <span className="h-9 flex-1 rounded-full border border-line-strong" />
          <span className="rounded-full px-4 py-2" style={button}>
            {told.send}
          </span>
        </div>
      </div>
    </Panel>
  );
}

function Widget() {
  const told = useWords(words).look;
  const clinic = useClinic();
  const line = `<script src="${location.origin}/widget.js" data-clinic="${clinic?.id ?? ""}" async></script>`;
  return (
    <Panel
      title={told.widget}
      actions={
        <Button
          size="small"
          look="quiet"
          icon={<Copy className="size-3.5" />}
          onClick={() => void navigator.clipboard.writeText(line).then(() => say(told.copied))}
        >
          {told.copy}
        </Button>
      }
    >
      <p className="mb-2 text-ink-2">{told.widgetLead}</p>
      <code className="block rounded-lg bg-sunken p-3 font-mono text-sm break-all">{line}</code>
    </Panel>
  );
}
