// Setting up an authenticator: the password, the picture to scan, the first code. And removing it.
import { Copy, ShieldCheck, ShieldOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { $api, type Schemas } from "@/api/client";
import { renew, useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { TextField } from "@/kit/field";
import { Panel } from "@/kit/panel";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { words } from "./words";

export function Authenticator() {
  const told = useWords(words).you;
  const { person } = useSession();
  const [open, setOpen] = useState(false);
  const has = person?.has_totp === true;
  return (
    <Panel title={told.factor}>
      <div className="flex flex-col items-start gap-4">
        <p className="text-ink-2">{told.factorLead}</p>
        <p className="flex items-center gap-2 font-medium">
          {has ? <ShieldCheck aria-hidden className="size-5 text-ok-text" /> : <ShieldOff aria-hidden className="size-5 text-ink-3" />}
          {has ? told.factorOn : told.factorOff}
        </p>
        <Button look={has ? "plain" : "main"} onClick={() => setOpen(true)}>
          {has ? told.takeAway : told.setUp}
        </Button>
      </div>
      {open && (has ? <Removal onClose={() => setOpen(false)} /> : <SetUp onClose={() => setOpen(false)} />)}
    </Panel>
  );
}

function wordOf(event: FormEvent<HTMLFormElement>, name: string): string {
  event.preventDefault();
  return String(new FormData(event.currentTarget).get(name));
}

/** The picture as an address; inline SVG needs no namespace, an image does. */
function pictureOf(svg: string): string {
  const whole = svg.includes("xmlns=") ? svg : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}

/** The password, once more: only whoever signed in changes how one signs in. */
function PasswordForm({
  look = "main",
  problem,
  busy,
  onSend,
  children,
}: {
  look?: "main" | "danger";
  problem: string | undefined;
  busy: boolean;
  onSend: (password: string) => void;
  children: string;
}) {
  const told = useWords(words).you;
  return (
    <form onSubmit={(event) => onSend(wordOf(event, "password"))} className="flex flex-col gap-4 pb-4">
      <TextField
        label={told.confirmPassword}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        autoFocus
        problem={problem}
      />
      <Button type="submit" look={look} className="self-end" busy={busy}>
        {children}
      </Button>
    </form>
  );
}

function SetUp({ onClose }: { onClose: () => void }) {
  const told = useWords(words).you;
  const [given, setGiven] = useState<Schemas["TotpOut"] | null>(null);
  const [problem, setProblem] = useState<string | undefined>();
  const onError = (error: unknown) => setProblem(sentence(error));
  const begin = $api.useMutation("post", "/api/auth/totp", { onError });
  const confirm = $api.useMutation("post", "/api/auth/totp/confirm", { onError });
  const start = (password: string) => {
    setProblem(undefined);
    begin.mutate({ body: { password } }, { onSuccess: setGiven });
  };
  const finish = (event: FormEvent<HTMLFormElement>) => {
    setProblem(undefined);
    const code = wordOf(event, "code").replace(/\s/g, "");
    const done = () => {
      say(told.factorDone);
      onClose();
      void renew();
    };
    confirm.mutate({ body: { code } }, { onSuccess: done });
  };
  return (
    <Dialog open onClose={onClose} title={told.setUp}>
      {given === null ? (
        <PasswordForm onSend={start} problem={problem} busy={begin.isPending}>
          {told.next}
        </PasswordForm>
      ) : (
        <form onSubmit={finish} className="flex flex-col gap-4 pb-4">
          <p>{told.scan}</p>
          <img src={pictureOf(given.qr_svg)} alt={told.qr} className="size-48 self-center rounded-lg bg-white p-2" />
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-ink-2">{told.secret}</span>
            <code data-secret className="rounded bg-sunken px-1.5 py-0.5 font-mono text-sm break-all">
              {given.secret}
            </code>
            <Button
              size="small"
              look="quiet"
              icon={<Copy className="size-3.5" />}
              onClick={() => void navigator.clipboard.writeText(given.secret).then(() => say(told.copied))}
            >
              {told.copy}
            </Button>
          </div>
          <TextField
            label={told.code}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            required
            autoFocus
            problem={problem}
          />
          <Button type="submit" look="main" className="self-end" busy={confirm.isPending}>
            {told.confirm}
          </Button>
        </form>
      )}
    </Dialog>
  );
}

function Removal({ onClose }: { onClose: () => void }) {
  const told = useWords(words).you;
  const [problem, setProblem] = useState<string | undefined>();
  const remove = $api.useMutation("delete", "/api/auth/totp", {
    onError: (error: unknown) => setProblem(sentence(error)),
  });
  const go = (password: string) => {
    setProblem(undefined);
    const done = () => {
      say(told.factorGone);
      onClose();
      void renew();
    };
    remove.mutate({ body: { password } }, { onSuccess: done });
  };
  return (
    <Dialog open onClose={onClose} title={told.takeAway} lead={told.takeAwayLead}>
      <PasswordForm look="danger" onSend={go} problem={problem} busy={remove.isPending}>
        {told.takeAway}
      </PasswordForm>
    </Dialog>
  );
}
