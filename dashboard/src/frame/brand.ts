// How the clinic looks whose desk it is: its colour everywhere, its name and picture at the door. Anybody
// may ask for it, so it is asked for without signing in.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type Schemas, useClinicId } from "@/api/client";
import { chooseAccent } from "./theme";

type Brand = Schemas["BrandOut"];

const FRESH_MS = 300_000;

/** A clinic's look, as far as it is known; without an id, that of the only clinic, if there is one. */
export function useBrand(clinic: string | null): Brand | undefined {
  const { data } = useQuery({
    queryKey: ["get", "/api/brand", clinic],
    staleTime: FRESH_MS,
    queryFn: async () => {
      const answer = await fetch(clinic === null ? "/api/brand" : `/api/brand?clinic=${encodeURIComponent(clinic)}`);
      return answer.ok ? ((await answer.json()) as Brand) : null;
    },
  });
  return data ?? undefined;
}

/** Show the desk in the colour of a clinic, as long as the component is shown. */
export function useAccent(brand: Brand | undefined): void {
  const accent = brand?.accent ?? null;
  useEffect(() => chooseAccent(accent), [accent]);
}

/** The clinic that one worked in last, for the door. */
export function useDoorBrand(): Brand | undefined {
  const brand = useBrand(useClinicId());
  useAccent(brand);
  return brand;
}
