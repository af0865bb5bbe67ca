// What is done in a call: words, keys, silence, the microphone, the end.
import { Grid3x3, Hourglass, Mic, MicOff, PhoneOff, SendHorizontal } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import { IconButton } from "@/kit/button";
import { TextField } from "@/kit/field";
import { useWords } from "@/words/language";
import type { TestCallState } from "./call";
import { Keypad } from "./keypad";
import { Meter } from "./meter";
import { words } from "./words";

const SILENCE_SECONDS = 8;

export function Controls({
  call,
  level,
  says,
  presses,
  waits,
  hangUp,
  mute,
}: {
  call: TestCallState;
  level: RefObject<number>;
  says: (words: string) => void;
  presses: (digits: string) => void;
  waits: (seconds: number) => void;
  hangUp: () => void;
  mute: (muted: boolean) => void;
}) {
  const told = useWords(words);
  const [text, setText] = useState("");
  const [keypad, setKeypad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const busy = call.sending !== null;
  return (
    <div className="flex flex-col gap-3">
      {keypad && <Keypad onPress={presses} disabled={busy} />}
      <form
        className="flex items-center gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          const said = text.trim();
          if (busy || said === "") return;
          says(said);
          setText("");
        }}
      >
        <div className="min-w-0 flex-1">
          <TextField
            ref={field}
            label={told.typing}
            unseen
            placeholder={told.typing}
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            enterKeyHint="send"
            maxLength={2000}
          />
        </div>
        <IconButton type="submit" label={told.send} look="main" disabled={text.trim() === ""}>
          <SendHorizontal className="size-4" aria-hidden />
        </IconButton>
      </form>
      <div className="flex items-center gap-1.5">
        <IconButton
          label={told.keypad}
          look="plain"
          aria-expanded={keypad}
          onClick={() => {
            setKeypad(!keypad);
            field.current?.focus();
          }}
        >
          <Grid3x3 className="size-4" aria-hidden />
        </IconButton>
        {call.spoken ? (
          <>
            <IconButton
              label={call.muted ? told.unmute : told.mute}
              look="plain"
              aria-pressed={call.muted}
              onClick={() => mute(!call.muted)}
            >
              {call.muted ? <MicOff className="size-4 text-danger-text" aria-hidden /> : <Mic className="size-4" aria-hidden />}
            </IconButton>
            <Meter level={level} muted={call.muted} />
          </>
        ) : (
          <IconButton label={told.silence} look="plain" disabled={busy} onClick={() => waits(SILENCE_SECONDS)}>
            <Hourglass className="size-4" aria-hidden />
          </IconButton>
        )}
        <IconButton label={told.hangUp} look="danger" className="ml-auto" onClick={hangUp}>
          <PhoneOff className="size-4" aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
