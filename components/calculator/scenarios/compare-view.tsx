'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { LEVER_ORDER } from '@/lib/calculator/levers';
import { reportOf } from '@/lib/calculator/report';
import { INPUT_KEYS, inputsOf, leversOf, modelsOf } from '@/lib/calculator/report-inputs';
import type { ScenarioDto } from '@/lib/calculator/scenario-dto';
import type { Currency } from '@/lib/money/currency';
import { formatCount, formatShare } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { type Reading, readingIn, useBook } from '../calculator-context';
import { CsvButton } from '../kit/csv-button';
import type { CsvCell } from '../kit/csv-text';
import { differenceText } from './difference-text';
import { shareText, useScenarioText } from './use-scenario-text';

/** Pixels that a label and a figure need. */
const FIRST_COLUMN = 150;
const COLUMN = 132;

interface Line {
  key: string;
  label: string;
  cells: string[];
  /** What the cells stand for, to the last digit, where they are rounded for reading. */
  exact?: string[];
  /** Against the first, below the cell. */
  notes?: string[];
  strong?: boolean;
}

/** Up to four scenarios side by side, all in one currency; what differs from the first is marked. */
export function CompareView({
  scenarios,
  currency,
}: {
  scenarios: readonly ScenarioDto[];
  currency: Currency;
}) {
  const { t } = useScenarioText();
  const { list } = useBook();
  const reading = readingIn(list, currency);
  const outputs = useOutputLines(scenarios, reading);
  const inputs = useInputLines(scenarios);
  const levers = useLeverLines(scenarios);
  const file = (): CsvCell[][] => [
    ['', ...scenarios.map(({ name }) => name)],
    ...[...outputs, ...levers].map(({ label, cells }) => [label, ...cells]),
    ...inputs.map(({ key, label, cells, exact }) => [label, ...(key === 'model' ? cells : (exact ?? cells))]),
  ];
  return (
    <>
      <Section
        title={t('compare.outputs')}
        note={t('compare.outputsNote', { currency: reading.currency, first: scenarios[0]?.name ?? '' })}
        actions={<CsvButton file="tollgate-scenarios" rows={file} />}
      >
        <CompareTable caption={t('compare.outputs')} scenarios={scenarios} lines={outputs} marked={false} />
      </Section>
      <Section title={t('compare.levers')} note={t('compare.marked')}>
        {levers.length === 0 ? (
          <p className="text-ink2">{t('compare.noLevers')}</p>
        ) : (
          <CompareTable caption={t('compare.levers')} scenarios={scenarios} lines={levers} marked />
        )}
      </Section>
      <Section title={t('compare.inputs')} note={t('compare.marked')}>
        <CompareTable caption={t('compare.inputs')} scenarios={scenarios} lines={inputs} marked />
      </Section>
    </>
  );
}

