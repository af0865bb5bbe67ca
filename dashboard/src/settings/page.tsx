// The settings: one's own account for everybody, the clinic and its trust for admins. Each part has
// an address of its own.
import clsx from "clsx";
import { Activity, Building2, CircleUser, FileSignature, type LucideIcon, Palette, PhoneOff, ScrollText, UsersRound } from "lucide-react";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import { Navigate, NavLink, Route, Routes, useLocation } from "react-router";
import { useIsAdmin } from "@/api/session";
import { Bar, Skeleton } from "@/kit/states";
import { useWords } from "@/words/language";
import { Account } from "./account";
import { words } from "./words";

type Name = "account" | "people" | "clinic" | "look" | "answering" | "health" | "trail" | "agreements";

const PARTS: readonly { name: Name; icon: LucideIcon; forAll?: true; Part: ComponentType }[] = [
  { name: "account", icon: CircleUser, forAll: true, Part: Account },
  { name: "people", icon: UsersRound, Part: lazy(() => import("./people")) },
  { name: "clinic", icon: Building2, Part: lazy(() => import("./clinic")) },
  { name: "look", icon: Palette, Part: lazy(() => import("./look")) },
  { name: "answering", icon: PhoneOff, Part: lazy(() => import("./answering")) },
  { name: "health", icon: Activity, Part: lazy(() => import("./health")) },
  { name: "trail", icon: ScrollText, Part: lazy(() => import("./trail")) },
  { name: "agreements", icon: FileSignature, Part: lazy(() => import("./agreements")) },
];

export default function Settings() {
  const told = useWords(words);
  const isAdmin = useIsAdmin();
  const parts = PARTS.filter((part) => isAdmin || part.forAll);
  const bar = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a telephone the parts stand in one line, and the one that is open may lie beyond its edge.
  useEffect(() => {
    bar.current?.querySelector("[aria-current=page]")?.scrollIntoView({ inline: "nearest", block: "nearest" });
  }, [pathname]);
  return (
    <div className="flex h-full min-h-0 max-md:flex-col">
      {parts.length > 1 && (
        <nav
          ref={bar}
          aria-label={told.parts}
          className="flex shrink-0 gap-0.5 border-line bg-surface p-2 max-md:overflow-x-auto max-md:border-b md:w-48 md:flex-col md:border-r md:py-5"
        >
          {parts.map(({ name, icon: Icon }) => (
            <NavLink
              key={name}
              to={`/settings/${name}`}
              className={({ isActive }) =>
                clsx(
                  "flex h-9 shrink-0 items-center gap-2 rounded-lg px-2.5 whitespace-nowrap transition-colors duration-100",
                  isActive ? "bg-accent-tint font-medium text-accent-text" : "text-ink-2 hover:bg-sunken hover:text-ink",
                )
              }
            >
              <Icon aria-hidden className="size-4 shrink-0" />
              {told[name]}
            </NavLink>
          ))}
        </nav>
      )}
      <div className="min-h-0 min-w-0 flex-1">
        <Suspense fallback={<Grey />}>
          <Routes>
            {parts.map(({ name, Part }) => (
              <Route key={name} path={`${name}/*`} element={<Part />} />
            ))}
            <Route path="*" element={<Navigate to="/settings/account" replace />} />
          </Routes>
        </Suspense>
      </div>
    </div>
  );
}

function Grey() {
  return (
    <Skeleton
      rows={1}
      each={() => (
        <div className="flex flex-col gap-4 p-6">
          <Bar className="h-6 w-40" />
          <Bar className="w-72" />
          <Bar className="h-48 w-full" />
        </div>
      )}
    />
  );
}
