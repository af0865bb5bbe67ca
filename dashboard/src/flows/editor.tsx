// The editor of a flow: its text or its form, its picture, and what is proved and tried of it. What is
// loaded here is loaded nowhere else.
import { useEffect, useState } from "react";
import { useParams } from "react-router";
import { useSession } from "@/api/session";
import { Failure } from "@/kit/states";
import { useClinicId } from "@/api/client";
import { server } from "./data";
import { EditorSkeleton } from "./editor-skeleton";
import { Manuscript } from "./manuscript";
import { Room } from "./room";

const WRITERS: readonly (string | undefined)[] = ["admin", "practice_admin"];

export default function Editor() {
  const { name = "" } = useParams();
  const clinic = useClinicId();
  const role = useSession().person?.role;
  const fixed = !WRITERS.includes(role);
  const [manuscript, setManuscript] = useState<Manuscript | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let made: Manuscript | null = null;
    let gone = false;
    setManuscript(null);
    setError(null);
    server
      .draft(name)
      .then((draft) => {
        if (gone) return;
        made = new Manuscript(name, draft, fixed);
        made.bringBack(draft);
        setManuscript(made);
      })
      .catch((fault: unknown) => !gone && setError(fault));
    const leave = () => made?.hold();
    const online = () => void made?.save();
    addEventListener("pagehide", leave);
    addEventListener("online", online);
    return () => {
      gone = true;
      made?.close();
      removeEventListener("pagehide", leave);
      removeEventListener("online", online);
    };
  }, [name, clinic, fixed, turn]);
  if (error !== null) return <Failure error={error} again={() => setTurn(turn + 1)} />;
  return manuscript === null ? <EditorSkeleton /> : <Room key={name} manuscript={manuscript} />;
}
