'use client';

import { cn } from '@/components/ui/cn';
import { Status, type Tone } from '@/components/ui/status';
import type { PolicyDiff, RuleDiff } from '@/lib/routing/diff';
import type { RoutingRule } from '@/lib/routing/policy';
import { RuleSummary } from './rule-summary';
import { useRoutingText } from './use-routing-text';

const TONES: Record<RuleDiff['kind'], Tone> = {
  added: 'good',
  removed: 'bad',
  changed: 'warn',
  moved: 'info',
  same: 'neutral',
};

/** Two versions side by side, rule by rule in the order of the later. */
export function PolicyDiffView({
  diff,
  after,
}: {
  diff: PolicyDiff & { fromVersion: number };
  /** Number of the later version. */
  after: number;
}) {
  const { t } = useRoutingText();
  return (
    <div data-testid="diff">
      <div className="hidden grid-cols-[120px_1fr_1fr] gap-4 border-b pb-1 text-xs text-ink3 md:grid">
        <span />
        <span>{t('version', { version: diff.fromVersion })}</span>
        <span>{t('version', { version: after })}</span>
      </div>
      <ol>
        {diff.rules.map((rule) => (
          <li
            key={`${rule.kind} ${rule.id}`}
            data-diff={rule.kind}
            className="grid gap-x-4 gap-y-2 border-b py-2.5 md:grid-cols-[120px_1fr_1fr]"
          >
            <div>
              <Status tone={TONES[rule.kind]}>{t(`diff.kinds.${rule.kind}`)}</Status>
              {rule.fields.length > 0 && (
                <p className="text-xs text-ink2">
                  {rule.fields.map((field) => t(`diff.fields.${field}`)).join(', ')}
                </p>
              )}
            </div>
            <Side
              rule={rule.before}
              place={rule.from}
              label={t('version', { version: diff.fromVersion })}
              className={cn(rule.kind === 'same' && 'max-md:hidden')}
            />
            <Side rule={rule.after} place={rule.to} label={t('version', { version: after })} />
          </li>
        ))}
      </ol>
      {diff.constraints.length > 0 && (
        <p className="pt-2 text-warn">
          {t('diff.constraints', {
            names: diff.constraints.map((name) => t(`diff.constraintNames.${name}`)).join(', '),
          })}
        </p>
      )}
    </div>
  );
}

function Side({
  rule,
  place,
  label,
  className,
}: {
  rule: RoutingRule | null;
  place: number | null;
  label: string;
  className?: string;
}) {
  const { t } = useRoutingText();
  return (
    <div className={cn('min-w-0', className)}>
      <p className="text-xs text-ink3 md:hidden">{label}</p>
      {rule ? (
        <div className="flex gap-2">
          <span className="pt-1 text-ink3 tabular-nums">{place}</span>
          <RuleSummary rule={rule} />
        </div>
      ) : (
        <p className="pt-1 text-ink3">{t('diff.absent')}</p>
      )}
    </div>
  );
}
