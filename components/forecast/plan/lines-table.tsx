'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSubmit } from '@/components/settings/use-submit';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { PlanDto, PlanLineDto } from '@/lib/forecasting/plan';
import type { PlanResult } from '@/lib/forecasting/plan-result';
import { formatCount } from '@/lib/money/format';
import type { PlanActions } from './actions';
import { usePlanMoney } from './use-plan-money';

interface LinesTableProps {
  plan: PlanDto;
  result: PlanResult;
  onEdit: (line: PlanLineDto) => void;
  onRemove: PlanActions['remove'];
}

/** Each line of the plan with its twelve months, beside what was metered of it. */
export function LinesTable({ plan, result, onEdit, onRemove }: LinesTableProps) {
  const t = useTranslations('forecast.plan.lines');
  const money = usePlanMoney(plan);
  const nameOf = (model: string) => plan.models.find((one) => one.model === model)?.name ?? model;
  const mayEdit = plan.lines.some(({ canEdit }) => canEdit);
  return (
    <Section title={t('title')} note={t('note')}>
      <TableScroll label={t('title')}>
        <table className="data-table">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('workflow')}</th>
              <th scope="col">{t('model')}</th>
              {(['users', 'calls', 'metered', 'year'] as const).map((column) => (
                <th key={column} scope="col" data-align="right">
                  {t(column)}
                </th>
              ))}
              {mayEdit && <td />}
            </tr>
          </thead>
          <tbody>
            {result.lines.map(({ line, twelveMonths, users, calls }) => (
              <tr key={line.id}>
                <td className="whitespace-nowrap">
                  {line.workflow}
                  <span className="block text-xs text-ink2">{line.team.name}</span>
                </td>
                <td className="whitespace-nowrap">
                  {nameOf(line.terms.model)}
                  {line.terms.routedModel && (
                    <span className="block text-xs text-ink2">
                      {t('routed', { model: nameOf(line.terms.routedModel) })}
                    </span>
                  )}
                </td>
                <td data-align="right">{formatCount(users)}</td>
                <td data-align="right">{formatCount(calls)}</td>
                <td data-align="right">{money(line.metered)}</td>
                <td data-align="right" className={twelveMonths === null ? 'text-warn' : ''}>
                  {twelveMonths === null ? t('noPrice') : money(twelveMonths)}
                </td>
                {mayEdit && (
                  <td data-align="right">
                    {line.canEdit && <RowActions line={line} onEdit={onEdit} onRemove={onRemove} />}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function RowActions({
  line,
  onEdit,
  onRemove,
}: { line: PlanLineDto } & Pick<LinesTableProps, 'onEdit' | 'onRemove'>) {
  const t = useTranslations('forecast.plan.lines');
  const router = useRouter();
  const { submit, explain } = useSubmit();
  return (
    <span className="inline-flex gap-1">
      <Button
        size="sm"
        variant="quiet"
        aria-label={`${t('edit')}: ${line.workflow}`}
        onClick={() => onEdit(line)}
      >
        {t('edit')}
      </Button>
      <ConfirmDialog
        trigger={
          <Button size="sm" variant="quiet" aria-label={`${t('remove')}: ${line.workflow}`}>
            {t('remove')}
          </Button>
        }
        title={t('removeTitle', { workflow: line.workflow })}
        description={t('removeText')}
        confirmLabel={t('remove')}
        danger
        onConfirm={async () => {
          const removed = await submit(() => onRemove(line.id));
          if (!removed.ok) return explain(removed.error);
          router.refresh();
          return undefined;
        }}
      />
    </span>
  );
}
