import type { MeteredAnatomy } from './actuals';
import { type Note, percent, sixDecimals } from './actuals-numbers';
import { inputOf, type MeteredSum } from './actuals-sums';
import type { CallAnatomy } from './workload';

/** (turns − 1) / 2 earlier turns are carried on average: three turns carry one, so the history is as metered. */
const TURNS_THAT_CARRY_ONE = 3;

export interface ReadAnatomy {
  call: CallAnatomy;
  cacheHitShare: number;
  turnsPerSession: number;
}

/** Tokens of all calls by what they were, summing to the metered input. */
interface Input {
  systemPrompt: bigint;
  history: bigint;
  retrieved: bigint;
  userMessage: bigint;
}

/** The mean call: what the input was made of, what of it came from the cache, and what was answered. */
export function anatomyOf(
  metered: MeteredAnatomy,
  { sum: { calls, tokens }, every }: { sum: MeteredSum; every: MeteredSum },
  writesAreDear: boolean,
  note: Note,
): ReadAnatomy {
  const whole = inputOf(tokens);
  const written = tokens.cacheWrite5m + tokens.cacheWrite1h;
  const cached = tokens.cacheRead + written;
  const said = asMetered(metered, whole, every.calls, note);
  const prefix = prefixOf(said.systemPrompt + said.history, cached, writesAreDear, calls, note);
  const input = notHistoryAlone(fitted(said, prefix, whole), tokens.output + tokens.reasoning);
  if (tokens.cacheWrite1h > 0n) note('longWrites', { share: percent(tokens.cacheWrite1h, written) });
  if (input.history > 0n) note('historyTurns');
  const { visible, multiple } = outputOf(tokens, note);
  const perCall = (count: bigint) => sixDecimals(count, calls);
  return {
    call: {
      systemPromptTokens: perCall(input.systemPrompt),
      historyTokensPerTurn: perCall(input.history),
      retrievedTokens: perCall(input.retrieved),
      userMessageTokens: perCall(input.userMessage),
      visibleOutputTokens: perCall(visible),
      reasoningMultiple: multiple,
    },
    cacheHitShare: cached === 0n ? 0 : sixDecimals(tokens.cacheRead, prefix),
    turnsPerSession: input.history > 0n ? TURNS_THAT_CARRY_ONE : 1,
  };
}

/** What the calls that say so were made of, as shares of the whole input. */
function asMetered(metered: MeteredAnatomy, whole: bigint, calls: bigint, note: Note): Input {
  const { inputTokens, calls: covered } = metered;
  if (covered === 0n || inputTokens === 0n) {
    note('anatomyNone');
    return { systemPrompt: 0n, history: 0n, retrieved: 0n, userMessage: whole };
  }
  if (covered < calls) note('anatomyPart', { share: percent(covered, calls) });
  const scaled = (count: bigint) => (count * whole) / inputTokens;
  const systemPrompt = least(scaled(metered.systemPromptTokens), whole);
  const history = least(scaled(metered.historyTokens), whole - systemPrompt);
  const retrieved = least(scaled(metered.retrievedTokens), whole - systemPrompt - history);
  return { systemPrompt, history, retrieved, userMessage: whole - systemPrompt - history - retrieved };
}

/** System prompt and history of all calls: what was metered, made to hold what the cache did. */
function prefixOf(
  metered: bigint,
  cached: bigint,
  writesAreDear: boolean,
  calls: bigint,
  note: Note,
): bigint {
  const perCall = (count: bigint) => String(sixDecimals(count, calls));
  if (cached === 0n || metered === cached) return metered;
  if (metered < cached) {
    note('cachedBeyondPrefix', { tokens: perCall(cached - metered) });
    return cached;
  }
  note(writesAreDear ? 'prefixBeyondCached' : 'missesWritten', { tokens: perCall(metered - cached) });
  return writesAreDear ? cached : metered;
}

/** The same input with this much prefix: taken from, or given to, the retrieved text and the message. */
function fitted(input: Input, prefix: bigint, whole: bigint): Input {
  const said = input.systemPrompt + input.history;
  if (said === prefix) return input;
  const history = said === 0n ? 0n : (input.history * prefix) / said;
  const rest = whole - prefix;
  const retrieved = least(input.retrieved, rest);
  return { systemPrompt: prefix - history, history, retrieved, userMessage: rest - retrieved };
}

/** A call that carries nothing but earlier turns is no call of a first turn: they are its system prompt then. */
function notHistoryAlone(input: Input, output: bigint): Input {
  const others = input.systemPrompt + input.retrieved + input.userMessage + output;
  return others > 0n ? input : { ...input, systemPrompt: input.history, history: 0n };
}

/** Reasoning is a multiple of the visible output; without any, it is counted as output. */
function outputOf(
  { output, reasoning }: { output: bigint; reasoning: bigint },
  note: Note,
): { visible: bigint; multiple: number } {
  if (reasoning === 0n) return { visible: output, multiple: 0 };
  if (output > 0n && reasoning <= output * 1000n)
    return { visible: output, multiple: sixDecimals(reasoning, output) };
  note('onlyReasoning');
  return { visible: output + reasoning, multiple: 0 };
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
