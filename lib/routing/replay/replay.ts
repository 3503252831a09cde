import { type Money, moneyOf, ZERO } from '../../money/money';
import type { PriceBook } from '../../pricing/price-book';
import { TOKEN_CLASSES, type TokenClass } from '../../pricing/rates';
import { type CompiledPolicy, routeCall } from '../route-call';
import type { PastCall, ReplayedCall, ReplayReport, ReplaySums, TierKey } from './replay-types';

/** The ratio of tokens is in thousandths: 1,000 for the same count, 1,100 for a tenth more. */
export const SAME_TOKENS = 1_000n;

/** Whole tokens at a ratio in thousandths, half up. */
export const scaleTokens = (tokens: bigint, ratio: bigint): bigint => (tokens * ratio + 500n) / 1_000n;

const INPUT: readonly TokenClass[] = ['input', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h'];

/**
 * What one event would have cost by a policy. It stays as it was, to the last digit, where no rule takes it, where the
 * rule names the model that served it, or where a later try was served by one of the rule's fallbacks. Sizes are those
 * of one of its requests, rounded down; what it put out stands for what it might have.
 */
export function replayCall(
  policy: CompiledPolicy,
  book: PriceBook,
  past: PastCall,
  ratio: bigint = SAME_TOKENS,
): ReplayedCall {
  const { call, tokens, requests, modelId, serviceTier, effectiveCost: before } = past;
  const each = (classes: readonly TokenClass[]) =>
    Number(classes.reduce((sum, one) => sum + tokens[one], 0n) / (requests > 0n ? requests : 1n));
  const routed = routeCall(policy, {
    ...call,
    serviceTier,
    inputTokens: each(INPUT),
    maxOutputTokens: each(['output', 'reasoning']),
    cacheReadTokens: each(['cacheRead']),
    cacheWrite5mTokens: each(['cacheWrite5m']),
    cacheWrite1hTokens: each(['cacheWrite1h']),
  });
  const idOf = (ref: { provider: string | null; model: string }) =>
    policy.catalogue.find(ref)?.modelId ?? null;
  const target = idOf(routed.primary);
  const isFallback = past.attempt > 1 && routed.fallback.some((ref) => idOf(ref) === modelId);
  if (!takenByRule(routed) || target === modelId || isFallback)
    return { rule: routed.rule, moved: false, modelId, before, after: before };
  if (target === null) return { rule: routed.rule, moved: true, modelId, before, after: null };
  const charge = book.chargeModel(target, {
    at: call.time,
    serviceTier,
    requests,
    tokens: Object.fromEntries(
      TOKEN_CLASSES.map((one) => [one, scaleTokens(tokens[one], ratio)]),
    ) as PastCall['tokens'],
  });
  const after = charge.priced ? charge.effectiveCost : null;
  return { rule: routed.rule, moved: true, modelId: target, before, after };
}

const takenByRule = ({ rule, reasons }: ReturnType<typeof routeCall>): boolean =>
  rule !== null && reasons[0]?.code !== 'no_model_fits';

const none = (): ReplaySums => ({ calls: 0n, moved: 0n, before: ZERO, after: ZERO, unknown: 0n });

export const emptyReport = (): ReplayReport => ({
  total: none(),
  byRule: new Map(),
  byTeam: new Map(),
  byWorkflow: new Map(),
  byClass: new Map(),
  tiers: new Map(),
});

/** Adds one event to a report, which is changed. */
export function addReplayed(
  report: ReplayReport,
  past: PastCall,
  replayed: ReplayedCall,
  tierOf: (modelId: bigint) => TierKey,
): void {
  const { call, requests } = past;
  const add = (sums: ReplaySums) => addTo(sums, requests, replayed);
  add(report.total);
  add(at(report.byRule, replayed.rule, none));
  add(at(report.byTeam, call.team, none));
  add(at(report.byWorkflow, call.workflow, none));
  if (replayed.moved) {
    const { modelId } = replayed;
    add(
      at(report.byClass, `${call.taskClass}\n${modelId}`, () => ({
        ...none(),
        taskClass: call.taskClass,
        modelId,
      })),
    );
  }
  const tiers = () => ({ before: 0n, after: 0n });
  at(report.tiers, tierOf(past.modelId), tiers).before += requests;
  at(report.tiers, tierOf(replayed.modelId), tiers).after += requests;
}

function addTo(sums: ReplaySums, requests: bigint, { moved, before, after }: ReplayedCall): void {
  sums.calls += requests;
  if (moved) sums.moved += requests;
  if (before === null || after === null) {
    sums.unknown += requests;
    return;
  }
  sums.before = plus(sums.before, before);
  sums.after = plus(sums.after, after);
}

const plus = (a: Money, b: Money): Money => moneyOf(a + b);

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
