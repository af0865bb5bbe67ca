// Text or form: two ways to write the same.
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { words } from "./words";

export type View = "text" | "form";

export function ViewChoice({ view, onView }: { view: View; onView: (view: View) => void }) {
  const told = useWords(words);
  return (
    <Filters
      label={told.editAs}
      chosen={view}
      onChoose={onView}
      choices={[
        { name: "text", label: told.text },
        { name: "form", label: told.form },
      ]}
    />
  );
}
