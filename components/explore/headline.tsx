'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import type { UsageSplit, UsageSummary } from '@/lib/attribution/dto';
import { formatFigure } from '@/lib/attribution/figure';
import { type Narrative, type NarrativeInput, narrate } from '@/lib/attribution/narrative';
import { MEASURES, type Measure } from '@/lib/attribution/query';
import { formatCount } from '@/lib/money/format';
import { coverageShare } from './column-format';
import type { Dates, Labels } from './labels';

interface HeadlineProps {
  summary: UsageSummary;
  split: UsageSplit;
  today: string;
  labels: Labels;
  dates: Dates;
  /** Names of the teams the reader is limited to; null: no limit. */
  teams: string[] | null;
  actions: React.ReactNode;
}

function unitOfMeasure(measure: Measure): NarrativeInput['unit'] {
  if (measure === 'cache_hit_share') return 'share';
  return MEASURES[measure].kind;
}

/** What happened, in one sentence; what it leaves out, in the line below. */
export function Headline({ summary, split, today, labels, dates, teams, actions }: HeadlineProps) {
  const t = useTranslations('explore');
  const measure = summary.query.measures[0] ?? 'effective_cost';
  const narrative = narrate({
    total: summary.total.figures[measure]?.value ?? null,
    ...(summary.previous ? { previous: summary.previous.figures[measure]?.value ?? null } : {}),
    requests: summary.total.figures.requests?.value ?? '0',
    unpricedRequests: summary.total.unpriced.requests,
    unit: unitOfMeasure(measure),
    rows: split.rows.flatMap((row) => {
      const [label] = row.labels;
      const change = row.change?.[measure]?.difference.value ?? null;
      return row.kind === 'group' && label && row.labels.length === 1
        ? [{ label: labels.value(label), change }]
        : [];
    }),
    format: (value) => formatFigure(value, measure, summary.currency),
  });
  const against = summary.previousPeriod && dates.period(summary.previousPeriod, today, true);
  return (
    <PageHeader
      bar={
        <>
          <b>{dates.period(summary.period, today, true)}</b>
          {against && <span className="ml-2">{t('period.against', { period: against })}</span>}
        </>
      }
      actions={actions}
      title={
        <Sentence narrative={narrative} measure={measure} summary={summary} dates={dates} today={today} />
      }
      sub={<CoverageLine summary={summary} teams={teams} />}
    />
  );
}

function Sentence({
  narrative,
  measure,
  summary,
  dates,
  today,
}: {
  narrative: Narrative;
  measure: Measure;
  summary: UsageSummary;
  dates: Dates;
  today: string;
}) {
  const t = useTranslations('explore');
  const requests = narrative.values.requests;
  const sentence = t(`sentence.${narrative.kind}`, {
    ...narrative.values,
    ...(requests ? { requests: formatCount(requests) } : {}),
    subject: t(`subject.${measure}`),
    period: dates.period(summary.period, today),
    currency: summary.currency,
  });
  const movers = narrative.movers.map((mover) => t('sentence.mover', mover)).join(t('sentence.moverJoin'));
  const whole = movers ? t('sentence.withMovers', { sentence, movers }) : t('sentence.alone', { sentence });
  // A figure keeps its sign when the line breaks.
  return whole.replaceAll(' %', '\u00a0%');
}

/** How much of the figure is tagged and priced, and what it leaves out: unknown is said, never zero. */
function CoverageLine({ summary, teams }: { summary: UsageSummary; teams: string[] | null }) {
  const t = useTranslations('explore');
  const { tagged, priced } = summary.coverage;
  const parts = [
    tagged.costShare !== null && t('coverage.tagged', { share: coverageShare(tagged.costShare) }),
    priced.requestShare !== null && t('coverage.priced', { share: coverageShare(priced.requestShare) }),
  ].filter((part) => part !== false);
  const unpriced = priced.unpricedRequests !== '0';
  return (
    <p data-testid="coverage">
      {teams && (
        <span className="mr-2 font-medium text-ink">
          {teams.length > 0
            ? t('scope.own', { teams: teams.join(t('sentence.moverJoin')) })
            : t('scope.none')}
        </span>
      )}
      {parts.length > 0 && t('coverage.line', { parts: parts.join(t('coverage.join')) })}{' '}
      {unpriced && (
        <>
          {t('coverage.unpriced', {
            requests: formatCount(priced.unpricedRequests),
            tokens: formatCount(priced.unpricedTokens),
          })}{' '}
          <Link href="/data/unpriced" className="text-link text-ink">
            {t('coverage.fix')}
          </Link>
        </>
      )}
    </p>
  );
}
