// An account that is made or changed. The first password is made up here and told in person.
import { type FormEvent, useState } from "react";
import { $api, refresh, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { Dialog } from "@/kit/dialog";
import { Check, Select, TextField } from "@/kit/field";
import { sentence } from "@/kit/sentence";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { words } from "./people-words";
import { nameOf, type User } from "./people";

type Role = User["role"];

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP = 4;

/** A password that can be told on the telephone: 16 letters of 32 kinds are 80 bits. */
function madeUp(): string {
  const chosen = crypto.getRandomValues(new Uint8Array(GROUPS * GROUP));
  const letters = [...chosen].map((each) => LETTERS[each % LETTERS.length] ?? "a").join("");
  return letters.match(/.{4}/g)?.join("-") ?? letters;
}

export function PersonDialog({ user, onClose }: { user: User | null; onClose: () => void }) {
  const told = useWords(words);
  const names = useNames();
  const { person } = useSession();
  const { data: clinics = [] } = $api.useQuery("get", "/api/clinics", {}, { staleTime: 300_000 });
  const [role, setRole] = useState<Role>(user?.role ?? "staff");
  const [password, setPassword] = useState(madeUp);
  const [problem, setProblem] = useState<string | null>(null);
  const onError = (error: unknown) => setProblem(sentence(error));
  const add = $api.useMutation("post", "/api/users", { onError });
  const change = $api.useMutation("patch", "/api/users/{user_id}", { onError });
  const isPracticeAdmin = person?.role === "practice_admin";
  const isOneself = user !== null && user.id === person?.id;
  const ofPractice = !person?.clinic_ids?.length;
  const roles: Role[] = isPracticeAdmin ? ["staff", "doctor", "admin", "practice_admin"] : ["staff", "doctor", "admin"];
  const done = (says: string) => {
    refresh("/api/users", "/api/colleagues");
    say(says);
    onClose();
  };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setProblem(null);
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    const chosen = given.getAll("clinic").map(String);
    const body = {
      first_name: text("first") || null,
      last_name: text("last") || null,
      ...(isOneself ? {} : { role, clinic_ids: chosen.length === 0 ? null : chosen }),
    };
    if (user !== null) {
      const settled = { params: { path: { user_id: user.id } }, body: differing(body, user) };
      change.mutate(settled, { onSuccess: () => done(told.saved) });
      return;
    }
    const made: Schemas["NewUser"] = { ...body, role, email: text("email"), password };
    add.mutate({ body: made }, { onSuccess: (one) => done(told.added(nameOf(one))) });
  };
  const switchOff = () => {
    if (user === null) return;
    const isActive = !user.is_active;
    change.mutate(
      { params: { path: { user_id: user.id } }, body: { is_active: isActive } },
      { onSuccess: () => done(isActive ? told.activated(nameOf(user)) : told.deactivated(nameOf(user))) },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={user === null ? told.invite : told.changeTitle}
      lead={user?.email}
      actions={
        <>
          {user !== null && !isOneself && (
            <Button className="mr-auto" look={user.is_active ? "danger" : "plain"} onClick={switchOff}>
              {user.is_active ? told.deactivate : told.activate}
            </Button>
          )}
          <Button onClick={onClose}>{told.cancel}</Button>
          <Button type="submit" form="person" look="main" busy={add.isPending || change.isPending}>
            {user === null ? told.invite : told.save}
          </Button>
        </>
      }
    >
      <form id="person" onSubmit={save} className="flex flex-col gap-4 pb-4">
        {user === null && <TextField label={told.email} name="email" type="email" required autoComplete="off" autoFocus />}
        <div className="grid grid-cols-2 gap-3">
          <TextField label={told.first} name="first" defaultValue={user?.first_name ?? ""} autoComplete="off" />
          <TextField label={told.last_name} name="last" defaultValue={user?.last_name ?? ""} autoComplete="off" />
        </div>
        {user === null && (
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <TextField
                label={told.password}
                hint={told.passwordHint}
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                className="font-mono"
                minLength={12}
                required
                autoComplete="off"
              />
            </div>
            <Button className="mb-5" onClick={() => setPassword(madeUp())}>
              {told.fresh}
            </Button>
          </div>
        )}
        {isOneself ? (
          <p className="text-ink-2">{told.own}</p>
        ) : (
          <>
            <Select
              label={told.role}
              hint={told.roleLeads[role]}
              value={role}
              onChange={(event) => setRole(event.target.value as Role)}
            >
              {roles.map((each) => (
                <option key={each} value={each}>
                  {names("roles", each)}
                </option>
              ))}
            </Select>
            {(clinics.length > 1 || !ofPractice) && role !== "practice_admin" && (
              <fieldset className="flex flex-col gap-2">
                <legend className="mb-1 text-sm font-medium text-ink-2">{told.clinics}</legend>
                {clinics.map((clinic) => (
                  <Check
                    key={clinic.id}
                    label={clinic.name}
                    name="clinic"
                    value={clinic.id}
                    defaultChecked={user === null ? !ofPractice : (user.clinic_ids ?? []).includes(clinic.id)}
                  />
                ))}
                {ofPractice && <p className="text-xs text-ink-3">{told.everyHint}</p>}
              </fieldset>
            )}
            {user !== null && <p className="text-xs text-ink-3">{told.signsOut}</p>}
          </>
        )}
        {problem !== null && (
          <p role="alert" className="text-danger-text">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}

/** What of an account is to be different: only that is sent, for some changes sign people out. */
function differing(body: Schemas["UserChange"], user: User): Schemas["UserChange"] {
  const kept = user as unknown as Record<string, unknown>;
  const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
  return Object.fromEntries(Object.entries(body).filter(([name, value]) => !same(value, kept[name])));
}
