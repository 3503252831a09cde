import { expect, it } from 'vitest';
import { pushed, searchNow } from './address-ahead';

it('is the router’s address where nothing was pushed', () => {
  expect(searchNow('by=team', null)).toBe('by=team');
});

it('holds a pushed address until the router tells it', () => {
  const ahead = pushed(null, 'by=team', 'by=workflow');
  expect(searchNow('by=team', ahead)).toBe('by=workflow');
  expect(searchNow('by=workflow', ahead)).toBe('by=workflow');
});

it('holds the last of several, also while the router tells one between', () => {
  const ahead = pushed(pushed(null, 'by=team', 'by=workflow'), 'by=team', 'by=workflow%2Cmodel');
  for (const told of ['by=team', 'by=workflow', 'by=workflow%2Cmodel'])
    expect(searchNow(told, ahead), told).toBe('by=workflow%2Cmodel');
});

it('gives way to an address that came from elsewhere', () => {
  expect(searchNow('by=provider', pushed(null, 'by=team', 'by=workflow'))).toBe('by=provider');
});

it('goes back to where it began', () => {
  const ahead = pushed(pushed(null, '', 'by=model'), '', '');
  expect(searchNow('', ahead)).toBe('');
  expect(searchNow('by=model', ahead)).toBe('');
});
