'use client';

import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { PUBLISHED_TCO } from '@/lib/calculator/build-versus-buy-published';
import { formatShare } from '@/lib/money/format';
import { type Money, moneyOf, moneyToString, ZERO } from '@/lib/money/money';
import { divideHalfEven } from '@/lib/money/rounding';
import { CsvButton } from '../kit/csv-button';
import { useRateLine } from '../kit/use-rate-line';
import { Figure, type WorkingOf } from '../kit/working';
import type { BuildInputs } from './build-inputs';
import { ARMS, type ArmKey, type BuildResult } from './build-result';
import { useBuildText } from './use-build-text';

type Year = BuildResult['years'][number];

/** Each year's cost of each arm, and the three years together. */
export function YearsTable({ result, inputs }: { result: BuildResult; inputs: BuildInputs }) {
  const { t, tokens, arm, amount, perMillion } = useBuildText();
  const { years, total, totalTokens, cheapest } = result;
  const published = years.map(({ tokens: volume }) => publishedYear(volume));
  return (
    <Section
      title={t('years.title')}
      actions={<CsvButton file="build-or-buy-years" rows={() => csvRows(result)} />}
    >
      <YearsList result={result} inputs={inputs} />
      <TableScroll label={t('years.caption')} className="max-sm:hidden">
        <table className="data-table">
          <caption className="sr-only">{t('years.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('years.year')}</th>
              {ARMS.map((key) => (
                <th key={key} scope="col" data-align="right">
                  {arm(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((year, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the three years keep their order
              <tr key={i} className="[&>*]:align-top!">
                <th scope="row" className="font-normal">
                  {t('years.n', { n: i + 1 })}
                  <span className="block text-xs text-ink2">{tokens(year.tokens)}</span>
                </th>
                {ARMS.map((key) => (
                  <td key={key} data-align="right">
                    <YearFigure arm={key} year={year} n={i + 1} inputs={inputs} result={result} />
                    <Under
                      each={perMillionOf(year.costs[key], year.tokens)}
                      published={published[i]?.[key] ?? null}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="[&>*]:align-top!">
              <th scope="row">
                {t('years.total')}
                <span className="block text-xs font-normal text-ink2">{tokens(totalTokens)}</span>
              </th>
              {ARMS.map((key) => (
                <td key={key} data-align="right" className={key === cheapest ? '' : 'font-normal!'}>
                  {amount(total[key])}
                  <span className="block text-xs font-normal text-ink2">
                    {t('years.perMillion', { value: perMillion(perMillionOf(total[key], totalTokens)) })}
                  </span>
                  {key !== 'api' && total.api > 0n && (
                    <span className="block text-xs font-normal text-ink2">
                      {total[key] > total.api && '+'}
                      {formatShare(total[key] - total.api, total.api)} {t('years.against')}
                    </span>
                  )}
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </TableScroll>
      {published.some((one) => one !== null) && (
        <p className="mt-2 max-w-[64em] text-xs text-ink2">{t('years.publishedNote')}</p>
      )}
    </Section>
  );
}

/** On a phone each year is a short list: the arm, what it costs, and what a million tokens then cost. */
function YearsList({ result, inputs }: { result: BuildResult; inputs: BuildInputs }) {
  const { t, tokens, arm, amount, perMillion } = useBuildText();
  const { years, total, totalTokens, cheapest } = result;
  return (
    <div className="grid gap-4 sm:hidden">
      {years.map((year, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the three years keep their order
        <dl key={i} className="grid grid-cols-[1fr_auto] gap-x-4 border-b border-line pb-2">
          <dt className="font-medium">{t('years.n', { n: i + 1 })}</dt>
          <dd className="text-right text-ink2">{tokens(year.tokens)}</dd>
          {ARMS.map((key) => (
            <div key={key} className="contents">
              <dt>{arm(key)}</dt>
              <dd className="text-right">
                <YearFigure arm={key} year={year} n={i + 1} inputs={inputs} result={result} />
                <Under
                  each={perMillionOf(year.costs[key], year.tokens)}
                  published={publishedYear(year.tokens)?.[key] ?? null}
                />
              </dd>
            </div>
          ))}
        </dl>
      ))}
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 border-t border-ink pt-2">
        <dt className="font-medium">{t('years.total')}</dt>
        <dd className="text-right text-ink2">{tokens(totalTokens)}</dd>
        {ARMS.map((key) => (
          <div key={key} className="contents">
            <dt>{arm(key)}</dt>
            <dd className={key === cheapest ? 'text-right font-medium' : 'text-right'}>
              {amount(total[key])}
              <span className="block text-xs font-normal text-ink2">
                {t('years.perMillion', { value: perMillion(perMillionOf(total[key], totalTokens)) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Under({ each, published }: { each: Money; published: Money | null }) {
  const { t, amount, perMillion } = useBuildText();
  return (
    <>
      <span className="block text-xs text-ink2">{t('years.perMillion', { value: perMillion(each) })}</span>
      {published !== null && (
        <span className="block text-xs text-ink2">{t('years.published', { value: amount(published) })}</span>
      )}
    </>
  );
}

interface YearFigureProps {
  arm: ArmKey;
  year: Year;
  n: number;
  inputs: BuildInputs;
  result: BuildResult;
}

function YearFigure({ arm: key, year, n, inputs, result }: YearFigureProps) {
  const { t, tokens, arm, amount, perMillion, reading } = useBuildText();
  const rateLine = useRateLine();
  const name = `${arm(key)}, ${t('years.n', { n })}`;
  const cost = year.costs[key];
  const inputsOf: Record<ArmKey, WorkingOf['inputs']> = {
    api: [[t('years.price'), perMillion(inputs.apiPerMillion)]],
    neocloud: [
      [t('years.gpuHour'), perMillion(inputs.gpuHourPrice)],
      [t('fields.reserved'), String(inputs.reservedReplicas)],
      [t('fields.above'), t(`above.${inputs.aboveReserve}`)],
      [t('levers.gpus'), String(result.serving.after.gpus)],
      [t('fields.serves'), tokens(result.serving.after.tokensPerYear, 3)],
    ],
    own: [
      [t('years.nodes'), String(year.nodes)],
      [t('years.nodeYear'), amount(result.nodeYear)],
      [t('levers.nodeTokens'), tokens(result.serving.after.nodeTokens, 3)],
    ],
  };
  return (
    <Figure
      name={name}
      working={() => ({
        name,
        figure: amount(cost),
        exact: `${moneyToString(reading.convert(cost))} ${reading.currency}`,
        formula: t(`years.formulas.${key}`),
        inputs: [[t('years.tokens'), tokens(year.tokens, 6)], ...inputsOf[key]],
        sources: [rateLine, t('checks.source')],
      })}
    >
      {amount(cost)}
    </Figure>
  );
}

const MILLION = 1_000_000n;
const perMillionOf = (cost: Money, tokens: bigint): Money =>
  tokens > 0n ? moneyOf(divideHalfEven(cost * MILLION, tokens)) : ZERO;

/** The document's amounts where a year has the volume it prints. */
const publishedYear = (tokens: bigint): Record<ArmKey, Money> | null =>
  PUBLISHED_TCO.years.find(({ tokensPerYear }) => tokensPerYear === tokens) ?? null;

const csvRows = ({ years, total, totalTokens }: BuildResult) => [
  ['year', 'tokens', 'api_usd', 'neocloud_usd', 'own_usd', 'own_nodes'],
  ...years.map(({ tokens, costs, nodes }, i) => [
    String(i + 1),
    String(tokens),
    ...ARMS.map((key) => moneyToString(costs[key])),
    String(nodes),
  ]),
  ['all', String(totalTokens), ...ARMS.map((key) => moneyToString(total[key])), ''],
];
