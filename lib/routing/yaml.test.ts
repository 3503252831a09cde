import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPolicy, testPolicy, testRule } from './testing/policies';
import { policyFromYaml, policyToYaml } from './yaml';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/u.test(text));

describe('a policy as YAML', () => {
  it('reads back as the same policy', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(name, { minLength: 1, maxLength: 3 }), (body, names) => {
        const [first, ...rest] = body.rules;
        const rules = first ? [{ ...first, when: { ...first.when, workflow: names } }, ...rest] : [];
        const policy = { ...body, rules };
        const text = policyToYaml(policy);
        expect(policyFromYaml(text)).toEqual({ ok: true, body: policy });
        expect(policyToYaml(policy)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps words and numbers that YAML could read as something else', () => {
    const workflow = [
      'yes',
      'null',
      '1e3',
      '0x1f',
      '2026-11-22',
      '08:30',
      '- a',
      '#b',
      "it's",
      '"',
      '~',
      'é中文',
    ];
    const policy = testPolicy([
      testRule('all', { when: { workflow }, maximumCost: '0.10', qualityBar: '1.0' }),
    ]);
    expect(policyFromYaml(policyToYaml(policy))).toEqual({ ok: true, body: policy });
  });

  it('reads the example of the documentation', () => {
    const page = readFileSync(path.join(import.meta.dirname, '../../docs/routing.md'), 'utf8');
    const read = policyFromYaml(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    expect(read.ok && read.body.rules[0]).toMatchObject({
      id: 'ticket-lookups',
      maximumCost: '0.05',
      share: 10,
    });
  });

  it('takes an unquoted decimal as it is written', () => {
    const text = policyToYaml(testPolicy([testRule('all', { maximumCost: '123456789.123456789012' })]));
    const read = policyFromYaml(text.replaceAll('"', ''));
    expect(read.ok && read.body.rules[0]?.maximumCost).toBe('123456789.123456789012');
  });

  it('never throws, and names the line of what is wrong', () => {
    const text = policyToYaml(testPolicy([testRule('a'), testRule('b', { share: 50 })]));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: text.length }),
        fc.integer({ min: 0, max: 20 }),
        fc.string({ maxLength: 12 }),
        (at, cut, put) => {
          const read = policyFromYaml(text.slice(0, at) + put + text.slice(at + cut));
          const lines = (text + put).split('\n').length;
          if (read.ok) expect(policyFromYaml(policyToYaml(read.body))).toEqual(read);
          else
            for (const { line, column, message } of read.problems) {
              expect(line).toBeGreaterThanOrEqual(1);
              expect(line).toBeLessThanOrEqual(lines + 1);
              expect(column).toBeGreaterThanOrEqual(1);
              expect(message).not.toBe('');
            }
        },
      ),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string(), (any) => void policyFromYaml(any)),
      { numRuns: 40 },
    );
  });

  it('says where: a wrong share, a missing part, a field that is not known, a bomb of aliases', () => {
    const text = policyToYaml(testPolicy([testRule('a'), testRule('b', { share: 50 })]));
    const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
    const problemsOf = (changed: string) => {
      const read = policyFromYaml(changed);
      return read.ok ? [] : read.problems.map(({ line, path }) => [line, path]);
    };
    expect(problemsOf(text.replace('share: 50', 'share: 500'))).toEqual([
      [lineOf('share: 50'), 'rules.1.share'],
    ]);
    expect(problemsOf(text.replace('share: 50', 'chare: 50'))[0]?.[1]).toBe('rules.1');
    expect(problemsOf('rules: []\n')).toEqual([[1, 'constraints']]);
    expect(problemsOf('rules: [\n')[0]?.[0]).toBeGreaterThanOrEqual(1);
    expect(problemsOf('a: 1\na: 2\n')[0]?.[0]).toBe(2);
    const bomb = [
      'a: &a [x]',
      ...Array.from({ length: 12 }, (_, i) => `b${i}: &b${i} [${'*a,'.repeat(9)}*a]`),
    ];
    expect(policyFromYaml(bomb.join('\n')).ok).toBe(false);
  });
});
