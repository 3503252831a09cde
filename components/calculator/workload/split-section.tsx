'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { TableScroll } from '@/components/ui/table-scroll';
import { type Calculation, COST_UNITS, type CostUnit, type Estimate } from '@/lib/calculator/outputs';
import { COST_KINDS, type CostKind, type CostSplit } from '@/lib/calculator/usage-cost-split';
import { formatShare } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { CsvButton } from '../kit/csv-button';
import { Figure } from '../kit/working';
import { useReckoning } from './reckoning-context';
import { SplitBar } from './split-bar';
import { useWorking } from './use-working';

/** What the money is for: input, cache, output, reasoning, fees and retries, of any unit; the parts sum to the total. */
export function SplitSection({ calculation }: { calculation: Calculation }) {
  const t = useTranslations('calculator.split');
  const [unit, setUnit] = useState<CostUnit>('month');
  const { baseline, optimised } = calculation;
  const units = COST_UNITS.filter((one) => baseline.costPer[one] && optimised.costPer[one]);
  const shown = units.includes(unit) ? unit : 'month';
  const [before, after] = [baseline.costPer[shown], optimised.costPer[shown]];
  if (!before || !after) return null;
  const kinds = COST_KINDS.filter((kind) => before[kind] !== 0n || after[kind] !== 0n);
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={
        <>
          <Select
            aria-label={t('unitLabel')}
            value={shown}
            onValueChange={setUnit}
            options={units.map((value) => ({ value, label: t(`unit.${value}`) }))}
          />
          <CsvButton file="tollgate-calculator-split" rows={() => csvRows(calculation)} />
        </>
      }
    >
      <SplitBar name={t('baseline')} split={before} whole={before.total} />
      <SplitBar name={t('optimised')} split={after} whole={before.total} />
      <TableScroll label={t('title')} className="mt-3">
        <table className="data-table">
          <caption className="sr-only">{t('title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('kind')}</th>
              <th scope="col" data-align="right">
                {t('baseline')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('share')}
              </th>
              <th scope="col" data-align="right">
                {t('optimised')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind}>
                <th scope="row" className="font-normal!">
                  {t(`kinds.${kind}`)}
                </th>
                <Part kind={kind} split={before} estimate={baseline} unit={shown} />
                <Part kind={kind} split={after} estimate={optimised} unit={shown} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('total')}</th>
              <Part kind="total" split={before} estimate={baseline} unit={shown} />
              <Part kind="total" split={after} estimate={optimised} unit={shown} />
            </tr>
          </tfoot>
        </table>
      </TableScroll>
    </Section>
  );
}

function Part({
  kind,
  split,
  estimate,
  unit,
}: {
  kind: CostKind | 'total';
  split: CostSplit;
  estimate: Estimate;
  unit: CostUnit;
}) {
  const t = useTranslations('calculator.split');
  const { reading } = useReckoning();
  const working = useWorking();
  const name = `${kind === 'total' ? t('total') : t(`kinds.${kind}`)}, ${t(`unit.${unit}`)}`;
  return (
    <>
      <td data-align="right">
        <Figure
          name={name}
          working={() =>
            working.amount(
              name,
              split[kind],
              t(kind === 'total' ? 'formulaTotal' : `formula.${kind}`),
              working.usageInputs(estimate),
              estimate,
            )
          }
        >
          {reading.text(split[kind])}
        </Figure>
      </td>
      <td data-align="right" className="text-ink2 max-sm:hidden">
        {formatShare(split[kind], split.total)}
      </td>
    </>
  );
}

const csvRows = ({ baseline, optimised }: Calculation) => [
  ['plan', 'per', ...COST_KINDS.map((kind) => `${kind}_usd`), 'total_usd'],
  ...(
    [
      ['baseline', baseline],
      ['optimised', optimised],
    ] as const
  ).flatMap(([plan, { costPer }]) =>
    COST_UNITS.flatMap((unit) => {
      const split = costPer[unit];
      return split
        ? [[plan, unit, ...COST_KINDS.map((kind) => moneyToString(split[kind])), moneyToString(split.total)]]
        : [];
    }),
  ),
];
