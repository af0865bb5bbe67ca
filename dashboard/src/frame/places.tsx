// The rooms of the desk, once: where they are, who may enter, what they look like in the rail. Each is
// loaded when it is opened.
import {
  CalendarDays,
  ChartColumn,
  ClipboardCheck,
  ClipboardList,
  Headset,
  Hourglass,
  type LucideIcon,
  Megaphone,
  MessageSquareText,
  MessagesSquare,
  PhoneCall,
  Settings,
  Siren,
  Sun,
  Users,
  Workflow,
} from "lucide-react";
import { type ComponentType, lazy } from "react";
import { words } from "./words";

export type Role = "staff" | "doctor" | "admin" | "practice_admin";

type Room =
  | "today"
  | "tasks"
  | "approvals"
  | "calls"
  | "calendar"
  | "patients"
  | "waitlist"
  | "messages"
  | "outreach"
  | "escalations"
  | "review"
  | "flows"
  | "testCall"
  | "insights"
  | "settings";

export interface Place {
  room: Room & keyof typeof words.en;
  path: string;
  icon: LucideIcon;
  roles: readonly Role[];
  /** The letter after `g` that leads here. */
  key: string;
  /** Whether it stands in the bar of a telephone; the others are under "More". */
  first?: boolean;
  /** What is counted beside it. */
  counts?: "tasks" | "approvals" | "escalations";
  Page: ComponentType;
}

const EVERYBODY: readonly Role[] = ["staff", "doctor", "admin", "practice_admin"];
const DESK: readonly Role[] = ["staff", "admin", "practice_admin"];
const ADMINS: readonly Role[] = ["admin", "practice_admin"];

export const PLACES: readonly Place[] = [
  { room: "today", path: "/", icon: Sun, roles: EVERYBODY, key: "h", first: true, Page: lazy(() => import("@/today/page")) },
  { room: "tasks", path: "/tasks", icon: ClipboardList, roles: EVERYBODY, key: "t", first: true, counts: "tasks", Page: lazy(() => import("@/tasks/page")) },
  { room: "approvals", path: "/approvals", icon: ClipboardCheck, roles: ["doctor", "practice_admin"], key: "a", first: true, counts: "approvals", Page: lazy(() => import("@/approvals/page")) },
  { room: "calls", path: "/calls", icon: PhoneCall, roles: EVERYBODY, key: "c", first: true, Page: lazy(() => import("@/calls/page")) },
  { room: "calendar", path: "/calendar", icon: CalendarDays, roles: EVERYBODY, key: "k", first: true, Page: lazy(() => import("@/calendar/page")) },
  { room: "patients", path: "/patients", icon: Users, roles: EVERYBODY, key: "p", Page: lazy(() => import("@/patients/page")) },
  { room: "waitlist", path: "/waitlist", icon: Hourglass, roles: EVERYBODY, key: "w", Page: lazy(() => import("@/waitlist/page")) },
  { room: "messages", path: "/messages", icon: MessagesSquare, roles: EVERYBODY, key: "m", Page: lazy(() => import("@/messages/page")) },
  { room: "outreach", path: "/outreach", icon: Megaphone, roles: DESK, key: "o", Page: lazy(() => import("@/outreach/page")) },
  { room: "escalations", path: "/escalations", icon: Siren, roles: EVERYBODY, key: "e", counts: "escalations", Page: lazy(() => import("@/escalations/page")) },
  { room: "review", path: "/call-review", icon: MessageSquareText, roles: EVERYBODY, key: "r", Page: lazy(() => import("@/review/page")) },
  { room: "testCall", path: "/test-call", icon: Headset, roles: EVERYBODY, key: "x", Page: lazy(() => import("@/test-call/page")) },
  { room: "flows", path: "/flows", icon: Workflow, roles: ADMINS, key: "f", Page: lazy(() => import("@/flows/page")) },
  { room: "insights", path: "/insights", icon: ChartColumn, roles: ADMINS, key: "i", Page: lazy(() => import("@/insights/page")) },
  { room: "settings", path: "/settings", icon: Settings, roles: EVERYBODY, key: "s", Page: lazy(() => import("@/settings/page")) },
];
