'use client';

import type { Classification } from '@/lib/routing/classify/classify';
import type { RouteResult, RouteStep } from '@/lib/routing/route-call-types';
import type { TaskClass } from '@/lib/routing/task-class';
import { AssignedClass } from './classes/assigned-class';
import { useRoutingText } from './use-routing-text';

/** What a policy made of a call. */
export interface Tried {
  result: RouteResult;
  steps: RouteStep[];
  /** What it is taken for where no class was given; null: one was. */
  assigned: Classification | null;
}

/** Where the call goes, by which rule, and what each rule before it did not like. */
export function TryAnswer({
  tried: { result, steps, assigned },
  classes,
}: {
  tried: Tried;
  classes: readonly TaskClass[];
}) {
  const { t, model } = useRoutingText();
  const [first] = result.reasons;
  return (
    <div className="border-t border-ink pt-3" data-testid="try-answer">
      <p className="font-serif text-[19px] leading-snug wrap-anywhere">
        {result.rule === null
          ? t('try.noRule', { model: model(result.primary) })
          : first?.code === 'no_model_fits'
            ? t('try.noModel', { rule: result.rule, model: model(result.primary) })
            : t('try.routed', { rule: result.rule, model: model(result.primary) })}
      </p>
      {assigned && <AssignedClass found={assigned} classes={classes} />}
      {result.fallback.length > 0 && (
        <p className="text-ink2">{t('try.fallback', { models: result.fallback.map(model).join(', ') })}</p>
      )}
      {result.onBudget.length > 0 && (
        <p className="text-ink2">{t('try.onBudget', { models: result.onBudget.map(model).join(', ') })}</p>
      )}
      <ol className="mt-2 grid gap-0.5 text-sm">
        {steps.map(({ rule, mismatch }, index) => (
          <li key={rule} className="flex flex-wrap gap-x-2">
            <span className="w-6 text-right text-ink3 tabular-nums">{index + 1}</span>
            <span className="font-medium">{rule}</span>
            <span className={mismatch ? 'text-ink2' : 'text-good'}>
              {mismatch ? `– ${t(`mismatch.${mismatch}`)}` : `✓ ${t('try.took')}`}
            </span>
          </li>
        ))}
      </ol>
      {result.reasons.length > 1 && (
        <ul className="mt-2 text-sm text-ink2">
          {result.reasons.slice(1).map(({ code, values, detail }) => (
            <li key={detail}>{t(`reasonTexts.${code}`, values)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
