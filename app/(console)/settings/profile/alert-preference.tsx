'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormError } from '@/components/settings/form-error';
import { useSubmit } from '@/components/settings/use-submit';
import { Section } from '@/components/ui/section';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toast';
import type { AlertPreference } from '@/lib/alerts/alert-dto';
import { setPreferenceAction } from '../alerts/actions';

/** Whether alerts also come by e-mail; kept at once. */
export function AlertPreferenceForm({ preference, email }: { preference: AlertPreference; email: string }) {
  const t = useTranslations('alerts.preference');
  const { submit, busy, summary } = useSubmit();
  const [on, setOn] = useState(preference.email);

  async function choose(next: boolean) {
    setOn(next);
    const result = await submit(() => setPreferenceAction({ email: next }));
    if (result.ok) toast.success(next ? t('on') : t('off'));
    else setOn(!next);
  }

  return (
    <div id="alerts" className="mt-8 scroll-mt-4">
      <Section title={t('title')} note={t('note')}>
        <div className="grid max-w-[640px] gap-1.5">
          <div className="flex items-center gap-2.5">
            <Switch
              id="alerts-by-email"
              aria-describedby="alerts-by-email-hint"
              checked={on}
              disabled={busy}
              onCheckedChange={choose}
            />
            <label htmlFor="alerts-by-email" className="font-medium">
              {t('label')}
            </label>
          </div>
          <p id="alerts-by-email-hint" className="text-xs text-ink2">
            {preference.emailReady ? t('hint', { email }) : t('notReady')}
          </p>
          <FormError>{summary}</FormError>
        </div>
      </Section>
    </div>
  );
}
