'use client';

import { ArrowUp, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { IconButton } from '@/components/ui/icon-button';
import { FALLBACK_REASONS, type Fallback } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { ModelField } from './model-field';
import { moved } from './use-reorder';
import { useRoutingText } from './use-routing-text';

/** The models that answer in the primary's place, in the order they are tried, each with when. */
export function FallbackFields({
  fallback,
  models,
  onChange,
}: {
  fallback: readonly Fallback[];
  models: RoutingNames['models'];
  onChange: (fallback: Fallback[]) => void;
}) {
  const { t } = useRoutingText();
  const common = useTranslations('common');
  const set = (index: number, next: Fallback) =>
    onChange(fallback.map((one, at) => (at === index ? next : one)));
  return (
    <div className="grid gap-3">
      {fallback.map((one, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is what is edited
          key={index}
          className="grid grid-cols-[1fr_auto] items-end gap-x-4 gap-y-1.5 max-sm:[&>*:first-child]:col-span-2 sm:grid-cols-[minmax(0,1fr)_auto_auto]"
        >
          <ModelField
            label={t('editor.fallback', { place: index + 1 })}
            value={one}
            models={models}
            onChange={(ref) => set(index, { ...ref, on: one.on })}
          />
          <fieldset className="flex gap-3 pb-1.5">
            <legend className="sr-only">{t('editor.on')}</legend>
            {FALLBACK_REASONS.map((reason) => (
              <Checkbox
                key={reason}
                label={t(`on.${reason}`)}
                checked={one.on.includes(reason)}
                onCheckedChange={(on) => {
                  const next = FALLBACK_REASONS.filter((each) =>
                    each === reason ? on === true : one.on.includes(each),
                  );
                  if (next.length > 0) set(index, { ...one, on: next });
                }}
              />
            ))}
          </fieldset>
          <div className="flex">
            <IconButton
              label={t('editor.earlier', { place: index + 1 })}
              disabled={index === 0}
              onClick={() => onChange(moved(fallback, index, index - 1))}
            >
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton
              label={`${common('remove')}: ${t('editor.fallback', { place: index + 1 })}`}
              onClick={() => onChange(fallback.filter((_, at) => at !== index))}
            >
              <X aria-hidden />
            </IconButton>
          </div>
        </div>
      ))}
      <div>
        <Button
          size="sm"
          disabled={fallback.length >= 10}
          onClick={() => onChange([...fallback, { provider: null, model: '', on: ['error', 'timeout'] }])}
        >
          {t('editor.addFallback')}
        </Button>
      </div>
    </div>
  );
}
