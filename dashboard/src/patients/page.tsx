// Patients: found by what one knows of them, and one of them in whole beside the list.
import { useInfiniteQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams, Route, Routes } from "react-router";
import { api } from "@/api/client";
import { Avatar } from "@/kit/avatar";
import { Button } from "@/kit/button";
import { SearchField } from "@/kit/field";
import { useKeys } from "@/kit/keys";
import { List } from "@/kit/list";
import { Split } from "@/kit/split";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { useTimes } from "@/kit/time";
import { useWords } from "@/words/language";
import { ageOn, nameOf, type Patient, useFound } from "./found";
import { NewPatientForm } from "./form";
import { PatientDetail } from "./detail";
import { words } from "./words";

const ROW = 56;

function useAll() {
  return useInfiniteQuery({
    queryKey: ["get", "/api/patients", "pages"],
    queryFn: async ({ pageParam, signal }) => {
      const { data } = await api.GET("/api/patients", {
        params: { query: { limit: 100, ...(pageParam === "" ? {} : { cursor: pageParam }) } },
        signal,
      });
      return data ?? { items: [], next: null };
    },
    initialPageParam: "",
    getNextPageParam: (last) => last.next ?? null,
  });
}

function Row({ patient, chosen }: { patient: Patient; chosen: boolean }) {
  const times = useTimes();
  const told = useWords(words);
  const today = times.localDay(Date.now());
  const warning = patient.do_not_book ? told.doNotBook : patient.status === "active" ? null : told.status[patient.status];
  return (
    <span
      className={`flex h-full items-center gap-3 border-b border-line px-3 text-left ${chosen ? "bg-accent-tint" : "hover:bg-sunken"}`}
    >
      <Avatar name={nameOf(patient)} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{nameOf(patient)}</span>
        <span className="numbers block truncate text-sm text-ink-2">
          {[
            patient.date_of_birth,
            patient.date_of_birth === null ? null : told.age(ageOn(patient.date_of_birth, today)),
            warning,
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
    </span>
  );
}

function Room() {
  const told = useWords(words);
  const { id = null } = useParams();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [entering, setEntering] = useState(false);
  const all = useAll();
  const found = useFound(typed);
  const everybody = (all.data?.pages ?? []).flatMap((page) => page.items);
  const shown = found.asked ? found.found : everybody;
  const error = found.asked ? found.error : all.error;
  const waiting = found.asked ? found.isFetching && shown.length === 0 : all.data === undefined;
  useKeys([{ keys: "n", says: told.enter, does: () => setEntering(true) }]);

  return (
    <>
      <Split
        title={told.title}
        back="/patients"
        hint={told.hint}
        head={
          <div className="flex flex-col gap-3">
            <div className="flex items-center justify-between gap-2">
              <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
              <Button size="small" icon={<UserPlus className="size-4" aria-hidden />} onClick={() => setEntering(true)}>
                {told.enter}
              </Button>
            </div>
            <SearchField
              label={told.search}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => {
                const first = shown[0];
                if (event.key === "Enter" && first !== undefined) void navigate(`/patients/${first.id}`);
              }}
            />
          </div>
        }
        list={
          error !== null && error !== undefined ? (
            <Failure error={error} again={() => void (found.asked ? found.refetch() : all.refetch())} />
          ) : waiting ? (
            <Skeleton
              each={() => (
                <div className="flex h-14 items-center gap-3 border-b border-line px-3">
                  <Bar className="size-8 rounded-full!" />
                  <Bar className="w-40" />
                </div>
              )}
            />
          ) : shown.length === 0 ? (
            <Empty icon={<Users />} title={found.asked ? told.nobody : told.none}>
              {found.asked ? told.nobodyHint : told.noneHint}
            </Empty>
          ) : (
            <List
              label={found.asked ? told.searching : told.all}
              items={shown}
              idOf={(each) => each.id}
              height={ROW}
              chosen={id}
              onChoose={(each) => void navigate(`/patients/${each.id}`)}
              onEnd={() => {
                if (!found.asked && all.hasNextPage && !all.isFetchingNextPage) void all.fetchNextPage();
              }}
              loadingMore={!found.asked && all.isFetchingNextPage}
              row={(each, chosen) => (
                <button
                  type="button"
                  aria-current={chosen || undefined}
                  className="block h-full w-full"
                  onClick={() => void navigate(`/patients/${each.id}`)}
                >
                  <Row patient={each} chosen={chosen} />
                </button>
              )}
            />
          )
        }
        detail={id === null ? null : <PatientDetail key={id} id={id} />}
      />
      {entering && (
        <NewPatientForm
          onClose={() => setEntering(false)}
          onEntered={(made) => {
            setEntering(false);
            void navigate(`/patients/${made}`);
          }}
        />
      )}
    </>
  );
}

export default function Patients() {
  return (
    <Routes>
      <Route path=":id?" element={<Room />} />
    </Routes>
  );
}
