'use client';

import { createContext, type ReactNode, useContext } from 'react';

const Context = createContext<string | null>(null);

/** The organisation's zone, in which the area's instants are written. */
export function ZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <Context.Provider value={timeZone}>{children}</Context.Provider>;
}

export function useZone(): string {
  const timeZone = useContext(Context);
  if (timeZone === null) throw new Error('ZoneProvider is missing above this component.');
  return timeZone;
}
