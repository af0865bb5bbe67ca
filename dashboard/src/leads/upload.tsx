// Bringing a file of leads: dropped anywhere on the page, or chosen. Nobody is called by it.
import clsx from "clsx";
import { FileUp } from "lucide-react";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/kit/button";
import { TextField } from "@/kit/field";
import { type Field, FormDialog } from "@/kit/form-dialog";
import { useTimes } from "@/kit/time";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { type Batch, upload, useClientId } from "./data";
import { words } from "./words";

/** Whatever lies under it takes files that are dropped. */
export function DropPlace({ onFile, children }: { onFile: (file: File) => void; children: ReactNode }) {
  const told = useWords(words);
  const [over, setOver] = useState(false);
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    <div
      className="relative h-full"
      onDragOver={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file !== undefined) onFile(file);
      }}
    >
      {children}
      {over && (
        <p className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center gap-2 rounded-xl border-2 border-dashed border-accent bg-accent-tint text-lg font-medium text-accent-text">
          <FileUp aria-hidden className="size-6" />
          {told.drop}
        </p>
      )}
    </div>
  );
}

export function Upload({ given, onClose, onDone }: { given: File | null; onClose: () => void; onDone: (batch: Batch) => void }) {
  const told = useWords(words);
  const { locale } = useTimes();
  const client = useClientId();
  const [file, setFile] = useState<File | null>(given);
  const [tried, setTried] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const size = (bytes: number) =>
    new Intl.NumberFormat(locale, { style: "unit", unit: "kilobyte", maximumFractionDigits: 0 }).format(Math.max(1, bytes / 1000));
  const send = async (field: Field) => {
    setTried(true);
    if (file === null || client === null) return;
    const { batch, isNew } = await upload(client, file, field("source"));
    say(isNew ? told.uploaded(batch.kept) : told.again);
    onDone(batch);
  };
  return (
    <FormDialog title={told.title} lead={told.nobodyYet} save={told.send} onSave={send} onClose={onClose}>
      <div className={clsx("h-40 overflow-hidden rounded-lg border border-dashed", tried && file === null ? "border-danger" : "border-line-strong")}>
        <DropPlace onFile={setFile}>
          <div className="flex h-full flex-col items-center justify-center gap-2 px-4 text-center">
            <FileUp aria-hidden className="size-6 text-ink-3" />
            <p className={file === null ? "text-ink-2" : "font-medium break-all"}>{file === null ? told.dropLead : told.size(file.name, size(file.size))}</p>
            <Button size="small" onClick={() => picker.current?.click()}>
              {file === null ? told.choose : told.other}
            </Button>
            <input
              ref={picker}
              type="file"
              accept=".csv,.json,.txt,.tsv,text/csv,application/json"
              className="sr-only"
              tabIndex={-1}
              aria-label={told.choose}
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
            />
          </div>
        </DropPlace>
      </div>
      {tried && file === null && (
        <p role="alert" className="text-xs text-danger-text">
          {told.needFile}
        </p>
      )}
      <TextField label={told.source} name="source" hint={told.sourceHint} maxLength={80} autoComplete="off" />
      <details className="rounded-lg bg-sunken px-3 py-2 text-sm">
        <summary className="cursor-pointer font-medium">{told.columnsTitle}</summary>
        <p className="mt-1 text-ink-2">{told.columns}</p>
      </details>
    </FormDialog>
  );
}
