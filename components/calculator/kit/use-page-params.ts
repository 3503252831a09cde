'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';

const SETTLE_MS = 250;

/** What was entered on the pages of this visit: a tab that is opened again shows it again. Only the browser writes it. */
const entered = new Map<string, Readonly<Record<string, string>>>();

/**
 * Fields of a page by name, as typed, kept in the address beside everything else that is there. Only what differs
 * from the defaults is written, a moment after the last key.
 */
export function usePageParams<K extends string>(defaults: Readonly<Record<K, string>>) {
  const search = useSearchParams();
  const page = usePathname();
  const [fields, setFields] = useState(() => startingFields(search, page, defaults));
  const latest = useRef(fields);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const change = useCallback(
    (changed: Partial<Record<K, string>>) => {
      latest.current = { ...latest.current, ...changed };
      setFields(latest.current);
      entered.set(page, latest.current);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => writeAddress(latest.current, defaults), SETTLE_MS);
    },
    [defaults, page],
  );
  useEffect(() => {
    if (entered.has(page)) timer.current = setTimeout(() => writeAddress(latest.current, defaults), 0);
    return () => clearTimeout(timer.current);
  }, [page, defaults]);
  return [fields, change] as const;
}

function startingFields<K extends string>(
  search: { get(name: string): string | null; has(name: string): boolean },
  page: string,
  defaults: Readonly<Record<K, string>>,
): Record<K, string> {
  const known = entered.get(page) as Record<K, string> | undefined;
  const linked = Object.keys(defaults).some((name) => search.has(name));
  return known && !linked ? known : readFields(search, defaults);
}

function readFields<K extends string>(
  search: { get(name: string): string | null },
  defaults: Readonly<Record<K, string>>,
): Record<K, string> {
  const names = Object.keys(defaults) as K[];
  return Object.fromEntries(names.map((name) => [name, search.get(name) ?? defaults[name]])) as Record<
    K,
    string
  >;
}

function writeAddress<K extends string>(
  fields: Readonly<Record<K, string>>,
  defaults: Readonly<Record<K, string>>,
): void {
  const params = new URLSearchParams(window.location.search);
  for (const name of Object.keys(defaults) as K[]) {
    if (fields[name] === defaults[name]) params.delete(name);
    else params.set(name, fields[name]);
  }
  const text = params.toString();
  window.history.replaceState(null, '', `${window.location.pathname}${text ? `?${text}` : ''}`);
}
