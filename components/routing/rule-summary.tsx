'use client';

import { Badge } from '@/components/ui/badge';
import type { RoutingRule } from '@/lib/routing/policy';
import { useRoutingText } from './use-routing-text';

/** A rule in one or two lines: which calls, which model, what else answers and what limits it. */
export function RuleSummary({ rule, fired = false }: { rule: RoutingRule; fired?: boolean }) {
  const { t, reasons, conditions, limits, model } = useRoutingText();
  const parts = conditions(rule.when);
  return (
    <div className="grid min-w-0 flex-1 gap-x-6 gap-y-1 pt-1 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2 font-medium wrap-anywhere">
          {rule.id}
          {fired && <Badge tone="good">{t('try.fires')}</Badge>}
        </p>
        <p className="text-ink2">
          {parts.length === 0
            ? t('rule.any')
            : parts.map(({ key, label, value }, index) => (
                <span key={key}>
                  {index > 0 && <span className="text-ink3"> · </span>}
                  {label} <span className="text-ink wrap-anywhere">{value}</span>
                </span>
              ))}
        </p>
      </div>
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <span aria-hidden>→ </span>
          <b className="font-medium">{model(rule.primary)}</b>
        </p>
        {rule.fallback.map((fallback) => (
          <p key={`${model(fallback)} ${fallback.on.join()}`} className="text-ink2 wrap-anywhere">
            {t('rule.then', {
              model: model(fallback),
              on: reasons(fallback.on),
            })}
          </p>
        ))}
        {limits(rule).length > 0 && <p className="text-ink2">{limits(rule).join(' · ')}</p>}
      </div>
    </div>
  );
}
