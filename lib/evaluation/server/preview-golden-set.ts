import { question } from '../../access/server/verb';
import type { GoldenSetPreview } from '../evaluation-dto';
import { previewGoldenSetInput } from '../evaluation-input';
import { MOST_CASES, readGoldenSet } from '../read-golden-set';
import { redact } from '../redact';

const MOST_SHOWN = 50;
const FIRST_CASES = 5;
const LONGEST = 200;

/** What a text would be as a golden set, or as samples: its first cases, and every line that is wrong. */
export const previewGoldenSet = question({
  name: 'previewGoldenSet',
  permission: 'evaluation.edit',
  input: previewGoldenSetInput,
  run: async ({ input }): Promise<GoldenSetPreview> => {
    const { cases, problems } = readGoldenSet(input.text);
    const shown = (text: string): string =>
      (input.kind === 'sample' ? redact(text.slice(0, 2_000)).text : text).slice(0, LONGEST);
    return {
      cases: cases.length,
      tooMany: cases.length > MOST_CASES ? MOST_CASES : null,
      graders: [...new Set(cases.map(({ one }) => one.grader.kind))].sort(),
      problems: problems.slice(0, MOST_SHOWN),
      moreProblems: Math.max(0, problems.length - MOST_SHOWN),
      first: cases.slice(0, FIRST_CASES).map(({ line, one }) => ({
        line,
        prompt: shown(typeof one.prompt === 'string' ? one.prompt : (one.prompt.at(-1)?.content ?? '')),
        expected: shown(typeof one.expected === 'string' ? one.expected : JSON.stringify(one.expected)),
        grader: one.grader.kind,
      })),
    };
  },
});
