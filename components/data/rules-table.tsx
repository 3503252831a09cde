'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { PlainTable } from '@/components/ui/plain-table';
import { toast } from '@/components/ui/toast';
import type { TagImpact, TagRuleDto } from '@/lib/usage/tag-impact';
import type { TagActions } from './action-types';
import { Impact } from './impact';
import { useRefusal } from './use-refusal';
import { When } from './when';

export function RulesTable({
  rules,
  labels,
  timeZone,
  actions,
}: {
  rules: readonly TagRuleDto[];
  labels: Record<string, string>;
  timeZone: string;
  /** Null: the reader may look, not change. */
  actions: Pick<TagActions, 'previewRule' | 'retireRule'> | null;
}) {
  const t = useTranslations('data.tags');
  const refusal = useRefusal();
  const [leaving, setLeaving] = useState<{ rule: TagRuleDto; impact: TagImpact }>();
  if (rules.length === 0) return <p className="text-ink2">{t('noRules')}</p>;

  async function ask(rule: TagRuleDto) {
    const preview = await actions?.previewRule({ retire: rule.id });
    if (preview?.ok) setLeaving({ rule, impact: preview.value });
    else if (preview) toast.error(refusal(preview.error));
  }
  async function retire(): Promise<string | undefined> {
    const result = await actions?.retireRule({ ruleId: leaving?.rule.id ?? '' });
    if (result && !result.ok) return refusal(result.error);
    toast.success(t('retiredToast'));
  }
  const headings = [
    { key: 'tag', label: t('tag') },
    { key: 'rule', label: t('rule') },
    { key: 'when', label: t('when') },
    { key: 'by', label: t('madeBy'), hideOnPhone: true },
    { key: 'since', label: t('since'), hideOnPhone: true },
    { key: 'do', label: <span className="sr-only">{t('retire')}</span> },
  ];
  return (
    <>
      <PlainTable caption={t('rules')} headings={headings}>
        {rules.map((rule) => (
          <tr key={rule.id} className={rule.retiredAt ? 'text-ink2' : undefined}>
            <td>{labels[rule.tag] ?? rule.tag}</td>
            <td className="whitespace-nowrap">
              {rule.fromValue ?? <em>{t('missing')}</em>} <span aria-hidden>→</span> {rule.toValue}
            </td>
            <td>
              {Object.entries(rule.condition)
                .map(([tag, value]) => `${labels[tag] ?? tag}: ${value}`)
                .join(', ') || t('everywhere')}
            </td>
            <td className="max-sm:hidden">{rule.createdBy}</td>
            <td className="max-sm:hidden">
              <When at={rule.createdAt} timeZone={timeZone} dateOnly />
            </td>
            <td data-align="right">
              {rule.retiredAt ? (
                <span className="text-xs">
                  {t('retiredOn')} <When at={rule.retiredAt} timeZone={timeZone} dateOnly />
                </span>
              ) : actions ? (
                <Button
                  size="sm"
                  aria-label={t('retireLabel', { value: rule.fromValue ?? t('missing') })}
                  onClick={() => ask(rule)}
                >
                  {t('retire')}
                </Button>
              ) : null}
            </td>
          </tr>
        ))}
      </PlainTable>
      {leaving && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setLeaving(undefined)}
          title={t('retireTitle')}
          description={<Impact impact={leaving.impact} />}
          confirmLabel={t('retire')}
          onConfirm={retire}
        />
      )}
    </>
  );
}
