// A few questions and one button: saved at once, or told why not. The form stays open until it is saved.
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { both, useWords } from "@/words/language";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { sentence } from "./sentence";

const words = both({ close: "Close" }, { close: "Cerrar" });

/** What stands in a field of the form that was sent. */
export type Field = (name: string) => string;

export function FormDialog({
  title,
  lead,
  save,
  onSave,
  onClose,
  shape,
  ready = true,
  className = "flex flex-col gap-4 pb-3",
  children,
}: {
  title: string;
  lead?: ReactNode;
  /** What the button says. */
  save: ReactNode;
  /** Saves, and closes the form; what it throws is shown as a sentence. */
  onSave: (field: Field) => Promise<void>;
  onClose: () => void;
  shape?: "dialog" | "wide" | "sheet";
  /** Whether it can be saved yet. */
  ready?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const { close } = useWords(words);
  const id = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await onSave((name) => String(given.get(name) ?? "").trim());
    } catch (error) {
      setProblem(sentence(error));
    }
    setBusy(false);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      {...(lead === undefined ? {} : { lead })}
      {...(shape === undefined ? {} : { shape })}
      actions={
        <>
          <Button onClick={onClose}>{close}</Button>
          <Button look="main" type="submit" form={id} busy={busy} disabled={!ready}>
            {save}
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={(event) => void send(event)} className={className}>
        {children}
        {problem !== null && (
          <p role="alert" className="col-span-full rounded-md bg-danger-tint px-3 py-2 text-danger-text">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
