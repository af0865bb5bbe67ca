// What is known of a flow beside its text: the schema, and the names that it uses, those that it
// inherits among them. Read anew when a check has come back, never while somebody types.
import { useEffect, useMemo, useState } from "react";
import type { Check } from "./check";
import { type Form, server } from "./data";
import type { Manuscript } from "./manuscript";
import type { Known } from "./source/completion";
import { namesOf, NO_NAMES } from "./source/names";
import type { Schema } from "./source/schema";

interface Inherited {
  slots: Map<string, string>;
  prompts: Map<string, string>;
}

function inheritedOf(form: Form): Inherited {
  const own = form.languages[0];
  const slots = new Map(form.questions.filter((one) => one.language === own).map((one) => [one.slot, one.ask[0] ?? ""]));
  const listed = form.prompts.filter((one) => one.language === own && one.key.startsWith("prompts."));
  return { slots, prompts: new Map(listed.map((one) => [one.key.slice("prompts.".length), one.texts[0] ?? ""])) };
}

export function useKnown(manuscript: Manuscript, check: Check, file: string): Known {
  const [schemas, setSchemas] = useState<Record<string, Schema>>({});
  const [inherited, setInherited] = useState<Inherited>({ slots: new Map(), prompts: new Map() });
  useEffect(() => {
    let gone = false;
    server
      .schema(manuscript.flow)
      .then((found) => !gone && setSchemas(found as Record<string, Schema>))
      .catch(() => undefined);
    server
      .form(manuscript.flow)
      .then((found) => !gone && setInherited(inheritedOf(found)))
      .catch(() => undefined);
    return () => {
      gone = true;
    };
  }, [manuscript]);
  const names = useMemo(() => {
    if (check.is === "waiting" && check.version === 0 && check.graph === null) return NO_NAMES;
    const more = manuscript.files.filter((one) => one.kind === "language").map((one) => manuscript.doc(one.name).toString());
    return namesOf(manuscript.doc(`${manuscript.flow}.yaml`), inherited, more);
  }, [manuscript, inherited, check.is, check.version, check.graph]);
  const kind = manuscript.files.find((one) => one.name === file)?.kind ?? "flow";
  return useMemo(() => ({ schema: schemas[kind === "clinic" ? "clinic" : "flow"] ?? null, kind, names }), [schemas, kind, names]);
}
