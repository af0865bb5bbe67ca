// Lists that come in pages: each page is asked for when the end of the one before comes into sight.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useClinicId } from "./client";

export interface OnePage<T> {
  items: T[];
  next?: string | null;
}

/** The pages of a path, as one list. `refresh(path)` asks for them again. */
export function usePages<T, P extends OnePage<T> = OnePage<T>>(
  path: string,
  asked: unknown,
  read: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<P | undefined>,
  options: { enabled?: boolean } = {},
) {
  const clinic = useClinicId();
  const pages = useInfiniteQuery({
    queryKey: ["pages", path, clinic, asked],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) =>
      (await read(pageParam === null ? {} : { cursor: pageParam }, signal)) ?? ({ items: [], next: null } as unknown as P),
    getNextPageParam: (last) => last.next ?? null,
    ...options,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  return {
    ...pages,
    items: (pages.data?.pages ?? []).flatMap((page) => page.items),
    /** For the list's `onEnd`. */
    more: () => {
      if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
  };
}
