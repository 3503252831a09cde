import { goldenCases, goldenSets } from '@/db/schema';
import { installationSecret } from '../../access/server/installation-secret';
import { verb } from '../../access/server/verb';
import { addGoldenSetInput } from '../evaluation-input';
import type { GoldenCase } from '../golden-case';
import { parseGoldenSet } from '../read-golden-set';
import { redact } from '../redact';
import { assertTaskClass, caseKey, openTeam } from './evaluation-rows';
import { consentedDays } from './sample-consents';
import { createSealer, placeOf } from './seal';

const DAY_MS = 86_400_000;
const CHUNK = 1_000;

/**
 * Keeps a golden set, or samples of traffic whose team agreed to it: those lose what names people and accounts, and are
 * deleted after `keepDays`, or the fewer days of the consent. All texts are encrypted at rest.
 */
export const addGoldenSet = verb({
  name: 'addGoldenSet',
  permission: 'evaluation.edit',
  input: addGoldenSetInput,
  team: (_, { teamId }) => teamId,
  run: async ({ tx, ctx, input, audit }) => {
    const { teamId, name, taskClass, kind } = input;
    await assertTaskClass(tx, taskClass);
    if (teamId !== null) await openTeam(tx, teamId);
    const parsed = parseGoldenSet(input.text);
    const read = keyed(parsed);
    const keepDays =
      kind === 'sample' && teamId !== null
        ? Math.min(input.keepDays, await consentedDays(tx, teamId, read.length))
        : input.keepDays;
    const { cases, redactions } = kind === 'sample' ? redacted(read) : { cases: read, redactions: 0 };
    const expiresAt = kind === 'sample' ? new Date(ctx.now.getTime() + keepDays * DAY_MS) : null;
    const made = { createdByName: ctx.actor.name, createdAt: ctx.now };
    const [set] = await tx
      .insert(goldenSets)
      .values({
        teamId,
        name,
        taskClass,
        kind,
        cases: cases.length,
        graders: gradersOf(parsed),
        expiresAt,
        ...made,
      })
      .returning();
    if (!set) throw new Error('A golden set was not stored.');
    const sealer = createSealer(installationSecret());
    const rows = cases.map(([key, one], position) => ({
      ...{ setId: set.id, key, position },
      sealed: sealer.seal(JSON.stringify(one), placeOf(set.id, key)),
    }));
    for (let from = 0; from < rows.length; from += CHUNK)
      await tx.insert(goldenCases).values(rows.slice(from, from + CHUNK));
    await audit({
      action: kind === 'sample' ? 'evaluation.keep_samples' : 'evaluation.add_set',
      subject: { kind: 'golden_set', id: set.id.toString() },
      teamId,
      after: { name, taskClass, kind, cases: cases.length, redactions, expiresAt },
    });
    return { setId: set.id.toString(), cases: cases.length, redactions };
  },
});

const gradersOf = (cases: readonly GoldenCase[]): string =>
  [...new Set(cases.map(({ grader }) => grader.kind))].sort().join(',');

type Keyed = [key: string, one: GoldenCase];

const keyed = (cases: readonly GoldenCase[]): Keyed[] =>
  cases.map((one) => [one.id ?? caseKey(JSON.stringify(one.prompt)), one]);

function redacted(cases: readonly Keyed[]): { cases: Keyed[]; redactions: number } {
  let redactions = 0;
  const clean = (text: string): string => {
    const { text: rest, found } = redact(text);
    redactions += found;
    return rest;
  };
  const all = cases.map(([key, one]): Keyed => {
    const { prompt, expected } = one;
    return [
      clean(key),
      {
        ...one,
        id: undefined,
        prompt:
          typeof prompt === 'string'
            ? clean(prompt)
            : prompt.map(({ role, content }) => ({ role, content: clean(content) })),
        expected: typeof expected === 'string' ? clean(expected) : expected,
      },
    ];
  });
  return { cases: all, redactions };
}
