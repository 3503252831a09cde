import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, inputStyles } from '@/components/ui/input';
import type { VersionStatus } from '@/lib/routing/policy';

/** Which version, days and ratio of tokens to replay with: the address holds them. */
export function ReplayForm({
  policyId,
  versionId,
  versions,
  period,
  tokenRatio,
}: {
  policyId: string;
  versionId: string;
  versions: { id: string; version: number; status: VersionStatus }[];
  /** Days, half-open. */
  period: { from: string; to: string };
  tokenRatio: string;
}) {
  const t = useTranslations('routing');
  return (
    <form action={`/routing/${policyId}/replay`} className="flex flex-wrap items-end gap-3 pb-2">
      <Field label={t('columns.version')}>
        <select name="version" defaultValue={versionId} className={inputStyles}>
          {versions.map(({ id, version, status }) => (
            <option key={id} value={id}>
              {`${t('version', { version })} · ${t(`status.${status}`)}`}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t('replay.from')}>
        <Input type="date" name="from" defaultValue={period.from} />
      </Field>
      <Field label={t('replay.to')}>
        <Input type="date" name="to" defaultValue={period.to} />
      </Field>
      <Field label={t('replay.ratio')}>
        <Input name="ratio" inputMode="decimal" defaultValue={tokenRatio} className="w-24" />
      </Field>
      <Button type="submit">{t('replay.run')}</Button>
    </form>
  );
}
