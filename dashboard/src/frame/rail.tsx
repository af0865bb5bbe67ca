// The rail: the rooms one may enter, on the telephone a bar below; at its end the clinic and oneself.
import clsx from "clsx";
import { Bell as BellIcon, CircleUser, Ellipsis, Moon, Sun } from "lucide-react";
import { NavLink, useNavigate } from "react-router";
import { $api, chooseClinic, queries } from "@/api/client";
import { signOut, useSession } from "@/api/session";
import { Avatar } from "@/kit/avatar";
import { IconButton } from "@/kit/button";
import { Count } from "@/kit/chip";
import { useKeys } from "@/kit/keys";
import { type Deed, Menu } from "@/kit/menu";
import { useClinic } from "@/kit/time";
import { useLanguage, useWords } from "@/words/language";
import { Bell, NoticeSheet, showNotices, useUnread } from "./bell";
import { useCounts } from "./counts";
import { words as noticeWords } from "./notice-words";
import { PLACES, type Place, type Role } from "./places";
import { chooseTheme } from "./theme";
import { words } from "./words";

export function usePlaces(): Place[] {
  const role = useSession().person?.role as Role | undefined;
  return PLACES.filter((place) => role !== undefined && place.roles.includes(role));
}

function Entry({ place, tall = false }: { place: Place; tall?: boolean }) {
  const told = useWords(words);
  const counts = useCounts();
  const count = place.counts === undefined ? 0 : counts[place.counts];
  const Icon = place.icon;
  return (
    <NavLink
      to={place.path}
      end={place.path === "/"}
      className={({ isActive }) =>
        clsx(
          "group relative flex rounded-lg transition-colors duration-100",
          tall
            ? "min-w-0 flex-1 flex-col items-center gap-0.5 px-1 py-1.5 text-[11px] leading-4"
            : "h-9 items-center gap-3 px-2.5 max-xl:justify-center",
          isActive ? "bg-accent-tint font-medium text-accent-text" : "text-ink-2 hover:bg-sunken hover:text-ink",
        )
      }
      title={told[place.room]}
    >
      <Icon aria-hidden className="size-[18px] shrink-0" strokeWidth={1.8} />
      <span className={clsx("truncate", tall ? "max-w-full" : "flex-1 max-xl:sr-only")}>
        {told[place.room]}
      </span>
      <span className={clsx(tall ? "absolute top-0.5 right-1" : "max-xl:absolute max-xl:-top-0.5 max-xl:right-0")}>
        <Count of={count} tone={place.counts === "tasks" ? "plain" : "danger"} />
      </span>
    </NavLink>
  );
}

/** What one may do with oneself: clinic, look, language, keys, the way out. */
function useOwnDeeds(): Deed[][] {
  const told = useWords(words);
  const { language, speak } = useLanguage();
  const clinic = useClinic();
  const { data: clinics = [] } = $api.useQuery("get", "/api/clinics", {}, { staleTime: 300_000 });
  const navigate = useNavigate();
  const away: Deed = { label: told.signOut, does: () => void signOut() };
  const choices = clinics.length > 1 ? clinics : [];
  return [
    choices.map((each) => ({
      label: each.id === clinic?.id ? `✓ ${each.name}` : each.name,
      does: () => {
        chooseClinic(each.id);
        void queries.resetQueries();
        void navigate("/");
      },
    })),
    [
      { label: told.light, icon: <Sun />, does: () => chooseTheme("light") },
      { label: told.dark, icon: <Moon />, does: () => chooseTheme("dark") },
      { label: told.system, does: () => chooseTheme("system") },
    ],
    [
      {
        label: language === "en" ? "Español" : "English",
        does: () => speak(language === "en" ? "es" : "en"),
      },
      { label: told.keys, keys: "?", does: () => dispatchEvent(new KeyboardEvent("keydown", { key: "?" })) },
      { label: told.account, icon: <CircleUser />, does: () => void navigate("/settings/account") },
    ],
    [away],
  ].filter((group) => group.length > 0);
}

export function Rail() {
  const told = useWords(words);
  const places = usePlaces();
  const navigate = useNavigate();
  const deeds = useOwnDeeds();
  const clinic = useClinic();
  const { person } = useSession();
  const name = [person?.first_name, person?.last_name].filter(Boolean).join(" ") || (person?.email ?? "");
  useKeys(
    places.map((place) => ({
      keys: `g ${place.key}`,
      says: told.goTo(told[place.room]),
      does: () => void navigate(place.path),
    })),
  );
  return (
    <nav
      aria-label={told.nav}
      className="flex w-14 shrink-0 flex-col gap-0.5 border-r border-line bg-surface p-2 max-md:hidden xl:w-52"
    >
      <div className="mb-2 flex h-9 items-center gap-2.5 px-1 max-xl:justify-center">
        <img src="/dashboard/icon.svg" alt="" className="size-7" />
        <span className="truncate font-semibold max-xl:sr-only">{clinic?.name ?? "Frontdesk"}</span>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {places.map((place) => (
          <Entry key={place.room} place={place} />
        ))}
      </div>
      <Bell />
      <Menu deeds={deeds} label={told.account}>
        <button
          type="button"
          className="flex h-11 items-center gap-2.5 rounded-lg px-1 text-left hover:bg-sunken max-xl:justify-center"
        >
          <Avatar name={name} />
          <span className="sr-only">{told.account}</span>
          <span className="min-w-0 flex-1 truncate max-xl:sr-only">{name}</span>
        </button>
      </Menu>
    </nav>
  );
}

/** The bar of a telephone: the first rooms, and a menu with all that is left. */
export function Bar() {
  const told = useWords(words);
  const places = usePlaces();
  const navigate = useNavigate();
  const deeds = useOwnDeeds();
  const first = places.filter((place) => place.first === true).slice(0, 4);
  const rest = places.filter((place) => !first.includes(place));
  const notices = useWords(noticeWords);
  const unread = useUnread();
  return (
    <nav
      aria-label={told.nav}
      className="flex shrink-0 items-stretch gap-0.5 border-t border-line bg-surface px-1 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] md:hidden"
    >
      {first.map((place) => (
        <Entry key={place.room} place={place} tall />
      ))}
      <Menu
        label={told.more}
        deeds={[
          rest.map((place) => ({
            label: told[place.room],
            icon: <place.icon />,
            does: () => void navigate(place.path),
          })),
          [{ label: notices.unread(unread), icon: <BellIcon />, does: () => showNotices(true) }],
          ...deeds,
        ]}
      >
        <IconButton label={told.more} className="relative h-auto! flex-1">
          <Ellipsis className="size-5" />
          {unread > 0 && <span aria-hidden className="absolute top-1 right-[calc(50%-14px)] size-2 rounded-full bg-accent" />}
        </IconButton>
      </Menu>
      <NoticeSheet />
    </nav>
  );
}
