// One's own account: name, password, authenticator, and what this browser does.
import { type FormEvent, useState } from "react";
import { $api } from "@/api/client";
import { forget, renew, useSession } from "@/api/session";
import { allowNotices, chooseSound, useOffer, useSound } from "@/frame/ring";
import { chooseTheme, type Theme, useTheme } from "@/frame/theme";
import { Button } from "@/kit/button";
import { Check, Select, TextField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { type Language, useLanguage, useWords } from "@/words/language";
import { Authenticator } from "./authenticator";
import { words } from "./words";

export function Account() {
  const told = useWords(words);
  return (
    <Page title={told.account} lead={told.you.lead}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Name />
        <Browser />
        <Password />
        <Authenticator />
      </div>
    </Page>
  );
}

function Name() {
  const told = useWords(words);
  const { person } = useSession();
  const change = $api.useMutation("patch", "/api/auth/me");
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const body = {
      first_name: String(given.get("first")).trim() || null,
      last_name: String(given.get("last")).trim() || null,
    };
    change.mutate({ body }, { onSuccess: () => void renew().then(() => say(told.saved)) });
  };
  return (
    <Panel title={told.you.name}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <p className="text-ink-2">
          {person?.email}
          <br />
          {told.you.nameLead}
        </p>
        <div className="grid grid-cols-2 gap-3">
          <TextField label={told.you.first} name="first" defaultValue={person?.first_name ?? ""} autoComplete="given-name" />
          <TextField label={told.you.last} name="last" defaultValue={person?.last_name ?? ""} autoComplete="family-name" />
        </div>
        <Button type="submit" className="self-start" busy={change.isPending}>
          {told.you.saveName}
        </Button>
      </form>
    </Panel>
  );
}

function Password() {
  const told = useWords(words);
  const [problem, setProblem] = useState<string | null>(null);
  const change = $api.useMutation("post", "/api/auth/password", {
    onSuccess: () => forget("ended"),
    onError: (error: unknown) => setProblem(sentence(error)),
  });
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (given.get("fresh") !== given.get("again")) {
      setProblem(told.you.differ);
      return;
    }
    setProblem(null);
    const body = { password: String(given.get("old")), new_password: String(given.get("fresh")) };
    change.mutate({ body });
  };
  return (
    <Panel title={told.you.password}>
      <form onSubmit={save} className="flex flex-col gap-4">
        <p className="text-ink-2">{told.you.changeLead}</p>
        <TextField label={told.you.old} name="old" type="password" autoComplete="current-password" required />
        <TextField label={told.you.fresh} hint={told.you.freshHint} name="fresh" type="password" autoComplete="new-password" required />
        <TextField label={told.you.again} name="again" type="password" autoComplete="new-password" required />
        {problem !== null && (
          <p role="alert" className="text-danger-text">
            {problem}
          </p>
        )}
        <Button type="submit" className="self-start" busy={change.isPending}>
          {told.you.change}
        </Button>
      </form>
    </Panel>
  );
}

function Browser() {
  const told = useWords(words);
  const { language, speak } = useLanguage();
  const theme = useTheme();
  const sound = useSound();
  useOffer(); // drawn anew once the browser has been asked
  const notices = "Notification" in window ? Notification.permission : "denied";
  return (
    <Panel title={told.you.browser}>
      <div className="flex flex-col gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Select label={told.you.language} value={language} onChange={(event) => speak(event.target.value as Language)}>
            <option value="en" lang="en">
              English
            </option>
            <option value="es" lang="es">
              Español
            </option>
          </Select>
          <Select label={told.you.theme} value={theme} onChange={(event) => chooseTheme(event.target.value as Theme)}>
            <option value="system">{told.you.system}</option>
            <option value="light">{told.you.light}</option>
            <option value="dark">{told.you.dark}</option>
          </Select>
        </div>
        <Check
          label={told.you.sound}
          hint={told.you.soundHint}
          checked={sound}
          onChange={(event) => chooseSound(event.target.checked)}
        />
        <div className="flex flex-col items-start gap-2">
          <p>{told.you.notices}</p>
          {notices === "default" ? (
            <Button size="small" onClick={() => void allowNotices()}>
              {told.you.allow}
            </Button>
          ) : (
            <p className="text-sm text-ink-3">{notices === "granted" ? told.you.noticesOn : told.you.noticesOff}</p>
          )}
        </div>
      </div>
    </Panel>
  );
}
