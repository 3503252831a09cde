'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useReason } from '@/components/explore/reason';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { UnpricedModel } from '@/lib/pricing/catalogue-dto';
import { type Fix, FixDialog } from './fix-dialog';
import { ModelPicker } from './model-picker';
import type { UnpricedActions } from './price-actions';

interface Props {
  rows: readonly UnpricedModel[];
  /** `prices.edit` and `usage.reprice`: without them the table is read-only. */
  canFix: boolean;
  actions: UnpricedActions;
}

/** Usage without a price, by model, each with its fixes: stand for a catalogue model, get a price, or be re-priced. */
export function UnpricedModels({ rows, canFix, actions }: Props) {
  const t = useTranslations('prices.unpriced');
  const [fix, setFix] = useState<Fix>();
  const [picking, setPicking] = useState<UnpricedModel>();
  if (rows.length === 0) return <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>;
  return (
    <>
      <TableScroll label={t('caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('model')}</th>
              <th scope="col" data-align="right">
                {t('tokens')}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t('seen')}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t('fix')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <UnpricedRow key={row.modelId} row={row} canFix={canFix} onFix={setFix} onPick={setPicking} />
            ))}
          </tbody>
        </table>
      </TableScroll>
      {!canFix && <p className="pt-2 text-ink2">{t('readOnly')}</p>}
      {picking && (
        <ModelPicker
          findModels={actions.findModels}
          onClose={() => setPicking(undefined)}
          onPick={(target) => {
            setFix({ modelId: picking.modelId, name: picking.key, target });
            setPicking(undefined);
          }}
        />
      )}
      {fix && <FixDialog fix={fix} actions={actions} onClose={() => setFix(undefined)} />}
    </>
  );
}

interface RowProps {
  row: UnpricedModel;
  canFix: boolean;
  onFix: (fix: Fix) => void;
  onPick: (row: UnpricedModel) => void;
}

function UnpricedRow({ row, canFix, onFix, onPick }: RowProps) {
  const t = useTranslations('prices.unpriced');
  const reason = useReason();
  const fixes = canFix && <Fixes row={row} onFix={onFix} onPick={onPick} />;
  return (
    <tr className="align-top">
      <td className="min-w-[150px]">
        <span className="grid">
          <span className="break-all">{row.key}</span>
          <span className="text-xs text-ink2">
            {row.providerKey} · {row.reason === null ? t('pricedNow') : reason(row.reason)}
          </span>
        </span>
        {/* A column of buttons would be cut off on a phone. */}
        <span className="grid justify-items-start gap-1.5 pt-2 sm:hidden">{fixes}</span>
      </td>
      <td data-align="right">
        <span className="grid">
          <span>{formatCount(row.tokens)}</span>
          <span className="text-xs text-ink2">{t('requests', { count: formatCount(row.requests) })}</span>
        </span>
      </td>
      <td className="whitespace-nowrap max-sm:hidden">
        {row.firstDay === row.lastDay ? row.firstDay : `${row.firstDay} – ${row.lastDay}`}
      </td>
      <td className="min-w-[180px] max-sm:hidden">
        <span className="flex flex-wrap gap-1.5">{fixes}</span>
      </td>
    </tr>
  );
}

function Fixes({ row, onFix, onPick }: Omit<RowProps, 'canFix'>) {
  const t = useTranslations('prices.unpriced');
  if (row.reason === null)
    return (
      <Button
        size="sm"
        variant="primary"
        onClick={() => onFix({ modelId: row.modelId, name: row.key, target: null })}
      >
        {t('reprice')}
      </Button>
    );
  return (
    <>
      {row.suggestions.map((target) => (
        <Button
          key={target.modelId}
          size="sm"
          onClick={() => onFix({ modelId: row.modelId, name: row.key, target })}
        >
          {t('treatAs', { model: target.label })}
        </Button>
      ))}
      {row.state !== 'catalogue' && (
        <Button size="sm" onClick={() => onPick(row)}>
          {t('other')}
        </Button>
      )}
      <Button size="sm" variant="quiet" asChild>
        <Link href={`/prices/models/${row.modelId}`}>{t('addPrice')}</Link>
      </Button>
    </>
  );
}
