import { expect, it } from 'vitest';
import { crashRounds } from '@/bench/support/crash-rounds';

/** `npm run -s bench -- crash` runs thirty. */
const ROUNDS = 4;

it('keeps every acknowledged event, once, through SIGKILL of the meter and of Postgres', async () => {
  const figures = await crashRounds(ROUNDS);
  expect(figures).toMatchObject({
    meterKills: 2,
    postgresKills: 2,
    lost: 0,
    twice: 0,
    rollupsEqualEvents: true,
  });
  expect(figures.acknowledged).toBeGreaterThan(0);
}, 300_000);
