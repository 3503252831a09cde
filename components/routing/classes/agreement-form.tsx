import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, inputStyles } from '@/components/ui/input';
import { CLASSIFIER_VIEWS, type ClassifierView } from '@/lib/routing/classify/agreement-dto';

/** Which days to measure, and what the classifier is told of each call: the address holds them. */
export function AgreementForm({
  period,
  view,
}: {
  /** Days, half-open. */
  period: { from: string; to: string };
  view: ClassifierView;
}) {
  const t = useTranslations('taskClasses');
  return (
    <form action="/routing/classes" className="flex flex-wrap items-end gap-3 pb-2">
      <Field label={t('from')}>
        <Input type="date" name="from" defaultValue={period.from} />
      </Field>
      <Field label={t('to')}>
        <Input type="date" name="to" defaultValue={period.to} />
      </Field>
      <Field label={t('view')}>
        <select name="view" defaultValue={view} className={inputStyles}>
          {CLASSIFIER_VIEWS.map((one) => (
            <option key={one} value={one}>
              {t(`views.${one}`)}
            </option>
          ))}
        </select>
      </Field>
      <Button type="submit">{t('measure')}</Button>
    </form>
  );
}
