// What stands above the calendar: which days, whose, and what one does here most.
import { CalendarOff, CalendarSearch, ChevronLeft, ChevronRight, Ellipsis, Lock, Plus } from "lucide-react";
import { useRef } from "react";
import { Button, IconButton } from "@/kit/button";
import { BOX } from "@/kit/field";
import { Menu } from "@/kit/menu";
import { Filters } from "@/kit/tabs";
import { useWords } from "@/words/language";
import { shifted, useWalls } from "./clock";
import { words } from "./words";

export type View = "day" | "week" | "agenda";

export function Toolbar({
  day,
  today,
  view,
  by,
  whose,
  step,
  week,
  providers,
  waiting,
  onDay,
  onGo,
  onBook,
  onBlock,
  onOff,
  onWaiting,
}: {
  day: string;
  today: string;
  view: View;
  by: "provider" | "room";
  whose: string;
  /** Days that the arrows go. */
  step: number;
  week: string[];
  providers: string[];
  /** How many are held for approval. */
  waiting: number;
  onDay: (day: string) => void;
  onGo: (changes: Record<string, string | null>) => void;
  onBook: () => void;
  onBlock: () => void;
  onOff: () => void;
  onWaiting: () => void;
}) {
  const told = useWords(words);
  const walls = useWalls();
  const picker = useRef<HTMLInputElement>(null);
  const shown = view === "week" ? walls.month(week[3] ?? day) : walls.shortDay(day);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-surface px-4 py-2.5 max-md:px-3">
      <h1 className="text-xl font-semibold tracking-tight max-md:sr-only">{told.title}</h1>
      <div className="flex items-center gap-1">
        <IconButton label={told.before} size="small" onClick={() => onDay(shifted(day, -step))}>
          <ChevronLeft className="size-4" />
        </IconButton>
        <Button size="small" onClick={() => onDay(today)} disabled={day === today}>
          {told.today}
        </Button>
        <IconButton label={told.after} size="small" onClick={() => onDay(shifted(day, step))}>
          <ChevronRight className="size-4" />
        </IconButton>
      </div>
      <p className="font-medium max-md:hidden" aria-live="polite">
        {shown.charAt(0).toUpperCase() + shown.slice(1)}
      </p>
      <IconButton aria-hidden tabIndex={-1} label={told.chooseDay} size="small" onClick={() => picker.current?.showPicker()}>
        <CalendarSearch className="size-4" />
      </IconButton>
      <input
        ref={picker}
        type="date"
        aria-label={told.chooseDay}
        value={day}
        onChange={(event) => event.target.value !== "" && onDay(event.target.value)}
        className={`${BOX} numbers sr-only h-7 w-auto! text-sm! focus:not-sr-only`}
      />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {waiting > 0 && (
          <button
            type="button"
            onClick={onWaiting}
            className="h-7 rounded-full bg-warn-tint px-3 text-sm font-medium text-warn-text hover:brightness-95 max-md:h-9"
          >
            {told.waiting(waiting)}
          </button>
        )}
        {view === "week" && (
          <select
            aria-label={told.whose}
            value={whose}
            onChange={(event) => onGo({ whose: event.target.value })}
            className={`${BOX} h-7 w-auto! text-sm!`}
          >
            <option value="">{told.everybody}</option>
            {providers.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        )}
        {view === "day" && (
          <Filters
            label={told.columns}
            choices={[
              { name: "provider", label: told.byProvider },
              { name: "room", label: told.byRoom },
            ]}
            chosen={by}
            onChoose={(name) => onGo({ by: name === "room" ? name : null })}
          />
        )}
        {view !== "agenda" && (
          <>
            <span aria-hidden className="h-5 w-px bg-line" />
            <Filters
              label={told.view}
              choices={[
                { name: "day", label: told.day },
                { name: "week", label: told.week },
              ]}
              chosen={view}
              onChoose={(name) => onGo({ view: name === "week" ? name : null })}
            />
          </>
        )}
        <Button look="main" size="small" className="max-md:h-9" icon={<Plus className="size-4" aria-hidden />} onClick={onBook}>
          {told.book}
        </Button>
        <Menu
          label={told.more}
          deeds={[
            [
              { label: told.blockTime, icon: <Lock />, keys: "b", does: onBlock },
              { label: told.daysOff, icon: <CalendarOff />, does: onOff },
            ],
          ]}
        >
          <IconButton label={told.more} size="small">
            <Ellipsis className="size-4" />
          </IconButton>
        </Menu>
      </div>
    </header>
  );
}
