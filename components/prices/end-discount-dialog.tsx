'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { DiscountDto } from '@/lib/pricing/catalogue-dto';
import { ChangeDialog } from './change-dialog';
import type { ChangeActions } from './price-actions';

/** Ends a discount from a day on. */
export function EndDiscountDialog({ discount, actions }: { discount: DiscountDto; actions: ChangeActions }) {
  const t = useTranslations('prices.discounts');
  const { discountId, percent, label, provider } = discount;
  return (
    <ChangeDialog
      trigger={<Button size="sm">{t('end')}</Button>}
      title={t('endTitle', { percent, subject: label ?? provider })}
      description={t('endIntro')}
      applyLabel={t('endSave')}
      doneLabel={t('endDone')}
      read={(form) => ({
        kind: 'discountEnd',
        input: {
          discountId,
          endsAt: String(form.get('endsAt') ?? ''),
          reason: String(form.get('why') ?? '').trim(),
        },
      })}
      actions={actions}
    >
      {(error) => (
        <>
          <Field label={t('endsAt')} hint={t('endsAtHint')} error={error('endsAt')}>
            <Input name="endsAt" type="date" />
          </Field>
          <Field label={t('reason')} error={error('reason')}>
            <Input name="why" autoComplete="off" maxLength={500} />
          </Field>
        </>
      )}
    </ChangeDialog>
  );
}
