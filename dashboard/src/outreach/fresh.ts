// A running campaign tells of every call: what is shown is asked for again once in a while, not each time.
import { useEffect, useRef } from "react";
import { refresh } from "@/api/client";
import { useLive } from "@/api/live";

const EACH_MS = 1000;

/** Keep what is shown of outreach fresh, as long as the component is shown. */
export function useOutreachFreshness(): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useLive((event) => {
    if (!/^(outreach|campaign|leads)\./.test(event.kind) || timer.current !== null) return;
    timer.current = setTimeout(() => {
      timer.current = null;
      refresh("/api/campaigns", "/api/outreach", "/api/clients");
    }, EACH_MS);
  });
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
}
