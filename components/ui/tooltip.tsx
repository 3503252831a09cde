'use client';

import { Slot } from 'radix-ui';
import { type ReactNode, type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';

const DELAY_MS = 300;
/** Long enough to go from the button onto the words. */
const LINGER_MS = 150;
const GAP = 6;
const EDGE = 8;

/** A short explanation on hover and focus; Escape hides it. The child must be focusable. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  const id = useId();
  const of = useRef<HTMLElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState(false);
  const settle = (next: boolean, afterMs: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(next), afterMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <Slot.Root
        ref={of}
        aria-describedby={shown ? id : undefined}
        onPointerEnter={(event) => event.pointerType !== 'touch' && settle(true, DELAY_MS)}
        onPointerLeave={() => settle(false, LINGER_MS)}
        onPointerDown={() => settle(false, 0)}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && settle(true, 0)}
        onBlur={() => settle(false, 0)}
      >
        {children}
      </Slot.Root>
      {shown && (
        <Words
          id={id}
          of={of}
          text={text}
          onStay={() => settle(true, 0)}
          onLeave={() => settle(false, LINGER_MS)}
          onEscape={() => setShown(false)}
        />
      )}
    </>
  );
}

interface WordsProps {
  id: string;
  of: RefObject<HTMLElement | null>;
  text: ReactNode;
  onStay: () => void;
  onLeave: () => void;
  onEscape: () => void;
}

/** The words, above everything else of the page: over their button, or under it where there is no room. */
function Words({ id, of, text, onStay, onLeave, onEscape }: WordsProps) {
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const box = of.current?.getBoundingClientRect();
    if (!words.current || !box) return;
    words.current.showPopover();
    const { width, height } = words.current.getBoundingClientRect();
    const left = Math.min(box.left + box.width / 2 - width / 2, window.innerWidth - width - EDGE);
    const above = box.top - height - GAP;
    words.current.style.left = `${Math.max(EDGE, left)}px`;
    words.current.style.top = `${above < EDGE ? box.bottom + GAP : above}px`;
  }, [of]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && onEscape();
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [onEscape]);
  return (
    <span
      ref={words}
      id={id}
      role="tooltip"
      popover="manual"
      onPointerEnter={onStay}
      onPointerLeave={onLeave}
      className="inset-auto max-w-72 rounded-md bg-ink px-2 py-1 text-left text-xs font-normal whitespace-normal text-ground shadow-float"
    >
      {text}
    </span>
  );
}
