'use client';

import { type Ref, type RefObject, useImperativeHandle } from 'react';

/**
 * Stands in a panel for the element that opened it, which the page has drawn long before: the panel is placed
 * beside that element and gives the focus back to it. Use it as the child of a Radix trigger with `asChild`.
 */
export function StandIn({ of, ref }: { of: RefObject<HTMLElement | null>; ref?: Ref<HTMLElement | null> }) {
  useImperativeHandle<HTMLElement | null, HTMLElement | null>(ref, () => of.current);
  return null;
}