function CompareTable({
  caption,
  scenarios,
  lines,
  marked,
}: {
  caption: string;
  scenarios: readonly ScenarioDto[];
  lines: readonly Line[];
  marked: boolean;
}) {
  const { t } = useScenarioText();
  return (
    <TableScroll label={caption}>
      <table
        className="data-table table-fixed"
        style={{ minWidth: `${FIRST_COLUMN + scenarios.length * COLUMN}px` }}
      >
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" style={{ width: `${FIRST_COLUMN}px` }}>
              <span className="sr-only">{t('costs.what')}</span>
            </th>
            {scenarios.map(({ id, name }) => (
              <th key={id} scope="col" data-align="right" style={{ whiteSpace: 'normal' }}>
                <Link href={`/calculator/scenarios/${id}`} className="text-link text-ink">
                  {name}
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ key, label, cells, exact = cells, notes, strong }) => (
            <tr key={key}>
              <th scope="row" className={strong ? 'font-medium' : 'font-normal text-ink2'}>
                {label}
              </th>
              {cells.map((cell, i) => (
                <Cell
                  key={scenarios[i]?.id}
                  strong={strong}
                  differs={marked && exact[i] !== exact[0]}
                  note={notes?.[i]}
                  word={t('compare.differs')}
                >
                  {cell}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** A difference is said by a shape and, for who hears the table, by a word. */
function Cell({
  children,
  differs,
  note,
  strong,
  word,
}: {
  children: ReactNode;
  differs: boolean;
  note?: string;
  strong?: boolean;
  word: string;
}) {
  return (
    <td
      data-align="right"
      className={`${strong ? 'font-medium' : ''} ${differs ? 'bg-warn-soft' : ''}`}
      style={{ whiteSpace: 'normal' }}
    >
      {differs && (
        <>
          <span aria-hidden className="mr-1 text-[10px] text-warn">
            ◆
          </span>
          <span className="sr-only">{word} </span>
        </>
      )}
      <span className="break-words">{children}</span>
      {note && <span className="block text-xs text-ink2">{note}</span>}
    </td>
  );
}

function useOutputLines(scenarios: readonly ScenarioDto[], reading: Reading): Line[] {
  const { t } = useScenarioText();
  const { prices } = useBook();
  const reports = scenarios.map(({ state }) => reportOf(state, prices));
  const cells = (of: (report: Extract<(typeof reports)[number], { priced: true }>) => string): string[] =>
    reports.map((report) => (report.priced ? of(report) : t('list.unpriced')));
  const amounts = (which: 'baseline' | 'optimised', unit: string): (Money | null)[] =>
    reports.map((report) =>
      report.priced ? (report.costs.find((cost) => cost.unit === unit)?.amounts[which] ?? null) : null,
    );
  const money = (key: string, label: string, list: (Money | null)[], strong = false): Line => {
    const [first] = list;
    return {
      ...{ key, label, strong },
      cells: list.map((amount) => (amount === null ? '–' : reading.text(amount))),
      notes: list.map((amount, i) =>
        i === 0 || amount === null || first === null || first === undefined
          ? ''
          : differenceText(amount, first),
      ),
    };
  };
  return [
    money('baseline', t('compare.baselineMonth'), amounts('baseline', 'month')),
    money('optimised', t('compare.optimisedMonth'), amounts('optimised', 'month'), true),
    {
      ...{ key: 'saved', label: t('saved') },
      cells: cells(({ calculation: { savedShare } }) => formatShare(savedShare.n, savedShare.d)),
    },
    money('year', t('per.year'), amounts('optimised', 'year')),
    money('task', t('per.task'), amounts('optimised', 'task')),
    money('call', t('per.call'), amounts('optimised', 'call')),
    money('activeUser', t('per.activeUser'), amounts('optimised', 'activeUser')),
    { key: 'calls', label: t('tokens.calls'), cells: cells(({ calls }) => formatCount(calls.optimised)) },
    ...(['inputPerMonth', 'outputPerMonth'] as const).map((figure) => ({
      ...{ key: figure, label: t(`tokens.${figure}`) },
      cells: cells((report) =>
        formatCount(report.tokens.find((one) => one.figure === figure)?.counts.optimised ?? 0n),
      ),
    })),
  ];
}

function useInputLines(scenarios: readonly ScenarioDto[]): Line[] {
  const { t, input } = useScenarioText();
  const { entries } = useBook();
  const all = scenarios.map(({ state }) => inputsOf(state));
  const models = scenarios.map(({ state }) =>
    modelsOf(state)
      .map(({ model, share }) => {
        const name = entries.get(model)?.name ?? model;
        return share === 1 ? name : `${shareText(share)} ${name}`;
      })
      .join(', '),
  );
  return [
    {
      ...{ key: 'model', label: t('input.model'), cells: models },
      exact: scenarios.map(({ state }) => JSON.stringify(modelsOf(state))),
    },
    ...INPUT_KEYS.filter((key) => all.some((inputs) => inputs[key].value !== null)).map((key) => ({
      ...{ key, label: t(`input.${key}`) },
      cells: all.map((inputs) => input(inputs[key])),
      exact: all.map((inputs) => String(inputs[key].value)),
    })),
  ];
}

function useLeverLines(scenarios: readonly ScenarioDto[]): Line[] {
  const { t } = useScenarioText();
  const all = scenarios.map(({ state }) => new Map(leversOf(state).map((one) => [one.lever, one])));
  return LEVER_ORDER.filter((lever) => all.some((levers) => levers.has(lever))).map((lever) => ({
    ...{ key: lever, label: t(`levers.${lever}`) },
    exact: all.map((levers) => JSON.stringify(levers.get(lever) ?? null)),
    cells: all.map((levers) => {
      const one = levers.get(lever);
      return one ? `${shareText(one.strength)} × ${shareText(one.applies)}` : '–';
    }),
  }));
}
