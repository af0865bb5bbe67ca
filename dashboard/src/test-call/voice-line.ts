// The line of a spoken test call: microphone up, our voice down, and what the call comes to. What is
// played is told back mark by mark, so that the receptionist knows what was heard when it is spoken over.
import { clinicId, type Schemas } from "@/api/client";
import { goodToken } from "@/api/session";

export type Told = Schemas["TestCallOut"];

export interface Listener {
  told: (told: Told) => void;
  /** How loud the microphone is, 0 to 1, fifty times a second. */
  level: (level: number) => void;
  /** The line is closed; `code` says why where it was not the end of the call. */
  closed: (code: string | null, detail: string | null) => void;
}

/** Why there is no microphone: `denied`, `missing` or `insecure`. */
export class NoMicrophone extends Error {
  readonly why: "denied" | "missing" | "insecure";
  constructor(why: NoMicrophone["why"]) {
    super(why);
    this.why = why;
  }
}

const WORKLET = new URL("./sound.worklet.js", import.meta.url);
const WANTED: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
};

type FromServer =
  | { type: "ready"; call_id: string; kind: Told["kind"]; rate: number }
  | ({ type: "told" } & Told)
  | { type: "mark"; name: string }
  | { type: "clear" }
  | { type: "problem"; code: string | null; detail: string };

async function microphone(): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new NoMicrophone("insecure");
  try {
    return await navigator.mediaDevices.getUserMedia(WANTED);
  } catch (fault) {
    const name = fault instanceof DOMException ? fault.name : "";
    throw new NoMicrophone(name === "NotAllowedError" ? "denied" : "missing");
  }
}

function address(): string {
  const url = new URL("/api/test_calls/voice", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

export class VoiceLine {
  readonly #listener: Listener;
  #socket: WebSocket | null = null;
  #stream: MediaStream | null = null;
  #context: AudioContext | null = null;
  #speaker: AudioWorkletNode | null = null;
  #problem: { code: string | null; detail: string } | null = null;
  #over = false;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  /** Ask for the microphone and call; `draft` is the id of a call against a draft. Raises `NoMicrophone`. */
  async open(given: { draft: string | null; from: string | null }): Promise<void> {
    this.#stream = await microphone();
    const context = new AudioContext({ latencyHint: "interactive" });
    this.#context = context;
    await context.audioWorklet.addModule(WORKLET);
    await context.resume();
    const token = await goodToken();
    if (this.#over) {
      this.#free();
      return;
    }
    this.#speaker = new AudioWorkletNode(context, "speaker", { numberOfInputs: 0, outputChannelCount: [1] });
    this.#speaker.connect(context.destination);
    this.#speaker.port.onmessage = ({ data }: MessageEvent<{ played: string }>) =>
      this.#send({ type: "marked", name: data.played });
    const socket = new WebSocket(address());
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () =>
      this.#send({
        type: "start",
        token,
        sample_rate: context.sampleRate,
        clinic_id: clinicId(),
        draft: given.draft,
        from: given.from,
      });
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer | string>) => this.#take(data);
    socket.onclose = () => this.#closed();
  }

  says(words: string): void {
    this.#send({ type: "says", words });
  }

  presses(digits: string): void {
    this.#send({ type: "keys", digits });
  }

  /** Whether the microphone is heard; a muted one sends silence. */
  mute(muted: boolean): void {
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !muted;
  }

  hangUp(): void {
    this.#send({ type: "hang_up" });
  }

  /** Let go of everything at once; nobody is told any more. */
  drop(): void {
    this.#over = true;
    this.#socket?.close();
    this.#free();
  }

  #take(data: ArrayBuffer | string): void {
    if (typeof data !== "string") {
      this.#speaker?.port.postMessage({ sound: data }, [data]);
      return;
    }
    const message = JSON.parse(data) as FromServer;
    if (message.type === "told") this.#listener.told(message);
    else if (message.type === "mark") this.#speaker?.port.postMessage({ mark: message.name });
    else if (message.type === "clear") this.#speaker?.port.postMessage({});
    else if (message.type === "problem") this.#problem = message;
    else this.#listen();
  }

  /** The call has begun: what the microphone hears is sent from now on. */
  #listen(): void {
    const { context, stream } = { context: this.#context, stream: this.#stream };
    if (context === null || stream === null) return;
    const node = new AudioWorkletNode(context, "microphone", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = ({ data }: MessageEvent<{ sound: ArrayBuffer; level: number }>) => {
      this.#listener.level(data.level);
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data.sound);
    };
    context.createMediaStreamSource(stream).connect(node);
  }

  #send(message: object): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #closed(): void {
    if (this.#over) return;
    this.#over = true;
    this.#free();
    this.#listener.closed(this.#problem?.code ?? null, this.#problem?.detail ?? null);
  }

  #free(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    void this.#context?.close().catch(() => undefined);
    this.#stream = null;
    this.#context = null;
    this.#speaker = null;
  }
}
