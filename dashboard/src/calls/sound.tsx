// The sound of a call as a wave: the caller above, the receptionist below. It is fetched only by whoever
// wants to listen, for that stands in the access log; wavesurfer.js comes with it.
import { Headphones, Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type WaveSurfer from "wavesurfer.js";
import { $api, reach, refresh } from "@/api/client";
import { useSession } from "@/api/session";
import { Button, IconButton } from "@/kit/button";
import { NONCE } from "@/kit/nonce";
import { Ago } from "@/kit/time";
import { useWords } from "@/words/language";
import { clock } from "./script";
import { words } from "./words";

/** To a second of the sound; each is an object of its own, so that the same line can be played twice. */
export interface Seek {
  second: number;
}

type State = "not yet" | "loading" | "ready" | "failed";

async function wave(around: HTMLElement, path: string): Promise<WaveSurfer> {
  const [{ default: Wave }, answer] = await Promise.all([
    import("wavesurfer.js"),
    reach(new Request(new URL(path, location.origin))),
  ]);
  const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const made = Wave.create({
    container: around,
    height: 32,
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    normalize: true,
    waveColor: colour("--line-strong"),
    progressColor: colour("--accent"),
    cursorColor: colour("--danger"),
    splitChannels: [{}, {}],
    cspNonce: NONCE,
  } as Parameters<typeof Wave.create>[0]);
  await made.loadBlob(await answer.blob());
  return made;
}

export function Sound({
  path,
  seek,
  onSecond,
  className,
}: {
  path: string;
  seek: Seek | null;
  onSecond: (second: number | null) => void;
  className?: string;
}) {
  const told = useWords(words);
  const around = useRef<HTMLDivElement>(null);
  const player = useRef<WaveSurfer | null>(null);
  const wanted = useRef<Seek | null>(null);
  const [state, setState] = useState<State>("not yet");
  const [plays, setPlays] = useState(false);
  const [second, setSecond] = useState(0);
  const [length, setLength] = useState(0);

  const load = async () => {
    if (around.current === null || state === "loading") return;
    setState("loading");
    try {
      const made = await wave(around.current, path);
      player.current = made;
      made.on("play", () => setPlays(true));
      made.on("pause", () => setPlays(false));
      made.on("timeupdate", (now) => {
        setSecond(now);
        onSecond(now);
      });
      setLength(made.getDuration());
      setState("ready");
      refresh("/api/recordings");
      if (wanted.current !== null) made.setTime(wanted.current.second);
      await made.play();
    } catch {
      if (player.current === null) setState("failed");
    }
  };

  useEffect(
    () => () => {
      player.current?.destroy();
      player.current = null;
    },
    [],
  );

  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    if (seek === null) return;
    wanted.current = seek;
    if (player.current === null) void latest.current();
    else {
      player.current.setTime(seek.second);
      void player.current.play();
    }
  }, [seek]);

  return (
    <section aria-label={told.sound} className={className}>
      <div className="flex items-center gap-3">
        {state === "ready" ? (
          <IconButton look="plain" label={plays ? told.pause : told.play} onClick={() => void player.current?.playPause()}>
            {plays ? <Pause className="size-4" /> : <Play className="size-4" />}
          </IconButton>
        ) : (
          <Button icon={<Headphones className="size-4" />} busy={state === "loading"} title={told.loadHint} onClick={() => void load()}>
            {told.load}
          </Button>
        )}
        <div ref={around} className="min-w-0 flex-1" />
        {state === "ready" && (
          <span className="numbers text-sm text-ink-2">
            {clock(second)} / {clock(length)}
          </span>
        )}
        {state === "not yet" && <span className="flex-1 text-sm text-ink-3">{told.loadHint}</span>}
      </div>
      {state === "failed" && (
        <p role="alert" className="mt-2 text-sm text-danger-text">
          {told.soundFailed}
        </p>
      )}
      <Listeners path={path} />
    </section>
  );
}

/** Who has listened; admins may know. */
function Listeners({ path }: { path: string }) {
  const told = useWords(words);
  const { person } = useSession();
  const admin = person?.role === "admin" || person?.role === "practice_admin";
  const asked = $api.useQuery(
    "get",
    "/api/recordings/{recording_id}/accesses",
    { params: { path: { recording_id: path.split("/")[3] ?? "" }, query: { limit: 5 } } },
    { enabled: admin },
  );
  const people = $api.useQuery("get", "/api/colleagues", {}, { enabled: admin, staleTime: 300_000 });
  if (!admin || asked.data === undefined) return null;
  const nameOf = (id: string | null) => {
    if (id !== null && id === person?.id) return told.you;
    return people.data?.find((each) => each.id === id)?.name ?? told.somebody;
  };
  return (
    <div className="mt-3 text-sm text-ink-2">
      <h3 className="text-ink-3">{told.listened}</h3>
      {asked.data.items.length === 0 ? (
        <p>{told.nobodyListened}</p>
      ) : (
        <ul>
          {asked.data.items.map((each) => (
            <li key={`${each.at} ${each.from_second}`}>
              {nameOf(each.user_id)} {each.how === "downloaded" ? told.downloaded : told.played}, <Ago at={each.at} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
