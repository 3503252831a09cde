'use client';

import { useDeferredValue, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { legsOf } from '@/lib/calculator/workload';
import { formatCount } from '@/lib/money/format';
import { moneyToString } from '@/lib/money/money';
import { MODEL_TIERS, type ModelTier } from '@/lib/pricing/rates';
import { useCalculator } from '../calculator-context';
import { CsvButton } from '../kit/csv-button';
import { readNumber } from '../kit/read-number';
import { TextField } from '../kit/text-field';
import { CostFigure } from './cost-figure';
import { CountMark } from './count-mark';
import type { ModelCost } from './model-costs';
import { useTokensText } from './use-tokens-text';

const FIRST = 20;
const MORE = 50;

interface ModelsPanelProps {
  rows: readonly ModelCost[];
  /** How often the text is read or written, as typed. */
  calls: string;
  wrong: boolean;
  onCalls: (calls: string) => void;
}

/** The text on every model of the book: tokens, and what reading and writing it costs so many times. */
export function ModelsPanel({ rows, calls, wrong, onCalls }: ModelsPanelProps) {
  const { t } = useTokensText();
  const { state } = useCalculator();
  const used = legsOf(state.workload.model).map(({ model }) => model);
  const isUsed = ({ entry }: ModelCost) => used.includes(entry.model);
  const [search, setSearch] = useState('');
  const [tier, setTier] = useState<ModelTier | 'all'>('all');
  const [shown, setShown] = useState(FIRST);
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = rows.filter(
    ({ entry }) =>
      (tier === 'all' || entry.tier === tier) &&
      (wanted === '' || `${entry.name} ${entry.model}`.toLowerCase().includes(wanted)),
  );
  const ordered = [...found.filter(isUsed), ...found.filter((row) => !isUsed(row))];
  const hidden = found.length - shown;
  return (
    <Section
      title={t('models.title')}
      note={t('models.note', { count: formatCount(found.length) })}
      actions={<CsvButton file="tokens-by-model" rows={() => csvRows(found, calls)} />}
    >
      <div className="mb-3 flex flex-wrap items-start gap-x-4 gap-y-3">
        <TextField
          className="w-36"
          label={t('models.calls')}
          value={calls}
          onChange={onCalls}
          error={wrong && t('models.callsError')}
        />
        <Field label={t('models.search')} className="w-56">
          <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
        <Field label={t('models.tier')}>
          <Select<ModelTier | 'all'>
            value={tier}
            onValueChange={setTier}
            options={[
              { value: 'all', label: t('models.everyTier') },
              ...MODEL_TIERS.map((value) => ({ value, label: t(`models.tiers.${value}`) })),
            ]}
          />
        </Field>
      </div>
      {found.length === 0 ? (
        <EmptyState
          title={t('models.none')}
          action={
            <Button
              onClick={() => {
                setSearch('');
                setTier('all');
              }}
            >
              {t('models.clear')}
            </Button>
          }
        />
      ) : (
        <ModelsTable rows={ordered.slice(0, shown)} calls={callsOf(calls)} />
      )}
      {hidden > 0 && (
        <Button className="mt-3" onClick={() => setShown(shown + MORE)}>
          {t('models.more', { count: Math.min(hidden, MORE) })}
        </Button>
      )}
    </Section>
  );
}

const callsOf = (text: string): number => readNumber(text, { min: 1, max: 1e9, whole: true }) ?? 1_000;

function ModelsTable({ rows, calls }: { rows: readonly ModelCost[]; calls: number }) {
  const { t } = useTokensText();
  return (
    <TableScroll label={t('models.caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('models.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('models.model')}</th>
            {(['tokens', 'read', 'written'] as const).map((column) => (
              <th
                key={column}
                scope="col"
                data-align="right"
                className={column === 'written' ? 'max-sm:hidden' : undefined}
              >
                {t(`models.${column}`)}
              </th>
            ))}
            <th scope="col" className="max-md:hidden">
              {t('models.price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.entry.model} row={row} calls={calls} />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

function Row({ row, calls }: { row: ModelCost; calls: number }) {
  const { t } = useTokensText();
  const { state } = useCalculator();
  const { entry, count, tooLong } = row;
  const yours = legsOf(state.workload.model).some(({ model }) => model === entry.model);
  return (
    <tr>
      <th scope="row" className="font-normal">
        <span className="flex flex-wrap items-center gap-x-2">
          <span className="wrap-anywhere">{entry.name}</span>
          {yours && <Badge tone="info">{t('models.yours')}</Badge>}
        </span>
        <span className="block text-xs text-ink2">
          {entry.provider}
          {entry.tier && ` · ${t(`models.tiers.${entry.tier}`)}`}
        </span>
        {tooLong && (
          <Status tone="warn" className="text-xs whitespace-normal!">
            {t('models.window', { count: formatCount(entry.contextWindow ?? 0) })}
          </Status>
        )}
      </th>
      <td data-align="right">
        {formatCount(count.tokens)}
        <CountMark count={count} />
      </td>
      <td data-align="right">
        <CostFigure cost={row} side="read" calls={calls} />
      </td>
      <td data-align="right" className="max-sm:hidden">
        <CostFigure cost={row} side="written" calls={calls} />
      </td>
      <td className="text-xs text-ink2 max-md:hidden">
        {entry.version ? (
          <>
            {entry.source.list}
            {entry.source.from && (
              <span className="block">{t('models.from', { from: entry.source.from })}</span>
            )}
          </>
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}

const csvRows = (rows: readonly ModelCost[], calls: string) => [
  ['model', 'tokens', 'method', 'times', 'read_usd', 'written_usd', 'price_list', 'price_from'],
  ...rows.map(({ entry, count, read, written }) => [
    entry.model,
    count.tokens,
    count.method,
    callsOf(calls),
    read === null ? null : moneyToString(read),
    written === null ? null : moneyToString(written),
    entry.source.list,
    entry.source.from,
  ]),
];
