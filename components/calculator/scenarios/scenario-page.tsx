'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { reportOf } from '@/lib/calculator/report';
import type { ScenarioDetail } from '@/lib/calculator/scenario-dto';
import { encodeState } from '@/lib/calculator/state';
import type { Currency } from '@/lib/money/currency';
import type { InitiativeDto } from '@/lib/savings/initiative';
import { useBook } from '../calculator-context';
import { ActualsNote } from './actuals-note';
import { Comments } from './comments';
import { ExportScenario } from './export-scenario';
import { Initiatives } from './initiatives';
import { KeepInitiative } from './keep-initiative';
import { ReportHeadline } from './report-headline';
import { ReportView } from './report-view';
import { openHref } from './scenario-href';
import { ScenarioMenu } from './scenario-menu';
import { useScenarios } from './scenarios-context';
import { ShareScenario } from './share-scenario';
import { useScenarioText } from './use-scenario-text';

/** One saved scenario with today's prices: what it comes to, what went in, and what was said of it. */
export function ScenarioPage({
  detail,
  initiatives,
  currency,
}: {
  detail: ScenarioDetail;
  initiatives: readonly InitiativeDto[];
  currency: Currency;
}) {
  const { t, instant, day } = useScenarioText();
  const { list, prices } = useBook();
  const { timeZone } = useScenarios().reader;
  const { scenario } = detail;
  const { state, name } = scenario;
  const report = reportOf(state, prices);
  const opened = {
    ...{ id: scenario.id, name, own: scenario.own, teamId: scenario.team?.id ?? null },
    ...{ updatedAt: scenario.updatedAt, saved: encodeState(state) },
  };
  const facts = [
    t('detail.by', { name: scenario.ownerName, at: instant(scenario.updatedAt, timeZone) }),
    scenario.team ? t('detail.seenBy', { team: scenario.team.name }) : t('detail.seenByNobody'),
    t('working.pricesOf', { day: day(list.day) }),
    scenario.archivedAt && t('detail.archived', { at: instant(scenario.archivedAt, timeZone) }),
  ].filter(Boolean);
  return (
    <>
      <PageHeader
        bar={
          <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
            <Link href="/calculator/scenarios" className="text-link">
              {t('detail.back')}
            </Link>
            <b>{name}</b>
          </span>
        }
        actions={
          <>
            <ShareScenario state={state} name={name} />
            <ExportScenario state={state} name={name} />
            {detail.can.edit && <KeepInitiative state={state} scenario={opened} />}
            <Button asChild variant="primary">
              <Link href={openHref(scenario.id, state)}>{t('menu.open')}</Link>
            </Button>
            <ScenarioMenu scenario={scenario} />
          </>
        }
        title={<ReportHeadline report={report} book={list} />}
        sub={
          <>
            <p>{facts.join(' · ')}</p>
            <ActualsNote state={state} />
          </>
        }
      />
      {report.priced ? (
        <ReportView report={report} book={list} name={`tollgate-scenario-${scenario.id}`} />
      ) : (
        <EmptyState
          title={t('unpriced', { model: report.model })}
          action={
            <Button asChild>
              <Link href="/prices">{t('toPrices')}</Link>
            </Button>
          }
        />
      )}
      <Initiatives initiatives={initiatives} currency={currency} />
      <Comments detail={detail} />
    </>
  );
}
