import type { Finding } from './finding';
import { modelRefKey, type PolicyBody, type RoutingRule } from './policy';
import { isCovered, isEmpty, isWithin, type Region, regionOf } from './region';

interface Placed {
  rule: RoutingRule;
  region: Region;
}

const isWhole = ({ share }: RoutingRule): boolean => share === undefined || share >= 100;

const outcome = ({ primary, fallback, maximumCost }: RoutingRule): string =>
  JSON.stringify([
    modelRefKey(primary),
    fallback.map((one) => [modelRefKey(one), ...one.on].sort()),
    maximumCost,
  ]);

/** Rules that say the same or never take a call, and calls that no rule takes. */
export function checkOrder(body: PolicyBody): Finding[] {
  const findings: Finding[] = [];
  const earlier: Placed[] = [];
  const seen = new Set<string>();
  for (const rule of body.rules) {
    const region = regionOf(rule.when);
    if (seen.has(rule.id)) findings.push(duplicate(rule));
    else findings.push(...lookAt({ rule, region }, earlier));
    seen.add(rule.id);
    if (isWhole(rule)) earlier.push({ rule, region });
  }
  const everything = regionOf({});
  if (
    !isCovered(
      everything,
      earlier.map(({ region }) => region),
    )
  )
    findings.push({
      code: 'missing_catch_all',
      severity: 'warning',
      ruleId: null,
      values: {},
      detail: 'Calls that no rule matches go to the model they ask for; end with a rule without conditions.',
    });
  return findings;
}

const duplicate = (rule: RoutingRule): Finding => ({
  code: 'duplicate_rule',
  severity: 'error',
  ruleId: rule.id,
  values: { rule: rule.id },
  detail: `Two rules are named “${rule.id}”; give each its own name.`,
});

function lookAt({ rule, region }: Placed, earlier: readonly Placed[]): Finding[] {
  const about = { severity: 'error' as const, ruleId: rule.id };
  if (isEmpty(region))
    return [
      {
        ...about,
        code: 'unreachable',
        values: { rule: rule.id, why: 'empty' },
        detail: `“${rule.id}” holds no call: its conditions exclude all.`,
      },
    ];
  const over = earlier.find((one) => isWithin(region, one.region));
  if (over) {
    const other = over.rule.id;
    const values = { rule: rule.id, other };
    const isSame = isWithin(over.region, region);
    if (isSame && outcome(over.rule) !== outcome(rule)) {
      const detail = `“${rule.id}” has the same conditions as “${other}” and another answer; only “${other}” ever decides.`;
      return [{ ...about, code: 'conflict', other, values, detail }];
    }
    const detail = `“${rule.id}” never decides: every call it matches is taken by “${other}” before it.`;
    return [{ ...about, code: 'shadowed', other, values, detail }];
  }
  const regions = earlier.map((one) => one.region);
  if (!isCovered(region, regions)) return [];
  const detail = `“${rule.id}” never decides: the rules before it together take every call it matches.`;
  return [{ ...about, code: 'unreachable', values: { rule: rule.id, why: 'covered' }, detail }];
}
