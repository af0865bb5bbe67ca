// With what a clinic books: services, providers, rooms; they change with its file, so seldom.
import { $api } from "@/api/client";
import type { paths } from "@/api/schema";

type Told<P extends "/api/services" | "/api/providers"> =
  paths[P]["get"]["responses"][200]["content"]["application/json"][number];

export type Service = Told<"/api/services">;
export type Provider = Told<"/api/providers">;

const SELDOM = { staleTime: 300_000 };

export function useServices(): Service[] {
  return $api.useQuery("get", "/api/services", {}, SELDOM).data ?? [];
}

export function useProviders(): Provider[] {
  return $api.useQuery("get", "/api/providers", {}, SELDOM).data ?? [];
}

export function useRooms(): string[] {
  return ($api.useQuery("get", "/api/operatories", {}, SELDOM).data ?? []).map((each) => each.name);
}

/** Who does a service: those whom it names, else everybody with its role. */
export function doersOf(service: Service | undefined, providers: Provider[]): Provider[] {
  if (service === undefined) return providers;
  return providers.filter(
    (each) => each.role === service.by && (service.providers.length === 0 || service.providers.includes(each.name)),
  );
}

/** The rooms that a service is bound to; all where it is bound to none. */
export function roomsOf(service: Service | undefined, rooms: string[]): string[] {
  return service === undefined || service.operatories.length === 0 ? rooms : service.operatories;
}
