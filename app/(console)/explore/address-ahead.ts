/** An address that was pushed and that the router, which follows in a transition, does not tell yet. */
export interface AddressAhead {
  search: string;
  /** What the router may still tell until then: the addresses before it. */
  behind: ReadonlySet<string>;
}

/** The search part that holds: the router's own, or the one pushed since. */
export const searchNow = (told: string, ahead: AddressAhead | null): string =>
  ahead?.behind.has(told) ? ahead.search : told;

/** `search` was pushed while the router told `told`. */
export function pushed(ahead: AddressAhead | null, told: string, search: string): AddressAhead {
  const behind = new Set([...(ahead ? [...ahead.behind, ahead.search] : []), told]);
  behind.delete(search);
  return { search, behind };
}
