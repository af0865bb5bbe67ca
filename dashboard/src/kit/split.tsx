// A list and the detail of what is chosen in it, beside one another; on the telephone two screens.
// The list keeps its place when the detail changes.
import clsx from "clsx";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Link } from "react-router";
import { both, useWords } from "@/words/language";

const words = both({ back: "Back to the list" }, { back: "Volver a la lista" });

export function Split({
  title,
  head,
  list,
  detail,
  back,
  hint,
}: {
  title: string;
  /** What stands above the list: title, filters, search. */
  head: ReactNode;
  list: ReactNode;
  /** Null where nothing is chosen. */
  detail: ReactNode | null;
  /** Where the list is, for the way back on the telephone. */
  back: string;
  /** What the empty place beside the list says; without it the list is wide until something is chosen. */
  hint?: ReactNode;
}) {
  const told = useWords(words);
  useEffect(() => {
    document.title = `${title} · Frontdesk`;
  }, [title]);
  return (
    <div
      className={clsx(
        "grid h-full min-h-0",
        (detail !== null || hint !== undefined) && "md:grid-cols-[minmax(20rem,26rem)_1fr]",
      )}
    >
      <div
        className={clsx(
          "@container flex min-h-0 min-w-0 flex-col bg-surface",
          (detail !== null || hint !== undefined) && "border-r border-line",
          detail !== null && "max-md:hidden",
        )}
      >
        <div className="border-b border-line p-3">{head}</div>
        <div className="min-h-0 flex-1">{list}</div>
      </div>
      <div
        className={clsx(
          "min-h-0 overflow-y-auto",
          detail === null && (hint === undefined ? "hidden" : "max-md:hidden"),
        )}
      >
        {detail === null ? (
          <div className="flex h-full items-center justify-center p-6 text-center text-ink-3">
            {hint}
          </div>
        ) : (
          <>
            <Link
              to={back}
              className="sticky top-0 z-10 flex h-11 items-center gap-2 border-b border-line bg-surface px-4 md:hidden"
            >
              <ArrowLeft className="size-4" aria-hidden />
              {told.back}
            </Link>
            {detail}
          </>
        )}
      </div>
    </div>
  );
}
