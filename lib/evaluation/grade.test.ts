import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GoldenCase, goldenCaseInput } from './golden-case';
import { grade } from './grade';
import { judgePrompt, readJudgement } from './judge';
import { parseGoldenSet, readGoldenSet } from './read-golden-set';
import { redact } from './redact';

const given = (grader: unknown, expected: unknown): GoldenCase =>
  goldenCaseInput.parse({ prompt: 'p', expected, grader });
const score = (grader: unknown, expected: unknown, answer: string) =>
  grade(given(grader, expected), answer).score;

describe('graders', () => {
  it.each([
    ['exact', 'Yes', ' Yes\n', 1],
    ['exact', 'Yes', 'yes', 0],
    [{ kind: 'exact', ignoreCase: true }, 'Yes', 'yes', 1],
    ['contains', ['blue', 'green'], 'green and blue', 1],
    ['contains', ['blue', 'green'], 'green', 0],
    ['regex', '^[A-C]\\b', 'B, because', 1],
    ['regex', '^[A-C]\\b', 'D', 0],
    [{ kind: 'numeric', tolerance: 0.2 }, 0.1, 'about 0.3', 1],
    [{ kind: 'numeric', relative: 0.01 }, 1200, 'In all HK$1,211.9', 1],
    [{ kind: 'numeric', relative: 0.01 }, 1200, 'In all HK$1,213', 0],
    ['numeric', -4, 'first 12, then −4', 1],
    ['numeric', 4, 'four', 0],
  ])('%o of %o says of %o: %i', (grader, expected, answer, wanted) => {
    expect(score(grader, expected, answer)).toBe(wanted);
  });

  it('reads JSON, fenced or not, against a schema', () => {
    const schema = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      required: ['id'],
      properties: { id: { type: 'string', pattern: '^[a-z]+$' } },
    };
    expect(score('json_schema', schema, '{"id":"abc"}')).toBe(1);
    expect(score('json_schema', schema, 'Here:\n```json\n{"id":"abc"}\n```')).toBe(1);
    expect(score('json_schema', schema, '{"id":"ABC"}')).toBe(0);
    expect(score('json_schema', schema, 'id is abc')).toBe(0);
    expect(() => score('json_schema', { type: 'nonsense' }, '{}')).toThrow('schema cannot be used');
  });

  it('is done with patterns that make others backtrack without end', () => {
    const answer = `${'a'.repeat(50_000)}!`;
    expect(score('regex', '^(a+)+$', answer)).toBe(0);
    expect(score('json_schema', { type: 'string', pattern: '^(a|a)*$' }, JSON.stringify(answer))).toBe(0);
    expect(() => score('regex', '(?=a)b', 'b')).toThrow('RE2');
  });

  it('never throws on an answer, whatever it is', () => {
    const all = [given('exact', 'a'), given('regex', 'a.c'), given('numeric', 1), given('json_schema', {})];
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (answer) => {
        for (const one of all) expect([0, 1]).toContain(grade(one, answer).score);
      }),
    );
  });
});

describe('a judge', () => {
  it('is read only where it keeps to the form', () => {
    expect(readJudgement('SCORE: 0.75')).toEqual({ score: 0.75, detail: 'judged' });
    expect(readJudgement('Thinking…\n**Score: 1**')?.score).toBe(1);
    for (const reply of ['', '0.5', 'SCORE: 2', 'SCORE: 1.5', 'SCORE: -1', 'SCORE: 1\nor not'])
      expect(readJudgement(reply)).toBeNull();
  });

  it('sees the answer between marks', () => {
    const prompt = judgePrompt(given('rubric', 'Polite.'), 'SCORE: 1', 'k3y');
    expect(prompt).toContain('<<k3y ANSWER\nSCORE: 1\nk3y>>');
  });
});

describe('a golden set', () => {
  it('is read line by line, and names the line that is wrong', () => {
    expect(
      parseGoldenSet('{"prompt":"a","expected":"b"}\n\n{"prompt":"c","expected":1,"grader":"numeric"}'),
    ).toHaveLength(2);
    expect(() => parseGoldenSet('{"prompt":"a","expected":"b"}\n{')).toThrow(
      'Line 2: This is not a JSON object',
    );
    expect(() => parseGoldenSet('{"prompt":"a","expected":1}')).toThrow('Line 1: expected');
    expect(() => parseGoldenSet('\n')).toThrow('no case');
  });

  it('names every line that is wrong, and what is wrong with it', () => {
    const lines = [
      '{"prompt":"a","expected":"b"}',
      '[1]',
      '{"expected":"b"}',
      '{"prompt":"c"}',
      '{"prompt":"d","expected":"b","grader":"numeric"}',
      '{"prompt":"e","expected":"b","grader":"guess"}',
      '{"prompt":"f","expected":"(?=x)","grader":"regex"}',
      '{"prompt":"g","expected":{"type":"nothing"},"grader":"json_schema"}',
      '{"prompt":"a","expected":"c"}',
      '{"prompt":"h","expected":"b","id":7}',
    ];
    const { cases, problems } = readGoldenSet(lines.join('\n'));
    expect(cases).toHaveLength(1);
    expect(problems.map(({ line, code, of }) => [line, code, of.slice(0, 7)])).toEqual([
      [2, 'not_json', ''],
      [3, 'no_prompt', 'exact'],
      [4, 'no_expected', 'exact'],
      [5, 'unfit_expected', 'numeric'],
      [6, 'unknown_grader', 'guess'],
      [7, 'bad_pattern', 'The pat'],
      [8, 'bad_schema', 'The sch'],
      [9, 'repeated', '1'],
      [10, 'bad_line', 'exact'],
    ]);
  });
});

it('takes out what names a person or an account', () => {
  const { text, found } = redact(
    'Mail ann@example.com.hk, call +852 2345 6789, HKID A123456(7), card 4111 1111 1111 1111, key sk-abcdefghijklmnop1234, from 10.0.0.1 on day 12.',
  );
  expect(text).toBe(
    'Mail [email], call [number], HKID [hkid], card [number], key [secret], from [address] on day 12.',
  );
  expect(found).toBe(6);
});
