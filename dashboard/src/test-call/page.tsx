// Test calls: the clinic's receptionist, called from the desk.
import { useEffect } from "react";
import { useWords } from "@/words/language";
import { TestCall } from "./test-call";
import { words } from "./words";

export default function TestCallPage() {
  const told = useWords(words);
  useEffect(() => {
    document.title = `${told.title} · Frontdesk`;
  }, [told]);
  return (
    <div className="flex h-full min-h-0 flex-col items-center md:p-6">
      <header className="w-full max-w-4xl px-4 pt-4 pb-3 md:px-0 md:pt-0">
        <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
        <p className="mt-0.5 text-ink-2 max-md:sr-only">{told.lead}</p>
      </header>
      <section
        aria-label={told.panel}
        className="min-h-0 w-full max-w-4xl flex-1 overflow-hidden border-line max-md:border-t md:rounded-xl md:border"
      >
        <TestCall />
      </section>
    </div>
  );
}
