import { expect, it } from 'vitest';
import { inboxHref, parseInboxSearch } from './inbox-keys';

it.each([
  [{}, { unreadOnly: false, before: null }],
  [{ show: 'unread' }, { unreadOnly: true, before: null }],
  [
    { show: 'all', before: '42' },
    { unreadOnly: false, before: '42' },
  ],
  [
    { show: ['unread'], before: '4 2' },
    { unreadOnly: false, before: null },
  ],
])('reads %o', (params, search) => {
  expect(parseInboxSearch(params)).toEqual(search);
});

it('writes an address', () => {
  expect(inboxHref({})).toBe('/inbox');
  expect(inboxHref({ unreadOnly: true, before: '9' })).toBe('/inbox?show=unread&before=9');
});
