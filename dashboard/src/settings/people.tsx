// The accounts of the practice: who, what they may do, where, and whether they can get in.
import { Plus, UsersRound } from "lucide-react";
import { useState } from "react";
import { $api, refresh, type Schemas } from "@/api/client";
import { useSession } from "@/api/session";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { Chip } from "@/kit/chip";
import { SearchField } from "@/kit/field";
import { Page, Panel } from "@/kit/panel";
import { Answer, Bar, Empty, Skeleton } from "@/kit/states";
import { Ago } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { PersonDialog } from "./person";
import { words } from "./people-words";

export type User = Schemas["UserOut"];
const MOST = 200;

/** What somebody is called: the name, else the e-mail. */
export function nameOf(user: User): string {
  return [user.first_name, user.last_name].filter(Boolean).join(" ") || user.email;
}

export function useUsers() {
  return $api.useQuery("get", "/api/users", { params: { query: { limit: MOST } } });
}

export default function People() {
  const told = useWords(words);
  const asked = useUsers();
  const [sought, setSought] = useState("");
  const [open, setOpen] = useState<User | "new" | null>(null);
  return (
    <Page
      title={told.title}
      lead={told.lead}
      actions={
        <Button look="main" icon={<Plus className="size-4" />} onClick={() => setOpen("new")}>
          {told.invite}
        </Button>
      }
    >
      <SearchField label={told.search} className="max-w-72" value={sought} onChange={(event) => setSought(event.target.value)} />
      <Panel flush>
        <Answer of={asked} skeleton={<Grey />}>
          {({ items }) => {
            const found = items.filter((user) => `${nameOf(user)} ${user.email}`.toLowerCase().includes(sought.trim().toLowerCase()));
            if (items.length === 0) return <Empty icon={<UsersRound />} title={told.none}>{told.noneLead}</Empty>;
            if (found.length === 0) return <Empty title={told.nobody} />;
            return (
              <ul>
                {found.map((user) => (
                  <Row key={user.id} user={user} onOpen={() => setOpen(user)} />
                ))}
              </ul>
            );
          }}
        </Answer>
      </Panel>
      {open !== null && <PersonDialog user={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

function Row({ user, onOpen }: { user: User; onOpen: () => void }) {
  const told = useWords(words);
  const names = useNames();
  const { person } = useSession();
  const { data: clinics = [] } = $api.useQuery("get", "/api/clinics", {}, { staleTime: 300_000 });
  const unlock = $api.useMutation("post", "/api/users/{user_id}/unlock");
  const isLocked = user.locked_until !== null && Date.parse(user.locked_until) > Date.now();
  const where = user.clinic_ids?.length
    ? user.clinic_ids.map((id) => clinics.find((each) => each.id === id)?.name ?? id).join(", ")
    : told.everyClinic;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0">
      <Avatar name={nameOf(user)} />
      <div className="min-w-44 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {nameOf(user)}
          {user.id === person?.id && <Chip>{told.you}</Chip>}
          {!user.is_active && <Chip tone="warn">{told.inactive}</Chip>}
          {isLocked && <Chip tone="danger">{told.locked}</Chip>}
        </p>
        <p className="truncate text-sm text-ink-3">{user.email}</p>
      </div>
      <div className="w-40">
        <p>{names("roles", user.role)}</p>
        <p className="truncate text-sm text-ink-3">{where}</p>
      </div>
      <div className="w-52 text-sm">
        <p className="text-ink-2">
          {told.factor}: {user.has_totp ? told.has : told.hasNot}
        </p>
        <p className="text-ink-3">
          {told.last}: {user.last_login === null ? told.never : <Ago at={user.last_login} />}
        </p>
      </div>
      <div className="flex gap-2">
        {isLocked && (
          <Button
            size="small"
            busy={unlock.isPending}
            onClick={() =>
              unlock.mutate(
                { params: { path: { user_id: user.id } } },
                {
                  onSuccess: () => {
                    refresh("/api/users");
                    say(told.unlocked(nameOf(user)));
                  },
                },
              )
            }
          >
            {told.unlock}
          </Button>
        )}
        <Button size="small" look="quiet" onClick={onOpen}>
          {told.change} <span className="sr-only">{nameOf(user)}</span>
        </Button>
      </div>
    </li>
  );
}

function Grey() {
  return (
    <Skeleton
      each={() => (
        <div className="flex items-center gap-4 border-b border-line px-4 py-3">
          <Bar className="size-8 rounded-full" />
          <Bar className="h-9 w-52" />
          <Bar className="ml-auto h-9 w-64 max-md:hidden" />
        </div>
      )}
    />
  );
}
