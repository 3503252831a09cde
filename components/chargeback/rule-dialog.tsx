'use client';

import { useRouter } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { FormDialog } from '@/components/settings/form-dialog';
import { TeamChoice } from '@/components/settings/team-choice';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { toast } from '@/components/ui/toast';
import { firstDayOf } from '@/lib/board/month';
import { BASES, type Basis, type ChargebackRule } from '@/lib/chargeback/rule';
import { writeDay } from '@/lib/time/write';
import type { SetRule } from './rule-actions';

/** Changes how shared and unowned usage is charged, from this month on. */
export function RuleDialog({
  month,
  rule,
  teams,
  setRule,
}: {
  month: string;
  rule: ChargebackRule;
  teams: readonly { id: string; name: string }[];
  setRule: SetRule;
}) {
  const t = useTranslations('chargeback.rule');
  const locale = useLocale();
  const router = useRouter();
  const { submit, busy, field, summary, clear } = useSubmit();
  const [open, setOpen] = useState(false);
  const [sharedBy, setSharedBy] = useState<Basis>(rule.sharedBy);
  const [unownedBy, setUnownedBy] = useState<Basis>(rule.unownedBy);
  const [shared, setShared] = useState<string[]>(rule.sharedTeams.map(({ id }) => id));
  const options = BASES.map((value) => ({ value, label: t(`basis.${value}`) }));
  const name = writeDay(firstDayOf(month), 'month', locale);

  async function save(form: FormData) {
    const reason = String(form.get('reason') ?? '');
    const result = await submit(() => setRule({ month, sharedBy, unownedBy, sharedTeamIds: shared, reason }));
    if (!result.ok) return;
    setOpen(false);
    toast.success(t('done'));
    router.refresh();
  }

  return (
    <>
      <Button
        size="sm"
        onClick={() => {
          clear();
          setOpen(true);
        }}
      >
        {t('change')}
      </Button>
      <FormDialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('title', { month: name })}
        description={t('effect')}
        submitLabel={t('save')}
        busy={busy}
        error={summary ?? field('month') ?? field('sharedTeamIds')}
        onSubmit={(form) => void save(form)}
      >
        <Field label={t('sharedBy')}>
          <Select value={sharedBy} onValueChange={setSharedBy} options={options} />
        </Field>
        <Field label={t('unownedBy')}>
          <Select value={unownedBy} onValueChange={setUnownedBy} options={options} />
        </Field>
        <TeamChoice
          legend={t('teams')}
          hint={t('teamsHint')}
          teams={teams}
          value={shared}
          onChange={setShared}
        />
        <Field label={t('reason')} error={field('reason')}>
          <Textarea name="reason" maxLength={500} />
        </Field>
      </FormDialog>
    </>
  );
}
