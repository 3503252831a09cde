import fc from 'fast-check';
import type { UnclassifiedCall } from '../classify/unclassified-call';

/** A call of 1,200 tokens that says nothing else. */
export const bareCall = (over: Partial<UnclassifiedCall> = {}): UnclassifiedCall => ({
  ...{ workflow: null, workflowDefault: null, feature: null, promptTemplate: null, outputFormat: null },
  ...{ inputTokens: 1_200, cachedTokens: 0, maxOutputTokens: null, needsTools: false, after: null },
  ...over,
});

const name = fc.option(
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom('summarise-shift', 'sql_report', 'agentic', 'house_class v2', '文件摘要', 'json_schema'),
  ),
);
const tokens = fc.nat({ max: 200_000 });

export const anyUnclassified: fc.Arbitrary<UnclassifiedCall> = fc.record({
  workflow: name,
  workflowDefault: fc.option(fc.constantFrom('house_class', 'classification', 'no_such_class', '')),
  feature: name,
  promptTemplate: name,
  outputFormat: fc.option(fc.constantFrom('json_schema', 'json', 'text', 'JSON-Schema')),
  inputTokens: tokens,
  cachedTokens: tokens,
  maxOutputTokens: fc.option(fc.nat({ max: 64 })),
  needsTools: fc.boolean(),
  after: fc.option(
    fc.record({ outputTokens: tokens, reasoningTokens: tokens, retrievedTokens: fc.option(tokens) }),
  ),
});
