import type { UsageEventInput } from '@/lib/usage/event';

/** A small generator of repeatable numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const MODELS: [provider: string, model: string][] = [
  ['openai', 'gpt-4o'],
  ['openai', 'gpt-4o-mini'],
  ['openai', 'gpt-4.1'],
  ['openai', 'gpt-4.1-mini'],
  ['openai', 'gpt-4.1-nano'],
  ['openai', 'o3'],
  ['openai', 'o4-mini'],
  ['anthropic', 'claude-sonnet-4-5'],
  ['anthropic', 'claude-haiku-4-5'],
  ['anthropic', 'claude-opus-4-1'],
  ['google', 'gemini-2.5-pro'],
  ['google', 'gemini-2.5-flash'],
];
const TEAMS = 40;
const COMBINATIONS = 150;
const USERS = 300;
const TASKS = ['chat', 'structured_extraction', 'summary'];
const REGIONS = ['hk', 'sg', 'uk'];

/**
 * Events of a working day as a gateway would send them: 40 teams, 150 tag combinations, 12 models and 300 users;
 * each person works in one team, on two of its workflows, with two models.
 * @param from milliseconds since 1970 of the first event; the rest follow over `spanMs`
 */
export function* usageStream(
  count: number,
  prefix: string,
  from: number,
  spanMs: number,
): Generator<UsageEventInput> {
  const random = seeded(7);
  const pick = (length: number) => Math.floor(random() * length);
  for (let n = 0; n < count; n += 1) {
    const user = pick(USERS);
    const team = user % TEAMS;
    const ofTeam = Math.floor((COMBINATIONS - team - 1) / TEAMS) + 1;
    const combination = team + TEAMS * ((user + pick(2)) % ofTeam);
    const [provider, model] = MODELS[(user + pick(2)) % MODELS.length] ?? ['openai', 'gpt-4o'];
    const input = 200 + pick(4000);
    yield {
      id: `${prefix}-${n.toString(36).padStart(8, '0')}`,
      time: new Date(from + Math.floor((n / count) * spanMs)).toISOString(),
      provider,
      model,
      service_tier: 'standard',
      tokens: { input, cache_read: pick(8000), output: 50 + pick(900) },
      requests: 1,
      status: random() < 0.01 ? 'error' : 'ok',
      attempt: random() < 0.02 ? 2 : 1,
      tags: {
        team: `team-${team}`,
        feature: `feature-${combination % 25}`,
        workflow: `workflow-${combination}`,
        customer_segment: combination % 2 ? 'retail' : 'business',
        environment: combination % 10 === 0 ? 'development' : 'production',
        region: REGIONS[combination % 3] ?? 'hk',
      },
      user: `u-${user}`,
      task_class: TASKS[combination % TASKS.length],
      trace_id: `${prefix}${(n * 2_654_435_761).toString(16)}`,
      context: { system_prompt: 900, history: Math.floor(input / 2), retrieved: 0 },
    };
  }
}
