'use client';

import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { ScenarioDto, ScenarioShows } from '@/lib/calculator/scenario-dto';
import type { Currency } from '@/lib/money/currency';
import type { InitiativeDto } from '@/lib/savings/initiative';
import { Initiatives } from './initiatives';
import { ScenarioList } from './scenario-list';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

/** Everything that was kept from the calculator. */
export function ScenariosPage({
  scenarios,
  initiatives,
  show,
  currency,
}: {
  scenarios: readonly ScenarioDto[];
  initiatives: readonly InitiativeDto[];
  show: ScenarioShows;
  currency: Currency;
}) {
  const { t } = useScenarioText();
  const { maySave, seesTeams } = useScenarios().reader;
  const toCalculator = (
    <Button asChild variant="primary">
      <Link href="/calculator">{t('list.start')}</Link>
    </Button>
  );
  return (
    <>
      <PageHeader
        title={
          show === 'archived'
            ? t('list.archivedLead', { count: scenarios.length })
            : t('list.lead', { count: scenarios.length })
        }
        sub={<p>{t(seesTeams ? 'list.subTeams' : 'list.sub')}</p>}
        actions={scenarios.length > 0 && show === 'current' && maySave && toCalculator}
      />
      {scenarios.length === 0 ? (
        <EmptyState
          title={t(show === 'archived' ? 'list.noneArchived' : 'list.none')}
          action={
            show === 'archived' ? (
              <Button asChild>
                <Link href="/calculator/scenarios">{t('list.showCurrent')}</Link>
              </Button>
            ) : (
              <>
                {toCalculator}
                <Button asChild variant="quiet">
                  <Link href="/calculator/scenarios?show=archived">{t('list.showArchived')}</Link>
                </Button>
              </>
            )
          }
        >
          {show === 'current' && t(maySave ? 'list.noneLead' : 'list.noneReader')}
        </EmptyState>
      ) : (
        <ScenarioList scenarios={scenarios} show={show} />
      )}
      {show === 'current' && <Initiatives initiatives={initiatives} currency={currency} linked />}
    </>
  );
}
