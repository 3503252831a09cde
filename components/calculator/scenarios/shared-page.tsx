'use client';

import { useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { reportOf } from '@/lib/calculator/report';
import { type DecodedShare, decodeShare, type SharedScenario } from '@/lib/calculator/share-link';
import { startingState, stateHref } from '@/lib/calculator/state';
import { compilePrices } from '@/lib/calculator/usage-cost-prices';
import { ReportHeadline } from './report-headline';
import { ReportView } from './report-view';
import { useScenarioText } from './use-scenario-text';

/** A scenario out of a link alone: nothing is asked of the server, so it is the same for everyone who has the link. */
export function SharedPage() {
  const { t } = useScenarioText();
  const [read, setRead] = useState<DecodedShare | null>(null);
  useEffect(() => {
    const follow = () =>
      decodeShare(window.location.hash.slice(1), startingState('USD')).then((decoded) => setRead(decoded));
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  if (!read) return <Skeleton className="h-80" />;
  if (!read.shared)
    return (
      <>
        <PageHeader
          bar={<b>{t('shared.title')}</b>}
          title={t(`shared.${read.problem}`)}
          sub={<p>{t('shared.askAgain')}</p>}
        />
        <Button asChild>
          <a href="/calculator">{t('shared.toCalculator')}</a>
        </Button>
      </>
    );
  return <Shared shared={read.shared} />;
}

function Shared({ shared }: { shared: SharedScenario }) {
  const { t, day } = useScenarioText();
  const { state, name } = shared;
  const book = useMemo(
    () => ({ day: shared.day, models: shared.models, fxRates: shared.fx ? [shared.fx] : [] }),
    [shared],
  );
  const report = useMemo(() => reportOf(state, compilePrices(shared.models)), [state, shared]);
  return (
    <>
      <PageHeader
        bar={
          <>
            <b>{name ?? t('shared.title')}</b>
            <span className="ml-2">{t('shared.bar')}</span>
          </>
        }
        actions={
          <Button asChild>
            <a href={stateHref('/calculator', state)}>{t('shared.open')}</a>
          </Button>
        }
        title={<ReportHeadline report={report} book={book} />}
        sub={
          <>
            <p>{t('shared.lead', { day: day(shared.day) })}</p>
            {state.origin?.kind === 'workflow' && (
              <p>{t('shared.origin', { workflow: state.origin.workflow, from: day(state.origin.from) })}</p>
            )}
          </>
        }
      />
      {report.priced && <ReportView report={report} book={book} name="tollgate-shared-scenario" />}
    </>
  );
}
