// Dragging an appointment with the mouse or a pen. Nothing of the page is drawn anew while it moves: a
// single ghost follows the pointer in steps of five minutes. A finger scrolls; on touch screens there
// is "Move…". Escape lets go.
import { type PointerEvent as Grabbed, type RefObject, useCallback, useRef, useState } from "react";
import { hhmm } from "./clock";
import { type Appointment } from "./diary";
import { type Column, SCALE, STEP, type Stretch } from "./layout";

const FAR_ENOUGH = 4;
const EDGE = 36;
const SCROLL = 10;
const WIDEST = 280;

interface Place {
  column: Column;
  minutes: number;
}

interface Given {
  /** What scrolls. */
  around: RefObject<HTMLDivElement | null>;
  /** What the columns stand in. */
  board: RefObject<HTMLDivElement | null>;
  ghost: RefObject<HTMLDivElement | null>;
  /** How high the heads of the columns are, in pixels. */
  head: number;
  columns: Column[];
  range: Stretch;
  label: (wall: string, minutes: number) => string;
  onDrop: (visit: Appointment, place: Place) => void;
}

/** `grab` is called when a card is pressed; `dragged` is the id of the one that is on its way. */
export function useDrag(given: Given) {
  const [dragged, setDragged] = useState<string | null>(null);
  const latest = useRef(given);
  latest.current = given;

  const grab = useCallback((event: Grabbed<HTMLElement>, visit: Appointment) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    const from = { x: event.clientX, y: event.clientY };
    const inside = event.clientY - event.currentTarget.getBoundingClientRect().top;
    let at = from;
    let frame = 0;
    let moving = false;
    let place: Place | null = null;
    let sides: { left: number; width: number }[] = [];

    const show = () => {
      frame = 0;
      const { around, board, ghost, head, columns, range, label } = latest.current;
      if (around.current === null || board.current === null || ghost.current === null) return;
      const outer = around.current.getBoundingClientRect();
      const down = at.y > outer.bottom - EDGE ? SCROLL : at.y < outer.top + head + EDGE ? -SCROLL : 0;
      const across = at.x > outer.right - EDGE ? SCROLL : at.x < outer.left + 2 * EDGE ? -SCROLL : 0;
      if (down !== 0 || across !== 0) {
        around.current.scrollBy(across, down);
        frame = requestAnimationFrame(show);
      }
      const box = board.current.getBoundingClientRect();
      const x = at.x - box.left;
      const number = Math.max(0, sides.findLastIndex((side) => x >= side.left));
      const column = columns[number];
      const side = sides[number];
      if (column === undefined || side === undefined) return;
      const y = at.y - box.top - head - inside;
      const minutes = Math.min(
        range.end - STEP,
        Math.max(range.start, range.start + Math.round(y / SCALE / STEP) * STEP),
      );
      place = { column, minutes };
      const { style } = ghost.current;
      style.transform = `translate(${side.left}px, ${head + (minutes - range.start) * SCALE}px)`;
      style.width = `${Math.min(side.width, WIDEST)}px`;
      style.height = `${visit.minutes * SCALE}px`;
      ghost.current.textContent = `${label(`${column.day}T${hhmm(minutes)}`, visit.minutes)} · ${visit.patient_name}`;
    };
    const move = (event: PointerEvent) => {
      at = { x: event.clientX, y: event.clientY };
      if (!moving && Math.hypot(at.x - from.x, at.y - from.y) < FAR_ENOUGH) return;
      if (!moving) {
        moving = true;
        setDragged(visit.id);
        const left = latest.current.board.current?.getBoundingClientRect().left ?? 0;
        const drawn = latest.current.board.current?.querySelectorAll("[data-column]") ?? [];
        sides = [...drawn].map((each) => {
          const box = each.getBoundingClientRect();
          return { left: box.left - left, width: box.width };
        });
      }
      if (frame === 0) frame = requestAnimationFrame(show);
    };
    const end = () => {
      cancelAnimationFrame(frame);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", escape, true);
      if (!moving) return;
      setDragged(null);
      const swallow = (click: MouseEvent) => click.stopPropagation();
      addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => removeEventListener("click", swallow, true));
    };
    const drop = () => {
      if (moving) {
        cancelAnimationFrame(frame);
        show();
      }
      const wanted = place;
      end();
      if (moving && wanted !== null) latest.current.onDrop(visit, wanted);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      end();
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", end);
    addEventListener("keydown", escape, true);
  }, []);

  return { dragged, grab };
}
