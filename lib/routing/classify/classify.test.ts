import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_TASK_CLASSES } from '../task-class';
import { anyUnclassified, bareCall } from '../testing/unclassified';
import { measureAgreement } from './agreement';
import { createClassifier } from './classify';
import { CLASSIFIER_RULES, CONFIDENT_FROM } from './rules';
import { saidInTags, type UnclassifiedCall } from './unclassified-call';

const classify = createClassifier(['house_class', 'translation']);
const of = (over: Partial<UnclassifiedCall>) => {
  const { taskClass, rule, confidence } = classify(bareCall(over));
  return [taskClass, rule, confidence];
};

describe('createClassifier', () => {
  it.each([
    [
      { workflowDefault: 'house_class', promptTemplate: 'summarise' },
      'house_class',
      'workflow_default',
      0.95,
    ],
    [{ promptTemplate: 'claims/house-class@3' }, 'house_class', 'template_names_class', 0.95],
    [{ promptTemplate: 'MultiStepReasoning' }, 'multi_step_reasoning', 'template_names_class', 0.95],
    [{ promptTemplate: 'summariseShift_v2' }, 'summarisation', 'template_words', 0.85],
    [{ promptTemplate: '合約摘要' }, 'summarisation', 'template_words', 0.85],
    [{ workflow: 'translation' }, 'translation', 'workflow_names_class', 0.85],
    [{ outputFormat: 'json_schema', maxOutputTokens: 32 }, 'classification', 'schema_and_few_tokens', 0.8],
    [{ outputFormat: 'json_schema', maxOutputTokens: 33 }, 'structured_extraction', 'schema', 0.75],
    [{ outputFormat: 'json_schema', needsTools: true }, 'agentic', 'tools', 0.75],
    [{ maxOutputTokens: 16 }, 'classification', 'few_tokens_allowed', 0.7],
    [
      { after: { outputTokens: 90, reasoningTokens: 0, retrievedTokens: 600 } },
      'retrieval_answer',
      'mostly_retrieved',
      0.7,
    ],
  ])('reads %j as %s by %s', (over, taskClass, rule, confidence) => {
    expect(of(over)).toEqual([taskClass, rule, confidence]);
  });

  it.each([
    ['nothing is said', {}, null],
    ['words speak of two classes', { promptTemplate: 'classify-then-summarise' }, null],
    [
      'a word means something else in trade',
      { workflow: 'shipping-label-agent', promptTemplate: 'hs-code' },
      null,
    ],
    ['the class set for the workflow is not in use', { workflowDefault: 'gone' }, null],
    ['the one rule that speaks is not sure enough', { outputFormat: 'json' }, 'json'],
    ['only its workflow speaks of a class', { workflow: 'classify-goods' }, 'workflow_words'],
    [
      'it wrote a few tokens, as most code completions do too',
      { after: { outputTokens: 10, reasoningTokens: 0, retrievedTokens: 0 } },
      'few_tokens_written',
    ],
  ])('says unknown where %s', (_, over, rule) => {
    const found = classify(bareCall(over as Partial<UnclassifiedCall>));
    expect([found.taskClass, found.rule]).toEqual([null, rule]);
    expect(found.confidence).toBeLessThan(CONFIDENT_FROM / 100);
  });

  it('gives every rule that spoke, the surest first', () => {
    const { reasons } = classify(
      bareCall({ promptTemplate: 'summarise', needsTools: true, cachedTokens: 40_000, inputTokens: 60_000 }),
    );
    expect(reasons.map(({ rule, taskClass }) => [rule, taskClass])).toEqual([
      ['template_words', 'summarisation'],
      ['tools', 'agentic'],
      ['mostly_cached', 'agentic'],
    ]);
  });

  it('answers every call, alike each time, with a class in use and a confidence within 0 and 1', () => {
    const classes: string[] = [...BUILT_IN_TASK_CLASSES, 'house_class'];
    const warm = createClassifier(['house_class']);
    fc.assert(
      fc.property(anyUnclassified, (call) => {
        const found = warm(call);
        expect(createClassifier(['house_class'])(call)).toEqual(found);
        expect(found.confidence).toBeGreaterThanOrEqual(0);
        expect(found.confidence).toBeLessThanOrEqual(1);
        expect(found.taskClass !== null).toBe(found.confidence * 100 >= CONFIDENT_FROM);
        if (found.taskClass !== null) expect(classes).toContain(found.taskClass);
        expect(found.reasons.map(({ confidence }) => confidence)).toEqual(
          found.reasons.map(({ confidence }) => confidence).sort((a, b) => b - a),
        );
        expect(found.reasons[0]?.rule ?? null).toBe(found.rule);
      }),
    );
  });

  it('has rules by falling confidence, each under a name of its own', () => {
    const stated = CLASSIFIER_RULES.map(({ confidence }) => confidence);
    expect(stated).toEqual([...stated].sort((a, b) => b - a));
    expect(new Set(CLASSIFIER_RULES.map(({ id }) => id)).size).toBe(CLASSIFIER_RULES.length);
  });
});

