// The wordings of one thing that callers hear. Several are used in turn, so that nobody hears the same
// words twice in a row.
import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/kit/button";
import { BOX } from "@/kit/field";
import { useWords } from "@/words/language";
import { words } from "./words";

const MOST = 20;

export function Wordings({
  label,
  hint,
  texts,
  fixed,
  onChange,
}: {
  label: string;
  hint?: string;
  texts: readonly string[];
  fixed: boolean;
  onChange: (texts: string[]) => void;
}) {
  const told = useWords(words);
  const [now, setNow] = useState(() => [...texts]);
  const set = (next: string[]) => {
    setNow(next);
    const said = next.map((one) => one.trim()).filter((one) => one !== "");
    if (said.length > 0) onChange(said);
  };
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium text-ink-2">{label}</legend>
      {hint !== undefined && <p className="-mt-1 text-xs text-ink-3">{hint}</p>}
      {now.map((text, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- wordings are told by their place
        <div key={at} className="flex items-start gap-1">
          <textarea
            aria-label={now.length === 1 ? label : told.wording(label, at + 1)}
            value={text}
            readOnly={fixed}
            rows={Math.max(1, Math.ceil(text.length / 52))}
            maxLength={600}
            aria-invalid={text.trim() === "" && at === 0 ? true : undefined}
            onChange={(event) => set(now.map((one, place) => (place === at ? event.target.value.replace(/\n/g, " ") : one)))}
            className={`${BOX} field-sizing-content resize-none py-1.5`}
          />
          {now.length > 1 && !fixed && (
            <IconButton size="small" label={told.removeWording(at + 1)} onClick={() => set(now.filter((_, place) => place !== at))}>
              <X className="size-4" />
            </IconButton>
          )}
        </div>
      ))}
      {!fixed && now.length < MOST && (
        <div>
          <Button size="small" look="quiet" icon={<Plus className="size-3.5" />} onClick={() => setNow([...now, ""])}>
            {told.addWording}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
