import { expect, it } from 'vitest';
import { deliveriesHref, parseDeliverySearch } from './search-params';

const CHANNEL = '0b0c2f9e-5c0e-4c57-9f5e-0f8f4b8f0a11';
const NOTHING = { to: null, state: null, before: null };

it.each([
  [{}, NOTHING],
  [
    { to: 'people', state: 'failed', before: '17' },
    { to: 'people', state: 'failed', before: '17' },
  ],
  [{ to: CHANNEL }, { ...NOTHING, to: CHANNEL }],
  [{ to: "'; drop", state: 'gone', before: '-1' }, NOTHING],
  [{ state: ['failed', 'pending'] }, NOTHING],
])('reads %o', (params, search) => {
  expect(parseDeliverySearch(params)).toEqual(search);
});

it('writes an address that reads back the same', () => {
  const search = { to: CHANNEL, state: 'pending', before: '12' } as const;
  expect(deliveriesHref(search)).toBe(`/settings/alerts?to=${CHANNEL}&state=pending&before=12`);
  const params = new URL(deliveriesHref(search), 'http://x').searchParams;
  expect(parseDeliverySearch(Object.fromEntries(params))).toEqual(search);
  expect(deliveriesHref({})).toBe('/settings/alerts');
});
