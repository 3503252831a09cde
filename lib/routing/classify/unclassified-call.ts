/** What a call carries, beside a task class, that says what kind of work it is. Tokens are of one request. */
export interface UnclassifiedCall {
  /** As it counts after tag rules; null: none. */
  workflow: string | null;
  /** The class set for the calls of its workflow; null: none is. */
  workflowDefault: string | null;
  feature: string | null;
  /** Name or id of the prompt template; null: not said. */
  promptTemplate: string | null;
  /** What it is to answer in, such as `json_schema`; null: not said. */
  outputFormat: string | null;
  /** Of every class of input. */
  inputTokens: number;
  /** Read from a cache: a part of `inputTokens`. */
  cachedTokens: number;
  /** The most it may write; null: no limit, or not known. */
  maxOutputTokens: number | null;
  needsTools: boolean;
  /** What is known once it was made; null before. */
  after: CallAfter | null;
}

export interface CallAfter {
  /** Visible output. */
  outputTokens: number;
  reasoningTokens: number;
  /** Input that was retrieved for it; null: not said. */
  retrievedTokens: number | null;
}

/** Tags that carry what has no field of its own, ours before OpenTelemetry's. */
export const TEMPLATE_TAGS = ['prompt_template', 'gen_ai.prompt.name'] as const;
export const FORMAT_TAGS = ['output_format', 'gen_ai.output.type'] as const;

export type SaidInTags = Pick<UnclassifiedCall, 'feature' | 'promptTemplate' | 'outputFormat'>;

/** Feature, prompt template and output format from the tags of a call, as reported. */
export function saidInTags(tags: Readonly<Record<string, string>>): SaidInTags {
  const first = (keys: readonly string[]) => {
    for (const key of keys) if (tags[key]) return tags[key];
    return null;
  };
  return {
    feature: tags.feature ?? null,
    promptTemplate: first(TEMPLATE_TAGS),
    outputFormat: first(FORMAT_TAGS),
  };
}
