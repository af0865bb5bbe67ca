// What stands where nothing is yet: while it loads, when there is none, when it failed.
import clsx from "clsx";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { both, useWords } from "@/words/language";
import { Button } from "./button";

const words = both(
  {
    loading: "Loading",
    again: "Try again",
    failed: "This could not be loaded.",
    network: "The server cannot be reached. Check your connection.",
    gone: "This does not exist, or not for you.",
  },
  {
    loading: "Cargando",
    again: "Intentar de nuevo",
    failed: "No se pudo cargar.",
    network: "No se puede conectar con el servidor. Revise su conexión.",
    gone: "Esto no existe, o no está a su alcance.",
  },
);

/** A grey bar that stands where words will: give it their height and width by classes. */
export function Bar({ className }: { className?: string }) {
  return <span className={clsx("skeleton block h-4", className)} />;
}

/** Rows of a list that is being loaded; `each` draws one with bars, in the final layout. */
export function Skeleton({ rows = 6, each }: { rows?: number; each: (row: number) => ReactNode }) {
  const { loading } = useWords(words);
  return (
    <div role="status" aria-label={loading}>
      {Array.from({ length: rows }, (_, row) => (
        // eslint-disable-next-line react/no-array-index-key -- rows of a skeleton are all alike
        <div key={row} aria-hidden>
          {each(row)}
        </div>
      ))}
    </div>
  );
}

/** Nothing is here: it says so, and what to do. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-2 px-6 py-12 text-center">
      {icon !== undefined && <span className="text-ink-3 [&>svg]:size-7">{icon}</span>}
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-sm text-ink-2">{children}</div>}
      {action !== undefined && <div className="mt-2">{action}</div>}
    </div>
  );
}

/** It went wrong: what did, and a way on. */
export function Failure({ error, again }: { error: unknown; again?: () => void }) {
  const told = useWords(words);
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  const says =
    status === 404
      ? told.gone
      : error instanceof TypeError
        ? told.network
        : error instanceof Error && error.message
          ? error.message
          : told.failed;
  return (
    <div role="alert" className="flex flex-col items-center gap-2 px-6 py-10 text-center">
      <CircleAlert className="size-7 text-danger-text" aria-hidden />
      <p className="max-w-sm">{says}</p>
      {again !== undefined && status !== 404 && (
        <Button size="small" onClick={again}>
          {told.again}
        </Button>
      )}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** What was asked for: its skeleton, its failure, or itself. */
export function Answer<T>({
  of,
  skeleton,
  children,
}: {
  of: Asked<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error !== null && of.error !== undefined) {
    return <Failure error={of.error} again={() => void of.refetch()} />;
  }
  return <>{skeleton}</>;
}
