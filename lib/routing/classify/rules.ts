import type { UnclassifiedCall } from './unclassified-call';
import type { NameReader } from './words';

export interface ClassifierRule {
  id: string;
  /** Why, in English; the console has it in each language. */
  sentence: string;
  /** How often it should be right, in percent: agreement with declared classes is held against it. */
  confidence: number;
  /** The class; null: the rule says nothing of this call. */
  classOf: (call: UnclassifiedCall, names: NameReader) => string | null;
}

/** In percent: below it the class of a call is unknown. */
export const CONFIDENT_FROM = 70;

/**
 * The surest first; of those that speak the first decides. Confidences are our judgement: the agreement with declared
 * classes is shown beside each. On traces of real traffic token shape alone said little, and names of workflows and
 * features speak of a step of the business rather than of one call, so rules on these do not decide.
 */
export const CLASSIFIER_RULES = [
  {
    id: 'workflow_default',
    sentence: 'This class is set for the calls of its workflow.',
    confidence: 95,
    classOf: ({ workflowDefault }) => workflowDefault,
  },
  {
    id: 'template_names_class',
    sentence: 'The name of its prompt template holds the name of this class.',
    confidence: 95,
    classOf: ({ promptTemplate }, names) => promptTemplate && names.named(promptTemplate),
  },
  {
    id: 'template_words',
    sentence:
      'Words of its prompt template’s name speak of this class alone, such as “summarise” or “extract”.',
    confidence: 85,
    classOf: ({ promptTemplate }, names) => promptTemplate && names.inWords(promptTemplate),
  },
  {
    id: 'workflow_names_class',
    sentence: 'The name of its workflow holds the name of this class.',
    confidence: 85,
    classOf: ({ workflow }, names) => workflow && names.named(workflow),
  },
  {
    id: 'schema_and_few_tokens',
    sentence: 'It answers by a JSON schema, in 32 tokens at most: a label.',
    confidence: 80,
    classOf: ({ outputFormat, maxOutputTokens }) =>
      hasSchema(outputFormat) && isAtMost(maxOutputTokens, 32) ? 'classification' : null,
  },
  {
    id: 'schema',
    sentence: 'It answers by a JSON schema and needs no tools.',
    confidence: 75,
    classOf: ({ outputFormat, needsTools }) =>
      hasSchema(outputFormat) && !needsTools ? 'structured_extraction' : null,
  },
  {
    id: 'tools',
    sentence: 'It needs tools.',
    confidence: 75,
    classOf: ({ needsTools }) => (needsTools ? 'agentic' : null),
  },
  {
    id: 'mostly_retrieved',
    sentence: 'At least half of its input was retrieved for it.',
    confidence: 70,
    classOf: ({ inputTokens, after }) =>
      after?.retrievedTokens && after.retrievedTokens * 2 >= inputTokens ? 'retrieval_answer' : null,
  },
  {
    id: 'few_tokens_allowed',
    sentence: 'It may write 16 tokens at most: a label.',
    confidence: 70,
    classOf: ({ maxOutputTokens }) => (isAtMost(maxOutputTokens, 16) ? 'classification' : null),
  },
  {
    id: 'json',
    sentence: 'It answers in JSON of any form.',
    confidence: 60,
    classOf: ({ outputFormat }) => (isJson(outputFormat) ? 'structured_extraction' : null),
  },
  {
    id: 'workflow_words',
    sentence: 'Words of its workflow’s name speak of this class alone.',
    confidence: 60,
    classOf: ({ workflow }, names) => workflow && names.inWords(workflow),
  },
  {
    id: 'feature_words',
    sentence: 'Words of its feature’s name speak of this class alone.',
    confidence: 60,
    classOf: ({ feature }, names) => feature && names.inWords(feature),
  },
  {
    id: 'much_reasoning',
    sentence: 'It spent 500 tokens or more on reasoning, and more than on its answer.',
    confidence: 50,
    classOf: ({ after }) =>
      after && after.reasoningTokens >= 500 && after.reasoningTokens > after.outputTokens
        ? 'multi_step_reasoning'
        : null,
  },
  {
    id: 'mostly_cached',
    sentence: 'It reads 30,000 tokens or more from a cache, two thirds of its input: a long session.',
    confidence: 50,
    classOf: ({ inputTokens, cachedTokens }) =>
      cachedTokens >= 30_000 && cachedTokens * 3 >= inputTokens * 2 ? 'agentic' : null,
  },
  {
    id: 'much_in_less_out',
    sentence: 'It read 2,000 tokens or more and wrote between a fiftieth and a sixth of that.',
    confidence: 40,
    classOf: ({ inputTokens, after }) =>
      after &&
      inputTokens >= 2_000 &&
      after.outputTokens * 50 >= inputTokens &&
      after.outputTokens * 6 <= inputTokens
        ? 'summarisation'
        : null,
  },
  {
    id: 'few_tokens_written',
    sentence: 'It wrote 16 tokens at most, without reasoning.',
    confidence: 30,
    classOf: ({ after }) =>
      after && isAtMost(after.outputTokens, 16) && after.reasoningTokens === 0 ? 'classification' : null,
  },
] as const satisfies readonly ClassifierRule[];

export type ClassifierRuleId = (typeof CLASSIFIER_RULES)[number]['id'];

const isJson = (format: string | null): boolean => format !== null && /^json/i.test(format);
const hasSchema = (format: string | null): boolean => format !== null && /^json[_ -]?schema$/i.test(format);
const isAtMost = (tokens: number | null, most: number): boolean =>
  tokens !== null && tokens > 0 && tokens <= most;
