'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { type OrganisationDraft, OrganisationFields } from '@/components/settings/organisation-fields';
import { useSubmit } from '@/components/settings/use-submit';
import { ZoneInput } from '@/components/settings/zone-input';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Section } from '@/components/ui/section';
import { toast } from '@/components/ui/toast';
import type { Organisation } from '@/lib/access/server/get-organisation';
import { changeTimeZoneAction, updateOrganisationAction } from '../actions';

export function OrganisationForm({
  organisation,
  editable,
}: {
  organisation: Organisation;
  editable: boolean;
}) {
  const t = useTranslations('settings');
  const router = useRouter();
  const { submit, busy, field, summary } = useSubmit();
  const [draft, setDraft] = useState<OrganisationDraft>({
    name: organisation.name,
    fiscalYearStartMonth: organisation.fiscalYearStartMonth,
    readingCurrency: organisation.readingCurrency,
    defaultLocale: organisation.defaultLocale === 'zh-HK' ? 'zh-HK' : 'en',
  });

  async function save() {
    const result = await submit(() => updateOrganisationAction(draft));
    if (!result.ok) return;
    toast.success(t('saved'));
    router.refresh();
  }

  return (
    <Section title={t('organisation.details')}>
      <form
        noValidate
        className="grid max-w-[420px] gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <OrganisationFields value={draft} onChange={setDraft} error={field} disabled={!editable} />
        <FormError>{summary}</FormError>
        {editable && (
          <Button type="submit" variant="primary" busy={busy} className="justify-self-start">
            {t('save')}
          </Button>
        )}
      </form>
    </Section>
  );
}

export function ZoneForm({
  timeZone,
  zones,
  editable,
}: {
  timeZone: string;
  zones: readonly string[];
  editable: boolean;
}) {
  const t = useTranslations('settings.organisation');
  const router = useRouter();
  const { submit, explain } = useSubmit();
  const [zone, setZone] = useState(timeZone);

  async function change(reason: string) {
    const result = await submit(() => changeTimeZoneAction({ timeZone: zone.trim(), reason }));
    if (!result.ok) return explain(result.error);
    router.refresh();
    return undefined;
  }

  return (
    <Section title={t('zone')} note={t('zoneNote')}>
      <div className="grid max-w-[420px] gap-4">
        <Field label={t('zone')} hint={t('zoneHint')}>
          <ZoneInput
            zones={zones}
            value={zone}
            onChange={(event) => setZone(event.target.value)}
            disabled={!editable}
          />
        </Field>
        {editable && (
          <ConfirmDialog
            trigger={
              <Button className="justify-self-start" disabled={zone.trim() === timeZone}>
                {t('zoneButton')}
              </Button>
            }
            title={t('zoneConfirm', { zone })}
            description={t('zoneEffect', { zone })}
            confirmLabel={t('zoneButton')}
            reason="required"
            danger
            onConfirm={change}
          />
        )}
      </div>
    </Section>
  );
}
