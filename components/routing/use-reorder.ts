'use client';

import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

/** A list with the item at `from` put at `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const next = [...items];
  const [item] = next.splice(from, 1);
  if (item !== undefined) next.splice(to, 0, item);
  return next;
}

interface Reorder {
  count: number;
  onMove: (from: number, to: number) => void;
}

/**
 * Rows that are put in order by dragging a handle, or with the arrow keys on it. Rows carry `data-reorder-row`
 * within one list; `over` is where the dragged one would land.
 */
export function useReorder({ count, onMove }: Reorder) {
  const list = useRef<HTMLOListElement>(null);
  const [dragging, setDragging] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);

  const rowAt = (y: number): number => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-reorder-row]') ?? [])];
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below < 0 ? rows.length : below;
  };
  /** Where the row at `from` lands when it is let go above the row `gap`. */
  const target = (from: number, gap: number) => (gap > from ? gap - 1 : gap);

  const handle = (index: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragging(index);
      setOver(index);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragging === index) setOver(rowAt(event.clientY));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (dragging !== index) return;
      const to = target(index, rowAt(event.clientY));
      setDragging(null);
      setOver(null);
      if (to !== index) onMove(index, to);
    },
    onPointerCancel: () => {
      setDragging(null);
      setOver(null);
    },
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      const keys: Record<string, number> = {
        ArrowUp: index - 1,
        ArrowDown: index + 1,
        Home: 0,
        End: count - 1,
      };
      const to = keys[event.key];
      if (event.key === 'Escape') setDragging(null);
      if (to === undefined) return;
      event.preventDefault();
      if (to >= 0 && to < count && to !== index) onMove(index, to);
    },
  });
  return { list, dragging, over: dragging === null ? null : over, handle };
}
