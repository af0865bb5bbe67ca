// The door. Whoever comes with the address that `make run` printed is let in without a word.
import { type FormEvent, useState } from "react";
import { SignInError, signIn, useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { TextField } from "@/kit/field";
import { useWords } from "@/words/language";
import { useDoorBrand } from "./brand";
import { words } from "./words";

export function SignIn() {
  const told = useWords(words);
  const { why } = useSession();
  const brand = useDoorBrand();
  const clinic = brand?.clinic_id == null ? null : brand.name;
  const [needsCode, setNeedsCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      const code = needsCode ? String(given.get("totp")).replace(/\s/g, "") : undefined;
      await signIn(String(given.get("email")).trim(), String(given.get("password")), code);
    } catch (error) {
      if (error instanceof SignInError && error.code === "totp_required" && !needsCode) {
        setNeedsCode(true);
      } else {
        setProblem(error instanceof SignInError && error.message ? error.message : told.network);
      }
      setBusy(false);
    }
  };

  return (
    <main className="flex min-h-full items-center justify-center p-4">
      <form
        onSubmit={(event) => void enter(event)}
        className="flex w-full max-w-sm flex-col gap-4 rounded-xl border border-line bg-surface p-6 shadow-float"
      >
        <div className="flex items-center gap-3">
          <img src={brand?.logo ?? "/dashboard/icon.svg"} alt="" className="size-10 rounded-md object-contain" />
          <div>
            <h1 className="text-lg font-semibold">{told.signIn}</h1>
            <p className="text-ink-2">{clinic === null ? told.signInLead : told.signInTo(clinic)}</p>
          </div>
        </div>
        {why !== null && problem === null && (
          <p role="status" className="rounded-md bg-warn-tint px-3 py-2 text-warn-text">
            {why === "welcome" ? told.welcomeFailed : told.ended}
          </p>
        )}
        {problem !== null && (
          <p role="alert" className="rounded-md bg-danger-tint px-3 py-2 text-danger-text">
            {problem}
          </p>
        )}
        <TextField label={told.email} name="email" type="email" autoComplete="username" required autoFocus />
        <TextField label={told.password} name="password" type="password" autoComplete="current-password" required />
        {needsCode && (
          <TextField
            label={told.code}
            name="totp"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9 ]{6,7}"
            required
            autoFocus
          />
        )}
        <Button type="submit" look="main" busy={busy}>
          {told.signIn}
        </Button>
      </form>
    </main>
  );
}
