import { expect, it } from 'vitest';
import { NOW } from '@/db/testing/fixtures';
import { testDatabase } from '@/db/testing/test-database';
import { systemCtx } from '../../access/server/context';
import { previewGoldenSet } from './preview-golden-set';
import { previewResults } from './preview-results';

const { db } = await testDatabase();
const ctx = systemCtx(db, 'test', NOW);

it('shows what lines would become, samples as they would be kept', async () => {
  const text = '{"prompt":"Mail ann@example.com","expected":"b","grader":"contains"}\n{';
  const golden = await previewGoldenSet(ctx, { text });
  expect(golden).toMatchObject({ cases: 1, tooMany: null, graders: ['contains'], moreProblems: 0 });
  expect(golden.first).toEqual([
    { line: 1, prompt: 'Mail ann@example.com', expected: 'b', grader: 'contains' },
  ]);
  expect(golden.problems).toMatchObject([{ line: 2, code: 'not_json' }]);
  const sample = await previewGoldenSet(ctx, { text, kind: 'sample' });
  expect(sample.first[0]?.prompt).toBe('Mail [email]');
});

it('shows what results come to, and its columns while it cannot read them', async () => {
  const text = 'question,llm,points,usd\nq1,a,100,0.1\nq1,b,50,\nq2,a,300,0\n';
  const unread = await previewResults(ctx, { format: 'csv', text });
  expect(unread).toMatchObject({ columns: ['question', 'llm', 'points', 'usd'], results: 0 });
  expect(unread.problem).toContain('There is no column "prompt"');
  const columns = { prompt: 'question', model: 'llm', score: 'points', cost: 'usd', scale: 100 };
  const read = await previewResults(ctx, { format: 'csv', text, columns });
  expect(read).toMatchObject({
    ...{ problem: null, results: 2, moreLeftOut: 0 },
    models: [
      { model: 'a', cases: 1 },
      { model: 'b', cases: 1 },
    ],
    leftOut: [{ row: 3, code: 'score_out_of_range' }],
  });
  expect(read.first).toEqual([
    { row: 1, prompt: 'q1', model: 'a', score: '1.000', cost: '0.100000000000' },
    { row: 2, prompt: 'q1', model: 'b', score: '0.500', cost: null },
  ]);
  expect(await previewResults(ctx, { format: 'promptfoo', text: '{}' })).toMatchObject({
    problem: expect.stringContaining('not a promptfoo result file'),
  });
});
