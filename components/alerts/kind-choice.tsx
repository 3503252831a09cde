'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { ALERT_KINDS, type AlertKind } from '@/lib/alerts/alert';

/** Which alerts a channel wants. An empty list means all of them, also kinds that come later. */
export function KindChoice({
  value,
  onChange,
}: {
  value: readonly AlertKind[];
  onChange: (kinds: AlertKind[]) => void;
}) {
  const t = useTranslations('alerts');
  const all = value.length === 0;
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 font-medium">{t('channels.wants')}</legend>
      <Checkbox
        label={t('channels.allKinds')}
        checked={all}
        onCheckedChange={(checked) => onChange(checked === true ? [] : ['budget_threshold'])}
      />
      {!all && (
        <div className="grid gap-1.5 pl-6 sm:grid-cols-2">
          {ALERT_KINDS.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`kinds.${kind}`)}
              checked={value.includes(kind)}
              onCheckedChange={(checked) =>
                onChange(checked === true ? [...value, kind] : value.filter((one) => one !== kind))
              }
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}
