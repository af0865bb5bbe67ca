// The queue of tasks: a list, and beside it the one that is open. One key for what is done all day.
import { Check, ClipboardCheck, Flag, SearchX, UserRoundPen } from "lucide-react";
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate, useParams, Route, Routes } from "react-router";
import { useSession } from "@/api/session";
import { Button } from "@/kit/button";
import { useKeys } from "@/kit/keys";
import { List } from "@/kit/list";
import { Split } from "@/kit/split";
import { Bar, Empty, Failure, Skeleton } from "@/kit/states";
import { say } from "@/kit/toast";
import { useWords } from "@/words/language";
import { useNames } from "@/words/names";
import { Assign, type Whom } from "./assign";
import { BookIt } from "./book";
import { CallBack } from "./call-back";
import { act, actAndSay } from "./deeds";
import { type Deeds, Detail } from "./detail";
import { Head } from "./filters";
import { NewTask } from "./new-task";
import { type Group, useQueue } from "./queue";
import { GroupHead, HEAD_PX, ROW_PX, TaskRow } from "./row";
import { isBookable } from "./summary";
import { queryOf, type Task, useWanted } from "./wanted";
import { words } from "./words";

type Open = { what: "assign"; tasks: Task[] } | { what: "call" | "book"; task: Task } | { what: "new" } | null;

export default function Tasks() {
  return (
    <Routes>
      <Route path=":id?" element={<Queue />} />
    </Routes>
  );
}

