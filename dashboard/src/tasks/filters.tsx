// What stands above the list: which tasks, narrowed how, searched for what.
import { ListFilter, Plus, X } from "lucide-react";
import { useState } from "react";
import { $api } from "@/api/client";
import { Button, IconButton } from "@/kit/button";
import { Count } from "@/kit/chip";
import { SearchField, Select } from "@/kit/field";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { namesOf, useNames } from "@/words/names";
import { OWNERS, PRIORITIES, type Grouping, VIEWS, type View, type Wanted } from "./wanted";
import { words } from "./words";

export function Head({
  wanted,
  change,
  typed,
  onType,
  onNew,
}: {
  wanted: Wanted;
  change: (more: Partial<Wanted>) => void;
  typed: string;
  onType: (typed: string) => void;
  onNew: () => void;
}) {
  const told = useWords(words);
  const name = useNames();
  const { data: today } = $api.useQuery("get", "/api/today", {}, { staleTime: 30_000 });
  const counts: Partial<Record<View, number>> = { open: today?.tasks_open ?? 0, mine: today?.tasks_mine ?? 0, overdue: today?.tasks_overdue ?? 0 };
  const narrowed = [wanted.type, wanted.owner, wanted.priority, wanted.group].filter((each) => each !== "").length;
  const [open, setOpen] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h1 className="text-xl font-semibold tracking-tight">{told.title}</h1>
        <Button size="small" icon={<Plus className="size-4" aria-hidden />} onClick={onNew}>
          {told.newTask}
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={told.search}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            onType("");
            event.currentTarget.blur();
          }}
          className="min-w-48 flex-1 @2xl:max-w-md"
        />
        <Button
          icon={<ListFilter className="size-4" aria-hidden />}
          aria-expanded={open}
          aria-controls="narrow-tasks"
          onClick={() => setOpen(!open)}
        >
          {narrowed === 0 ? told.narrow : told.narrowed(narrowed)}
        </Button>
        {narrowed > 0 && (
          <IconButton label={told.widen} onClick={() => change({ type: "", owner: "", priority: "", group: "" })}>
            <X className="size-4" />
          </IconButton>
        )}
      </div>
      {open && (
        <div id="narrow-tasks" className="grid grid-cols-2 gap-2 pb-1 @2xl:grid-cols-4">
          <Select label={told.type} value={wanted.type} onChange={(event) => change({ type: event.target.value })}>
            <option value="">{told.any}</option>
            {namesOf("tasks").map((each) => (
              <option key={each} value={each}>
                {name("tasks", each)}
              </option>
            ))}
          </Select>
          <Select label={told.owner} value={wanted.owner} onChange={(event) => change({ owner: event.target.value as Wanted["owner"] })}>
            <option value="">{told.any}</option>
            {OWNERS.map((each) => (
              <option key={each} value={each}>
                {name("owners", each)}
              </option>
            ))}
          </Select>
          <Select label={told.priority} value={wanted.priority} onChange={(event) => change({ priority: event.target.value as Wanted["priority"] })}>
            <option value="">{told.any}</option>
            {PRIORITIES.map((each) => (
              <option key={each} value={each}>
                {name("priorities", each)}
              </option>
            ))}
          </Select>
          <Select label={told.group} value={wanted.group} onChange={(event) => change({ group: event.target.value as Grouping })}>
            <option value="">{told.noGroup}</option>
            <option value="type">{told.byType}</option>
            <option value="owner">{told.byOwner}</option>
            <option value="priority">{told.byPriority}</option>
            <option value="patient">{told.byPatient}</option>
          </Select>
        </div>
      )}
      <Filters
        label={told.views}
        chosen={wanted.view}
        onChoose={(view) => change({ view })}
        choices={VIEWS.map((view) => ({
          name: view,
          label: (
            <>
              {told[view]}
              <Count of={counts[view] ?? 0} tone={view === "overdue" ? "danger" : "plain"} />
            </>
          ),
        }))}
      />
    </div>
  );
}
