'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import type { PerUserKey } from '@/lib/calculator/presets';
import { rateFor } from '@/lib/calculator/price-list';
import type { Workload } from '@/lib/calculator/workload';
import { convert, type FxRate } from '@/lib/money/currency';
import { formatMoney } from '@/lib/money/format';
import { type Money, moneyToString, parseMoney } from '@/lib/money/money';
import { useCalculator } from '../calculator-context';
import { CsvButton } from '../kit/csv-button';
import { OpenWorkload } from '../kit/open-workload';
import { Figure } from '../kit/working';

export interface PerUserLine {
  key: PerUserKey;
  hkd: { min: string; max: string };
  workload: Workload;
  users: number;
  monthlyUsd: Money;
  perUserUsd: Money;
}

const inHkd = ({ perUserUsd }: PerUserLine, { rate }: FxRate): Money => convert(perUserUsd, rate);

function isInside(line: PerUserLine, rate: FxRate): boolean {
  const amount = inHkd(line, rate);
  return amount >= parseMoney(line.hkd.min) && amount <= parseMoney(line.hkd.max);
}

/** HK dollars per active user and month: the printed range, and what the preset of each profile costs. */
export function PerUserTable({ lines }: { lines: readonly PerUserLine[] }) {
  const t = useTranslations('calculatorPublished.perUser');
  const { list } = useCalculator();
  const rate = rateFor(list, 'HKD');
  return (
    <Section
      title={t('title')}
      note={t('note')}
      actions={rate && <CsvButton file="published-per-user" rows={() => csvRows(lines, rate)} />}
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('lead')}</p>
      {rate ? (
        <Benchmarks lines={lines} rate={rate} />
      ) : (
        <EmptyState
          title={t('noRate')}
          action={
            <Button asChild>
              <Link href="/prices/fx">{t('addRate')}</Link>
            </Button>
          }
        />
      )}
    </Section>
  );
}

function Benchmarks({ lines, rate }: { lines: readonly PerUserLine[]; rate: FxRate }) {
  const t = useTranslations('calculatorPublished.perUser');
  const kit = useTranslations('calculatorKit');
  return (
    <TableScroll label={t('caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('profile')}</th>
            <th scope="col" data-align="right">
              {t('published')}
            </th>
            <th scope="col" data-align="right">
              {t('computed')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('verdict')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <th scope="row" className="font-normal">
                {t(`rows.${line.key}`)}
                <span className="block text-xs text-ink2">{t(`hints.${line.key}`)}</span>
              </th>
              <td data-align="right" className="max-sm:whitespace-normal!">
                {formatMoney(line.hkd.min, 'HKD', 0)} – <wbr />
                {formatMoney(line.hkd.max, 'HKD', 0)}
              </td>
              <td data-align="right">
                <Figure
                  name={t(`rows.${line.key}`)}
                  working={() => ({
                    name: t(`rows.${line.key}`),
                    figure: formatMoney(inHkd(line, rate), 'HKD', 2),
                    exact: `${moneyToString(inHkd(line, rate))} HKD`,
                    formula: t('formula'),
                    inputs: [
                      ['US$', formatMoney(line.monthlyUsd, 'USD', 2)],
                      ['÷', String(line.users)],
                      ['×', rate.rate.replace(/\.?0+$/, '')],
                    ],
                    action: <OpenWorkload workload={line.workload} preset={`perUser:${line.key}`} />,
                    sources: [
                      kit('rate', {
                        rate: rate.rate.replace(/\.?0+$/, ''),
                        currency: 'HKD',
                        from: rate.validFrom,
                        source: rate.source,
                      }),
                    ],
                  })}
                >
                  {formatMoney(inHkd(line, rate), 'HKD', 2)}
                </Figure>
                <span className="block sm:hidden">
                  <Status tone={isInside(line, rate) ? 'good' : 'warn'} className="text-xs">
                    {t(isInside(line, rate) ? 'inside' : 'outside')}
                  </Status>
                </span>
              </td>
              <td className="max-sm:hidden">
                <Status tone={isInside(line, rate) ? 'good' : 'warn'}>
                  {t(isInside(line, rate) ? 'inside' : 'outside')}
                </Status>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const csvRows = (lines: readonly PerUserLine[], rate: FxRate) => [
  ['profile', 'published_min_hkd', 'published_max_hkd', 'computed_hkd', 'computed_usd'],
  ...lines.map((line) => [
    line.key,
    line.hkd.min,
    line.hkd.max,
    moneyToString(inHkd(line, rate)),
    moneyToString(line.perUserUsd),
  ]),
];
