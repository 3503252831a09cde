import { ownProvider } from './portkey-providers';

/** What Portkey 1.15 posts to a webhook before and after a call; only what is read here. */
export interface PortkeyContext {
  request: { json: Record<string, unknown>; text: string };
  response: { json: Record<string, unknown> | null };
  provider: string;
  metadata: Record<string, string>;
}

/** Of the answer of the gate, what the call is made by. */
export interface GateWord {
  decision: string;
  provider: string | null;
  model: string;
  fallback: { model: string }[];
  reservation: { id: string } | null;
  reasons: { code: string; detail: string }[];
}

type Raw = Record<string, unknown>;
const isRecord = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A call holds what it may take for this long, seconds: Portkey does not say when a call failed. */
const HOLD_SECONDS = 300;
/** Text is at least this long per token in the languages that take the most tokens for it. */
const CHARACTERS_PER_TOKEN = 3;
/** Portkey hands this field of the request to its hooks and not to the upstream. */
const NOTE = 'tollgate';
const NOT_TAGS = new Set(['task_class', 'user', '_user']);

/** The body of a hook, or null where it is not one. */
export function readPortkeyContext(raw: unknown): PortkeyContext | null {
  if (!isRecord(raw) || !isRecord(raw.request) || !isRecord(raw.request.json)) return null;
  if (typeof raw.request.json.model !== 'string') return null;
  const metadata = isRecord(raw.metadata) ? raw.metadata : {};
  const response = isRecord(raw.response) && isRecord(raw.response.json) ? raw.response.json : null;
  return {
    request: { json: raw.request.json, text: typeof raw.request.text === 'string' ? raw.request.text : '' },
    response: { json: response },
    provider: ownProvider(typeof raw.provider === 'string' ? raw.provider : ''),
    metadata: Object.fromEntries(
      Object.entries(metadata).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
    ),
  };
}

/** The metadata, with the form of answer that is asked for: without a task class the gate tells the work from it. */
function tagsOf({ metadata, request }: PortkeyContext): Record<string, string> {
  const form = request.json.response_format;
  return {
    ...(isRecord(form) && typeof form.type === 'string' ? { output_format: form.type } : {}),
    ...Object.fromEntries(Object.entries(metadata).filter(([key]) => !NOT_TAGS.has(key))),
  };
}

const userOf = ({ _user, user }: Record<string, string>): string | undefined => _user ?? user;

/** The question to the gate (API.md, POST /v1/gate). Input tokens are estimated by length. */
export function gateQuestion(context: PortkeyContext, id: string): Raw {
  const { json, text } = context.request;
  const limit = [json.max_completion_tokens, json.max_tokens].find((value) => typeof value === 'number');
  return {
    ...{ id, provider: context.provider, model: json.model, tags: tagsOf(context) },
    user: userOf(context.metadata),
    task_class: context.metadata.task_class,
    tokens: { input: Math.ceil(text.length / CHARACTERS_PER_TOKEN), max_output: limit },
    needs_tools: (Array.isArray(json.tools) && json.tools.length > 0) || undefined,
    ttl_seconds: HOLD_SECONDS,
  };
}

/** What the hook answers: refused, or allowed with the model to call and a note for the hook after the call. */
export function gateVerdict(context: PortkeyContext, id: string, word: GateWord): Raw {
  const [first] = word.reasons;
  if (word.decision === 'deny')
    return { verdict: false, data: { code: first?.code ?? 'budget_exceeded', message: first?.detail ?? '' } };
  const asked = context.request.json.model;
  // A hook cannot send a call to another provider, and a fallback must not go back to what just failed: there the
  // model of the config stands.
  const stands =
    (word.provider !== null && word.provider !== context.provider) ||
    word.fallback.some(({ model }) => model === asked);
  const model = stands ? asked : word.model;
  const note = { id, reservation: word.reservation?.id ?? null };
  return {
    verdict: true,
    data: { decision: word.decision, model },
    transformedData: { request: { json: { ...context.request.json, model, [NOTE]: note } } },
  };
}

/** The usage event (API.md, POST /v1/usage); null: streamed, and Portkey does not say what it took. */
export function usageEvent(context: PortkeyContext, at: Date, otherwiseId: string): Raw | null {
  const usage = context.response.json?.usage;
  if (!isRecord(usage)) return null;
  const noted = context.request.json[NOTE];
  const note = isRecord(noted) ? noted : {};
  return {
    id: note.id ?? otherwiseId,
    time: at.toISOString(),
    provider: context.provider,
    model: context.request.json.model,
    tokens: tokensOf(usage),
    tags: tagsOf(context),
    user: userOf(context.metadata),
    task_class: context.metadata.task_class,
    reservation: note.reservation ?? undefined,
  };
}

const whole = (value: unknown): number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : 0;

/** Disjoint classes, from OpenAI's words (cached and reasoning are parts) or Anthropic's (they are not). */
function tokensOf(usage: Raw): Raw {
  const parts = (field: string): Raw => (isRecord(usage[field]) ? (usage[field] as Raw) : {});
  if ('input_tokens' in usage)
    return {
      input: whole(usage.input_tokens),
      cache_read: whole(usage.cache_read_input_tokens),
      cache_write_5m: whole(usage.cache_creation_input_tokens),
      output: whole(usage.output_tokens),
    };
  const read = whole(parts('prompt_tokens_details').cached_tokens);
  const reasoning = whole(parts('completion_tokens_details').reasoning_tokens);
  return {
    input: Math.max(0, whole(usage.prompt_tokens) - read),
    cache_read: read,
    output: Math.max(0, whole(usage.completion_tokens) - reasoning),
    reasoning,
  };
}
