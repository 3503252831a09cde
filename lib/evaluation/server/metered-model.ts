import { randomUUID } from 'node:crypto';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { APICallError, generateText, type LanguageModelUsage, type ModelMessage } from 'ai';
import { and, eq } from 'drizzle-orm';
import type { Db } from '@/db/client';
import { usageEvents } from '@/db/schema';
import { refusal } from '../../access/fields';
import type { Gate } from '../../budgets/server/gate';
import { releaseReservation } from '../../budgets/server/release-reservation';
import { unavailable } from '../../errors';
import type { Money } from '../../money/money';
import type { Recorder } from '../../usage/server/recorder';
import { EndpointFault } from './guarded-fetch';

export interface Endpoint {
  /** Of an OpenAI-compatible API, up to and with /v1. */
  baseUrl: string;
  apiKey?: string;
  /** How it is asked; by default any address may be. */
  fetch?: typeof fetch;
}

export interface MeteredAnswer {
  text: string;
  inputTokens: bigint;
  outputTokens: bigint;
  /** As the ledger has it; null: no price. */
  cost: Money | null;
  attempts: number;
}

/** What the gate did not allow was not asked. */
export type Asked = { kind: 'answered'; answer: MeteredAnswer } | ({ kind: 'denied' } & Denial);

export interface Denial {
  /** Of the gate's first reason. */
  code: string;
  detail: string;
  budgetId: string | null;
}

export interface MeteredModelOptions {
  db: Db;
  gate: Gate;
  recorder: Recorder;
  endpoint: Endpoint;
  now: () => Date;
  sleep: (milliseconds: number) => Promise<void>;
  provider: string | null;
  tags: { team: string; workflow: string };
  taskClass: string;
  maxOutputTokens: number;
  /** Tries of one call. */
  tries: number;
  timeoutMs: number;
  /** Ends calls under way. */
  signal?: AbortSignal;
}

const SOURCE = 'evaluation';
const LONGEST_WAIT_MS = 30_000;

/**
 * Asks a model as any caller of the gate does: held before, booked after. What is held is an upper bound, a token to
 * each byte of the prompt and all the output there may be, so that a cap is never passed.
 */
export function createMeteredModel(options: MeteredModelOptions) {
  const { db, gate, recorder, endpoint, now } = options;
  const caller = createOpenAICompatible({
    name: 'evaluated',
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.apiKey,
    ...(endpoint.fetch && { fetch: endpoint.fetch }),
  });
  const keyId = randomUUID();

  async function hold(
    model: string,
    messages: readonly ModelMessage[],
  ): Promise<{ reservation: string } | { denial: Denial }> {
    const bytes = Buffer.byteLength(JSON.stringify(messages));
    const { answer } = await gate.check(
      { keyId, teamId: null },
      {
        ...{ id: `evaluation-${randomUUID()}`, provider: options.provider, model, tags: options.tags },
        ...{ task_class: options.taskClass, tokens: { input: bytes, max_output: options.maxOutputTokens } },
      },
      { keepModel: true },
    );
    if (answer.decision === 'deny') {
      const [first] = answer.reasons;
      const detail = first?.detail ?? 'The gate denied the call.';
      return { denial: { code: first?.code ?? 'denied', detail, budgetId: first?.budget_id ?? null } };
    }
    if (answer.model !== model) {
      if (answer.reservation) await releaseReservation(db, { keyId, teamId: null }, answer.reservation.id);
      throw refusal(
        'conflict',
        'run',
        'other_model',
        `A budget serves ${answer.model} instead of ${model}: this run would measure another model.`,
      );
    }
    if (!answer.reservation)
      throw refusal(
        'unavailable',
        'run',
        'nothing_held',
        'The gate holds nothing for this call, so the cap cannot be kept.',
      );
    return { reservation: answer.reservation.id };
  }

  async function call(model: string, messages: ModelMessage[]) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { text, usage } = await generateText({
          ...{ model: caller.chatModel(model), messages, temperature: 0, maxRetries: 0 },
          ...{
            maxOutputTokens: options.maxOutputTokens,
            abortSignal: AbortSignal.any([
              AbortSignal.timeout(options.timeoutMs),
              ...(options.signal ? [options.signal] : []),
            ]),
          },
        });
        return { text, usage, attempt };
      } catch (error) {
        if (attempt >= options.tries || options.signal?.aborted || !mayBeTried(error)) throw error;
        await options.sleep(waitOf(error, attempt));
      }
    }
  }

  async function book(model: string, reservation: string, usage: LanguageModelUsage, attempts: number) {
    const tokens = tokensOf(usage);
    const id = `call-${randomUUID()}`;
    const at = now();
    const provider = options.provider ?? undefined;
    const { accepted, rejected } = await recorder.record(
      { keyId, teamId: null },
      {
        source: SOURCE,
        events: [
          {
            ...{ id, time: at.toISOString(), model, provider, tokens, reservation },
            ...{ tags: options.tags, task_class: options.taskClass, attempt: attempts },
          },
        ],
      },
    );
    if (accepted !== 1)
      throw unavailable(`A call could not be booked: ${rejected[0]?.detail ?? 'unknown'}`, 5);
    const [row] = await db
      .select({ cost: usageEvents.effectiveCost })
      .from(usageEvents)
      .where(and(eq(usageEvents.eventId, id), eq(usageEvents.occurredAt, at)));
    return row?.cost ?? null;
  }

  return async function ask(model: string, messages: ModelMessage[]): Promise<Asked> {
    const held = await hold(model, messages);
    if ('denial' in held) return { kind: 'denied', ...held.denial };
    let answered: Awaited<ReturnType<typeof call>>;
    try {
      answered = await call(model, messages);
    } catch (error) {
      await releaseReservation(db, { keyId, teamId: null }, held.reservation);
      throw error;
    }
    const { text, usage, attempt } = answered;
    const cost = await book(model, held.reservation, usage, attempt);
    const inputTokens = BigInt(usage.inputTokens ?? 0);
    const outputTokens = BigInt(usage.outputTokens ?? 0);
    return { kind: 'answered', answer: { text, inputTokens, outputTokens, cost, attempts: attempt } };
  };
}

/** The disjoint classes of the ledger. Throws `unavailable` where the endpoint reports no usage. */
function tokensOf({ inputTokens, outputTokens, inputTokenDetails, outputTokenDetails }: LanguageModelUsage) {
  if (inputTokens === undefined || outputTokens === undefined)
    throw refusal(
      'unavailable',
      'run',
      'no_usage',
      'The endpoint reports no usage: what the run costs cannot be counted.',
    );
  const cached = Math.min(inputTokenDetails.cacheReadTokens ?? 0, inputTokens);
  const reasoning = Math.min(outputTokenDetails.reasoningTokens ?? 0, outputTokens);
  return { input: inputTokens - cached, cache_read: cached, output: outputTokens - reasoning, reasoning };
}

const mayBeTried = (error: unknown): boolean =>
  APICallError.isInstance(error)
    ? error.isRetryable
    : error instanceof Error &&
      (error.name === 'TimeoutError' || (error instanceof EndpointFault && error.code === 'unreachable'));

function waitOf(error: unknown, attempt: number): number {
  const said = APICallError.isInstance(error) ? error.responseHeaders?.['retry-after'] : undefined;
  const seconds = said !== undefined && /^\d{1,4}$/.test(said) ? Number(said) : 0.5 * 2 ** attempt;
  return Math.min(seconds * 1000, LONGEST_WAIT_MS);
}
