'use client';

import Link from 'next/link';
import { lazy } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { GoldenSetDto, RunDetail } from '@/lib/evaluation/evaluation-dto';
import { CompareButton } from './compare-button';
import { FormSheet } from './form-sheet';
import { RunCases } from './run-cases';
import { RunProgress } from './run-progress';
import { StopRun } from './stop-run';
import { useEvidenceText } from './use-evidence-text';
import { isUnderWay, useRun } from './use-sets';

const ResumeForm = lazy(() => import('./resume-form'));

/** One run: where it stands, what it scored and cost, and what came of its cases. */
export function RunView({ initial, sets }: { initial: RunDetail; sets: GoldenSetDto[] }) {
  const { t, percent, amount, instant } = useEvidenceText();
  const detail = useRun(initial);
  const { run, set } = detail;
  const facts: [label: string, value: string][] = [
    [t('run.score'), run.score === null ? '–' : percent(run.score)],
    [t('run.cost'), run.answers === 0 ? '–' : amount(run.cost)],
    ...(run.cap === null ? [] : [[t('run.cap'), amount(run.cap)] as [string, string]]),
    [t('columns.costPerCorrect'), run.answers === 0 ? '–' : amount(detail.costPerCorrect)],
    [
      t('run.tokens'),
      t('run.inAndOut', { input: grouped(detail.inputTokens), output: grouped(detail.outputTokens) }),
    ],
    [t('detail.set'), `${set.name} · ${set.taskClass}`],
    ...(run.payingTeam === null ? [] : [[t('start.payer'), run.payingTeam] as [string, string]]),
    ...(run.baseUrl === null ? [] : [[t('start.baseUrl'), run.baseUrl] as [string, string]]),
    [t('run.started'), `${run.startedByName} · ${instant(run.startedAt)}`],
  ];
  const resumable = run.state === 'stopped' || run.state === 'capped';
  return (
    <>
      <PageHeader
        bar={<Link href="/routing/evidence/runs">{t('tabs.runs')}</Link>}
        title={t(`run.headlines.${run.state}`, {
          model: run.model,
          set: set.name,
          ...{ answers: run.answers, cases: set.cases },
          score: run.score === null ? '–' : percent(run.score),
        })}
        sub={run.failure !== null && <Failure code={run.failure} detail={detail.failureDetail} />}
        actions={
          <>
            {run.mayRun && isUnderWay(run) && <StopRun run={run} />}
            {run.mayRun && resumable && !set.archived && (
              <FormSheet
                main
                label={t('resume.button')}
                title={t('resume.title')}
                lead={t('resume.lead')}
                form={(close) => <ResumeForm run={run} onClose={close} />}
              />
            )}
            {run.answers > 0 && <CompareButton initial={sets} runId={run.id} main={run.state === 'done'} />}
          </>
        }
      />
      <RunProgress run={run} cases={set.cases} />
      <Section title={t('detail.figures')}>
        <dl className="grid max-w-[52em] gap-x-6 sm:grid-cols-[auto_1fr]">
          {facts.map(([label, value]) => (
            <div key={label} className="col-span-full grid grid-cols-subgrid border-b border-rule py-1.5">
              <dt className="text-ink2">{label}</dt>
              <dd className="break-words tabular-nums sm:text-right">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <RunCases detail={detail} />
    </>
  );
}

/** Why a run stopped and what to do: in the reader's words where there are any. */
function Failure({ code, detail }: { code: string; detail: string | null }) {
  const { t } = useEvidenceText();
  return <p>{t.has(`failures.${code}`) ? t(`failures.${code as 'killed'}`) : (detail ?? code)}</p>;
}

const grouped = (digits: string): string => BigInt(digits).toLocaleString('en-GB');