describe('saidInTags', () => {
  it('reads our tags before those of OpenTelemetry', () => {
    expect(saidInTags({ feature: 'f', prompt_template: 'ours', 'gen_ai.prompt.name': 'theirs' })).toEqual({
      ...{ feature: 'f', promptTemplate: 'ours', outputFormat: null },
    });
    expect(saidInTags({ 'gen_ai.prompt.name': 'theirs', 'gen_ai.output.type': 'json' })).toEqual({
      ...{ feature: null, promptTemplate: 'theirs', outputFormat: 'json' },
    });
  });
});

describe('measureAgreement', () => {
  const past = [
    { declared: 'summarisation', calls: 60n, call: bareCall({ promptTemplate: 'summarise' }) },
    { declared: 'classification', calls: 15n, call: bareCall({ promptTemplate: 'summarise' }) },
    { declared: 'agentic', calls: 20n, call: bareCall({ needsTools: true }) },
    { declared: 'agentic', calls: 5n, call: bareCall({ needsTools: true, promptTemplate: 'summarise' }) },
    { declared: 'agentic', calls: 100n, call: bareCall() },
  ];

  it('counts calls by hand: agreed, unknown, each class against each, and each rule', () => {
    const found = measureAgreement(classify, past);
    expect([found.calls, found.agreed, found.unknown]).toEqual([200n, 80n, 100n]);
    expect(new Map([...found.confusion].map(([key, row]) => [key, new Map(row)]))).toEqual(
      new Map([
        ['summarisation', new Map([['summarisation', 60n]])],
        ['classification', new Map([['summarisation', 15n]])],
        [
          'agentic',
          new Map<string | null, bigint>([
            ['agentic', 20n],
            ['summarisation', 5n],
            [null, 100n],
          ]),
        ],
      ]),
    );
    expect(found.rules).toEqual(
      new Map([
        ['template_words', { spoke: 80n, right: 60n, decided: 80n }],
        ['tools', { spoke: 25n, right: 25n, decided: 20n }],
      ]),
    );
  });

  it('never shows the classifier what was declared, and adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyUnclassified, fc.nat({ max: 9 })), { maxLength: 5 }), (calls) => {
        const seen: object[] = [];
        const watched = (call: UnclassifiedCall) => {
          seen.push(call);
          return classify(call);
        };
        const found = measureAgreement(
          watched,
          calls.map(([call, count]) => ({ declared: 'a secret', calls: BigInt(count), call })),
        );
        expect(JSON.stringify(seen)).not.toContain('a secret');
        expect(found.agreed).toBe(0n);
        const cells = [...found.confusion.values()].flatMap((row) => [...row.values()]);
        expect(cells.reduce((sum, count) => sum + count, 0n)).toBe(found.calls);
      }),
      { numRuns: 50 },
    );
  });
});
