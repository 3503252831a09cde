import { DELIVERY_STATES, type DeliveryState } from '@/lib/alerts/alert-dto';

/** People, by e-mail, among the recipients one can filter by; the others are channel ids. */
export const PEOPLE = 'people';

/** What the address of the alerts page says about its delivery log; anything malformed is left out. */
export interface DeliverySearch {
  /** A channel's id, or PEOPLE. */
  to: string | null;
  state: DeliveryState | null;
  before: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function parseDeliverySearch(params: Record<string, string | string[] | undefined>): DeliverySearch {
  const { to, state, before } = params;
  return {
    to: typeof to === 'string' && (to === PEOPLE || UUID.test(to)) ? to : null,
    state: DELIVERY_STATES.find((one) => one === state) ?? null,
    before: typeof before === 'string' && /^\d{1,18}$/.test(before) ? before : null,
  };
}

export function deliveriesHref(search: Partial<DeliverySearch>): string {
  const params = new URLSearchParams();
  for (const key of ['to', 'state', 'before'] as const) {
    const value = search[key];
    if (value) params.set(key, value);
  }
  return params.size > 0 ? `/settings/alerts?${params}` : '/settings/alerts';
}
