// The keys of a telephone. Pressing one leaves the focus where it is typed.
import { useWords } from "@/words/language";
import { words } from "./words";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] as const;

export function Keypad({ onPress, disabled }: { onPress: (key: string) => void; disabled: boolean }) {
  const told = useWords(words);
  return (
    <div role="group" aria-label={told.keypad} className="arrive mx-auto grid w-52 grid-cols-3 gap-1.5">
      {KEYS.map((key) => (
        <button
          key={key}
          type="button"
          disabled={disabled}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPress(key)}
          className="numbers h-10 rounded-lg border border-line bg-sunken text-lg hover:border-line-strong active:bg-accent-tint disabled:opacity-55"
        >
          {key}
        </button>
      ))}
    </div>
  );
}
