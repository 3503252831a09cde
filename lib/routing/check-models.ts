import type { RoutableModel } from './catalogue';
import type { CheckContext, Finding } from './finding';
import { type ModelRef, modelRefKey, type PolicyBody, type RoutingRule } from './policy';

/** The call by which models are compared: 1,000 tokens in, 500 out. */
const TYPICAL = { inputTokens: 1_000, maxOutputTokens: 500 };

/** Models without a price, fallbacks dearer than the primary, and windows too small for the calls of a rule. */
export function checkModels(body: PolicyBody, context: CheckContext): Finding[] {
  return body.rules.flatMap((rule) => {
    const refs = [
      ...new Map([rule.primary, ...rule.fallback].map((ref) => [modelRefKey(ref), ref])).values(),
    ];
    return refs.flatMap((ref) => {
      const model = context.catalogue.find(ref);
      return model ? lookAt(rule, ref, model, context) : [unknown(rule, ref)];
    });
  });
}

const unknown = (rule: RoutingRule, { model }: ModelRef): Finding => ({
  code: 'unknown_model',
  severity: 'error',
  ruleId: rule.id,
  other: model,
  values: { model },
  detail: `The catalogue has no model “${model}”.`,
});

function lookAt(rule: RoutingRule, ref: ModelRef, model: RoutableModel, context: CheckContext): Finding[] {
  const about = {
    ruleId: rule.id,
    other: ref.model,
    values: { model: ref.model, primary: rule.primary.model },
  };
  const findings: Finding[] = [];
  const costOf = (one: RoutableModel) => context.catalogue.estimate(one, TYPICAL, context.at);
  const own = costOf(model);
  if (own === null) {
    const detail = `“${ref.model}” has no price now; add one before calls go there.`;
    findings.push({ ...about, code: 'model_without_price', severity: 'error', detail });
  }
  const primary = context.catalogue.find(rule.primary);
  const first = primary && costOf(primary);
  if (own !== null && first !== null && own > first) {
    const detail = `The fallback “${ref.model}” costs more than “${rule.primary.model}” (of a call with 1,000 tokens in and 500 out).`;
    findings.push({ ...about, code: 'fallback_dearer', severity: 'warning', detail });
  }
  return [...findings, ...windowOf(rule, ref, model)];
}

function windowOf(rule: RoutingRule, ref: ModelRef, { contextWindow }: RoutableModel): Finding[] {
  const { from = 0, below } = rule.when.inputTokens ?? {};
  if (contextWindow === null || (below !== undefined && below <= from)) return [];
  const fitsNone = from >= contextWindow;
  if (!fitsNone && (below === undefined || below - 1 <= contextWindow)) return [];
  return [
    {
      code: 'context_window_too_small',
      severity: fitsNone ? 'error' : 'warning',
      ruleId: rule.id,
      other: ref.model,
      values: { model: ref.model, tokens: contextWindow, rule: rule.id, fits: fitsNone ? 'none' : 'some' },
      detail: `“${ref.model}” takes ${contextWindow} tokens; ${fitsNone ? 'no call' : 'not every call'} of “${rule.id}” fits.`,
    },
  ];
}
