'use client';

import { useSearchParams } from 'next/navigation';
import { useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { CountText, MoneyText } from '@/components/ui/figures';
import { PlainTable } from '@/components/ui/plain-table';
import { Progress } from '@/components/ui/progress';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import type { Currency } from '@/lib/money/currency';
import { formatCount, formatShare } from '@/lib/money/format';
import { parseMoney } from '@/lib/money/money';
import { writeDay } from '@/lib/time/write';
import type { TagCoverageDto, TagRuleDto, TagValueDto } from '@/lib/usage/tag-impact';
import type { TagActions } from './action-types';
import { AdoptDialog } from './adopt-dialog';
import { RegisterTagDialog } from './register-tag-dialog';
import { RuleDialog } from './rule-dialog';
import { RulesTable } from './rules-table';

interface TagsViewProps {
  coverage: readonly TagCoverageDto[];
  /** What spend is shown in. */
  currency: Currency;
  rules: readonly TagRuleDto[];
  departments: readonly { id: string; name: string }[];
  days: number;
  timeZone: string;
  /** Null: the reader may look, not change. */
  actions: TagActions | null;
}

export function TagsView({ coverage, currency, rules, departments, days, timeZone, actions }: TagsViewProps) {
  const t = useTranslations('data.tags');
  const zh = useLocale() === 'zh-HK';
  const chosen = useSearchParams().get('tag');
  /** In the address, so that it can be shared; the page itself need not be read again. */
  const setChosen = (key: string) =>
    window.history.replaceState(null, '', `?${new URLSearchParams({ tag: key })}`);
  const [open, setOpen] = useState<{ kind: 'adopt' | 'map'; value: TagValueDto }>();
  const label = (tag: TagCoverageDto) => (zh ? tag.labelZh : tag.labelEn);
  const labels = Object.fromEntries(coverage.map((tag) => [tag.key, label(tag)]));
  const waiting = coverage.find((tag) => tag.pending > 0);
  const tag = coverage.find((one) => one.key === chosen) ?? waiting ?? coverage[0];
  return (
    <>
      <Section
        title={t('coverage')}
        note={t('coverageNote', { days })}
        actions={actions && <RegisterTagDialog register={actions.registerTag} />}
      >
        <CoverageTable coverage={coverage} label={label} chosen={tag?.key} onChoose={setChosen} />
      </Section>
      {tag && (
        <Section title={t('queue', { tag: label(tag) })} note={t('queueNote')}>
          <ValuesTable tag={tag} currency={currency} onOpen={actions ? setOpen : null} />
        </Section>
      )}
      <Section title={t('rules')} note={t('rulesNote')}>
        <RulesTable rules={rules} labels={labels} timeZone={timeZone} actions={actions} />
      </Section>
      {actions && open?.kind === 'adopt' && (
        <AdoptDialog
          value={open.value}
          tagLabel={labels[open.value.tag] ?? open.value.tag}
          departments={departments}
          actions={actions}
          onClose={() => setOpen(undefined)}
        />
      )}
      {actions && open?.kind === 'map' && (
        <RuleDialog
          value={open.value}
          tagLabel={labels[open.value.tag] ?? open.value.tag}
          choices={(tag?.values ?? []).flatMap((v) => (v.state === 'adopted' && v.value ? [v.value] : []))}
          conditionTags={coverage
            .filter((one) => one.key !== open.value.tag)
            .map((one) => ({ key: one.key, label: label(one) }))}
          actions={actions}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

function CoverageTable({
  coverage,
  label,
  chosen,
  onChoose,
}: {
  coverage: readonly TagCoverageDto[];
  label: (tag: TagCoverageDto) => string;
  chosen: string | undefined;
  onChoose: (key: string) => void;
}) {
  const t = useTranslations('data.tags');
  const headings = [
    { key: 'tag', label: t('tag') },
    { key: 'bar', label: t('bySpend') },
    { key: 'requests', label: t('byRequests'), align: 'right' as const, hideOnPhone: true },
    { key: 'waiting', label: t('waiting'), align: 'right' as const },
  ];
  return (
    <PlainTable caption={t('coverage')} headings={headings}>
      {coverage.map((tag) => {
        const [part, whole] = [parseMoney(tag.taggedCost), parseMoney(tag.effectiveCost)];
        const percent = whole === 0n ? 0 : Number((part * 1000n) / whole) / 10;
        return (
          <tr key={tag.key} aria-current={tag.key === chosen || undefined}>
            <th scope="row">
              <button
                type="button"
                className="text-link text-left"
                aria-pressed={tag.key === chosen}
                onClick={() => onChoose(tag.key)}
              >
                {label(tag)}
              </button>
              {tag.required && <span className="ml-1.5 text-xs font-normal text-ink2">{t('required')}</span>}
            </th>
            <td>
              <span className="flex items-center gap-2.5">
                <Progress value={percent} label={label(tag)} className="max-w-52 flex-1" />
                <span className="w-14 text-right tabular-nums">{formatShare(part, whole)}</span>
              </span>
            </td>
            <td data-align="right" className="max-sm:hidden">
              {formatShare(BigInt(tag.taggedRequests), BigInt(tag.requests))}
            </td>
            <td data-align="right">
              {tag.pending > 0 ? (
                <Status tone="warn">{tag.pending}</Status>
              ) : (
                <span className="text-ink2">–</span>
              )}
            </td>
          </tr>
        );
      })}
    </PlainTable>
  );
}

const TONES = { adopted: 'good', pending: 'warn', missing: 'bad' } as const;

function ValuesTable({
  tag,
  currency,
  onOpen,
}: {
  tag: TagCoverageDto;
  currency: Currency;
  onOpen: ((open: { kind: 'adopt' | 'map'; value: TagValueDto }) => void) | null;
}) {
  const t = useTranslations('data.tags');
  const locale = useLocale();
  const order = { missing: 0, pending: 1, adopted: 2 };
  const values = [...tag.values].sort((a, b) => order[a.state] - order[b.state]);
  const headings = [
    { key: 'value', label: t('value') },
    { key: 'state', label: t('state') },
    { key: 'spend', label: t('spend'), align: 'right' as const },
    { key: 'requests', label: t('requests'), align: 'right' as const, hideOnPhone: true },
    { key: 'seen', label: t('lastSeen'), hideOnPhone: true },
    { key: 'do', label: <span className="sr-only">{t('adopt')}</span>, hideOnPhone: true },
  ];
  return (
    <PlainTable caption={t('queue', { tag: tag.key })} headings={headings}>
      {values.map((value) => (
        <tr key={value.value ?? ' '}>
          <th scope="row">
            {value.value === null ? <em>{t('missing')}</em> : value.value}
            {value.label && value.label !== value.value && (
              <span className="ml-1.5 font-normal text-ink2">{value.label}</span>
            )}
            {onOpen && value.state !== 'adopted' && (
              <span className="mt-1.5 flex sm:hidden">
                <ValueActions value={value} onOpen={onOpen} />
              </span>
            )}
          </th>
          <td>
            <Status tone={TONES[value.state]}>{t(`states.${value.state}`)}</Status>
          </td>
          <td data-align="right">
            <MoneyText amount={value.cost} currency={currency} unknown={t('noRate')} />
            {value.unpricedRequests !== '0' && (
              <span className="block text-xs text-warn">
                {t('unpricedPart', { n: formatCount(value.unpricedRequests) })}
              </span>
            )}
          </td>
          <td data-align="right" className="max-sm:hidden">
            <CountText count={value.requests} />
          </td>
          <td className="whitespace-nowrap max-sm:hidden">
            {value.lastDay === null ? '–' : writeDay(value.lastDay, 'medium', locale)}
          </td>
          <td data-align="right" className="max-sm:hidden">
            {onOpen && <ValueActions value={value} onOpen={onOpen} />}
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}

function ValueActions({
  value,
  onOpen,
}: {
  value: TagValueDto;
  onOpen: (open: { kind: 'adopt' | 'map'; value: TagValueDto }) => void;
}) {
  const t = useTranslations('data.tags');
  const name = value.value;
  return (
    <span className="flex justify-end gap-1.5">
      {value.state === 'pending' && (
        <Button
          size="sm"
          aria-label={t('adoptLabel', { value: name ?? '' })}
          onClick={() => onOpen({ kind: 'adopt', value })}
        >
          {t('adopt')}
        </Button>
      )}
      {!(value.tag === 'team' && name === null) && value.state !== 'adopted' && (
        <Button
          size="sm"
          aria-label={name === null ? t('mapMissingLabel') : t('mapLabel', { value: name })}
          onClick={() => onOpen({ kind: 'map', value })}
        >
          {t('map')}
        </Button>
      )}
    </span>
  );
}
