import { isStandardTag, type StandardTag } from './taxonomy';

/** Tags as a sender wrote them. `team` is always there: from the event, or from the key that sent it. */
export type ReportedTags = Readonly<Record<string, string>>;

/** Maps an old value of a tag (null: missing) to another, where the further reported tags match. */
export interface TagRule {
  id: bigint;
  tag: string;
  fromValue: string | null;
  toValue: string;
  condition: Readonly<Record<string, string>>;
}

/** The values a reported tag set counts under now. */
export type EffectiveTags = Record<string, string>;

/** The effective tags as `attributions` stores them: a column for each standard tag, the registered free ones apart. */
export interface EffectiveColumns {
  tags: Record<Exclude<StandardTag, 'team'>, string | null>;
  team: string | null;
  freeTags: Record<string, string>;
}

const matches = (rule: TagRule, reported: ReportedTags): boolean =>
  (reported[rule.tag] ?? null) === rule.fromValue &&
  Object.entries(rule.condition).every(([tag, value]) => reported[tag] === value);

/** More conditions win; among equals the newest rule (highest id). */
function beats(rule: TagRule, best: TagRule): boolean {
  const specific = Object.keys(rule.condition).length - Object.keys(best.condition).length;
  return specific !== 0 ? specific > 0 : rule.id > best.id;
}

/**
 * The tags a reported set counts under. Rules read the values as reported, never each other's result, so
 * the outcome does not depend on the order of `rules`: at most one rule decides each tag.
 */
export function applyTagRules(reported: ReportedTags, rules: readonly TagRule[]): EffectiveTags {
  const winners = new Map<string, TagRule>();
  for (const rule of rules) {
    if (!matches(rule, reported)) continue;
    const best = winners.get(rule.tag);
    if (!best || beats(rule, best)) winners.set(rule.tag, rule);
  }
  const effective: EffectiveTags = { ...reported };
  for (const [tag, rule] of winners) effective[tag] = rule.toValue;
  return effective;
}

/** Splits effective tags into the columns of `attributions`; free tags that are not registered are left out. */
export function toEffectiveColumns(
  effective: EffectiveTags,
  registeredFreeTags: readonly string[],
): EffectiveColumns {
  const value = (tag: StandardTag): string | null => effective[tag] ?? null;
  const freeTags: Record<string, string> = {};
  for (const key of registeredFreeTags) {
    const found = effective[key];
    if (found !== undefined && !isStandardTag(key)) freeTags[key] = found;
  }
  return {
    team: value('team'),
    tags: {
      feature: value('feature'),
      workflow: value('workflow'),
      customer_segment: value('customer_segment'),
      business_process: value('business_process'),
      environment: value('environment'),
      region: value('region'),
    },
    freeTags,
  };
}