function Queue() {
  const told = useWords(words);
  const name = useNames();
  const { id = null } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  const me = useSession().person?.id ?? "";
  const [wanted, change] = useWanted();
  const [typed, setTyped] = useState("");
  const searching = useDeferredValue(typed.trim().length >= 2 ? typed.trim() : "");
  const asked = useMemo(() => queryOf(wanted, me), [wanted, me]);
  const queue = useQueue(asked, wanted.group, searching);
  const { rows, hasNextPage, isFetchingNextPage, fetchNextPage } = queue;
  const [at, setAt] = useState<string | null>(id);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<Open>(null);
  const chosen = id ?? at;
  useEffect(() => setMarked(new Set()), [wanted, searching]);

  const to = useCallback((task: string | null) => ({ pathname: task === null ? "/tasks" : `/tasks/${task}`, search }), [search]);
  const show = (task: Task) => {
    setAt(task.id);
    if (id !== null) void navigate(to(task.id), { replace: true });
  };
  /** Where the list goes on when a task leaves it. */
  const goOn = (task: Task) => {
    const place = rows.findIndex((row) => row.task.id === task.id);
    if (place < 0) return;
    const next = (rows[place + 1] ?? rows[place - 1])?.task ?? null;
    setAt(next?.id ?? null);
    if (id === task.id) void navigate(to(next?.id ?? null), { replace: true });
  };

  const finish = (task: Task, note?: string) => {
    goOn(task);
    void actAndSay(task, "complete", note ? { note } : {}, told.completed(task.task_id), { action: "reopen" });
  };
  const give = (tasks: Task[], whom: Whom) => {
    const { name: whose, ...doing } = whom;
    setOpen(null);
    setMarked(new Set());
    const [first] = tasks;
    if (tasks.length === 1 && first !== undefined) {
      const back = first.assignee_id === null ? { owner: first.owner as "staff" | "doctor" } : { assignee_id: first.assignee_id };
      void actAndSay(first, "assign", doing, told.assigned(first.task_id, whose), { action: "assign", doing: back });
      return;
    }
    void all(tasks, "assign", doing).then((done) => done > 0 && say(told.assignedMany(done, whose)));
  };
  const all = async (tasks: Task[], action: "assign" | "complete" | "flag", doing = {}) => {
    const done = await Promise.all(tasks.map((task) => act(task, action, doing)));
    return done.filter(Boolean).length;
  };
  const deeds: Deeds = {
    complete: finish,
    assign: (task) => setOpen({ what: "assign", tasks: [task] }),
    assignDoctor: (task) => give([task], { owner: "doctor", name: told.everyDoctor }),
    callBack: (task) => setOpen({ what: "call", task }),
    book: (task) => setOpen({ what: "book", task }),
    start: (task) => void act(task, "start"),
    flag: (task) =>
      void actAndSay(
        task,
        task.flagged ? "unflag" : "flag",
        {},
        task.flagged ? told.unflaggedOne(task.task_id) : told.flaggedOne(task.task_id),
        { action: task.flagged ? "flag" : "unflag" },
      ),
    cancel: (task) => {
      goOn(task);
      void actAndSay(task, "cancel", {}, told.cancelled(task.task_id), { action: "reopen" });
    },
    reopen: (task) => void actAndSay(task, "reopen", {}, told.reopened(task.task_id), null),
  };
  const mark = (task: Task) =>
    setMarked((before) => {
      const next = new Set(before);
      if (!next.delete(task.id)) next.add(task.id);
      return next;
    });
  const many = rows.filter((row) => marked.has(row.task.id)).map((row) => row.task);
  const completeMany = () => {
    setMarked(new Set());
    void all(many, "complete").then(
      (done) => done > 0 && say(told.completedMany(done), () => void Promise.all(many.map((task) => act({ ...task, status: "completed" }, "reopen")))),
    );
  };
  const flagMany = () => {
    setMarked(new Set());
    void all(many, "flag").then((done) => done > 0 && say(told.flaggedMany(done)));
  };

  const current = rows.find((row) => row.task.id === chosen)?.task;
  const isOpen = current?.status === "pending" || current?.status === "in_progress";
  const on = (does: (task: Task) => void) => () => current !== undefined && isOpen && does(current);
  useKeys([
    { keys: "e", says: told.keyComplete, does: () => (many.length > 0 ? completeMany() : on(finish)()) },
    { keys: "a", says: told.keyAssign, does: () => (many.length > 0 ? setOpen({ what: "assign", tasks: many }) : on(deeds.assign)()) },
    { keys: "c", says: told.keyCall, does: on(deeds.callBack) },
    { keys: "b", says: told.keyBook, does: on((task) => isBookable(task) && deeds.book(task)) },
    { keys: "f", says: told.keyFlag, does: () => (many.length > 0 ? flagMany() : current !== undefined && deeds.flag(current)) },
    { keys: "x", says: told.keySelect, does: () => current !== undefined && mark(current) },
    { keys: "n", says: told.keyNew, does: () => setOpen({ what: "new" }) },
    {
      keys: "Escape",
      says: told.keyBack,
      does: () => (many.length > 0 ? setMarked(new Set()) : id !== null && (setAt(id), void navigate(to(null)))),
    },
  ]);

  const label = (group: Group) =>
    wanted.group === "type"
      ? name("tasks", group.key)
      : wanted.group === "owner"
        ? name("owners", group.key)
        : wanted.group === "priority"
          ? name("priorities", group.key)
          : null;
  const narrowed = wanted.view !== "open" || wanted.type !== "" || wanted.owner !== "" || wanted.priority !== "";

  const list = queue.isPending ? (
    <Skeleton
      rows={9}
      each={() => (
        <div className="flex items-center gap-3 border-b border-line px-4" style={{ height: ROW_PX }}>
          <Bar className="size-6! rounded-full!" />
          <Bar className="w-32" />
          <Bar className="w-40 flex-1" />
          <Bar className="w-16" />
        </div>
      )}
    />
  ) : queue.error !== null ? (
    <Failure error={queue.error} again={() => void queue.refetch()} />
  ) : rows.length === 0 ? (
    searching !== "" ? (
      <Empty icon={<SearchX />} title={told.emptySearch}>
        {told.emptySearchLead}
      </Empty>
    ) : narrowed ? (
      <Empty
        icon={<ClipboardCheck />}
        title={told.emptyFiltered}
        action={<Button onClick={() => change({ view: "open", type: "", owner: "", priority: "" })}>{told.widen}</Button>}
      >
        {told.emptyFilteredLead}
      </Empty>
    ) : (
      <Empty icon={<ClipboardCheck />} title={told.emptyOpen} action={<Button onClick={() => setOpen({ what: "new" })}>{told.newTask}</Button>}>
        {told.emptyOpenLead}
      </Empty>
    )
  ) : (
    <List
      key={`${wanted.group} ${searching === ""}`}
      label={told.list}
      items={rows}
      idOf={(row) => row.task.id}
      height={(row) => ROW_PX + (row.opens === null ? 0 : HEAD_PX)}
      chosen={chosen}
      onChoose={(row) => show(row.task)}
      onOpen={(row) => void navigate(to(row.task.id))}
      onEnd={() => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      }}
      loadingMore={isFetchingNextPage}
      row={({ task, opens }, is) => (
        <>
          {opens !== null && <GroupHead label={label(opens) ?? task.patient_name ?? told.nobody} count={opens.count} />}
          <TaskRow
            task={task}
            to={`/tasks/${task.id}${search}`}
            chosen={is}
            marked={marked.has(task.id)}
            marking={marked.size > 0}
            onFocus={() => setAt(task.id)}
            onMark={() => mark(task)}
          />
        </>
      )}
    />
  );

  return (
    <>
      <Split
        title={told.title}
        back={`/tasks${search}`}
        head={<Head wanted={wanted} change={change} typed={typed} onType={setTyped} onNew={() => setOpen({ what: "new" })} />}
        list={
          <div className="flex h-full min-h-0 flex-col">
            <div className="min-h-0 flex-1">{list}</div>
            {many.length > 0 && (
              <div role="toolbar" aria-label={told.selected(many.length)} className="flex flex-wrap items-center gap-2 border-t border-line bg-raised px-4 py-2">
                <span className="mr-auto font-medium">{told.selected(many.length)}</span>
                <Button size="small" icon={<Check aria-hidden className="size-4" />} onClick={completeMany}>
                  {told.markComplete}
                </Button>
                <Button size="small" icon={<UserRoundPen aria-hidden className="size-4" />} onClick={() => setOpen({ what: "assign", tasks: many })}>
                  {told.assign}
                </Button>
                <Button size="small" icon={<Flag aria-hidden className="size-4" />} onClick={flagMany}>
                  {told.flag}
                </Button>
                <Button size="small" look="quiet" onClick={() => setMarked(new Set())}>
                  {told.clear}
                </Button>
              </div>
            )}
          </div>
        }
        detail={id === null ? null : <Detail id={id} deeds={deeds} />}
      />
      {open?.what === "assign" && <Assign onClose={() => setOpen(null)} onChoose={(whom) => give(open.tasks, whom)} />}
      {open?.what === "call" && (
        <CallBack
          task={open.task}
          onClose={() => setOpen(null)}
          onReached={(task, note) => {
            setOpen(null);
            finish(task, note);
          }}
        />
      )}
      {open?.what === "book" && <BookIt task={open.task} onClose={() => setOpen(null)} onBooked={() => goOn(open.task)} />}
      {open?.what === "new" && (
        <NewTask
          onClose={() => setOpen(null)}
          onMade={(task) => {
            setOpen(null);
            setAt(task.id);
          }}
        />
      )}
    </>
  );
}
