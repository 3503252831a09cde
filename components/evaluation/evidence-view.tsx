'use client';

import Link from 'next/link';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { EvidenceDetail } from '@/lib/evaluation/evaluation-dto';
import { useEvidenceText } from './use-evidence-text';
import { VerdictMark } from './verdict-mark';

/** A comparison in one sentence, its figures, how they were come to, and the cases on which the models differ. */
export function EvidenceView({ evidence }: { evidence: EvidenceDetail }) {
  const { t, percent, points, amount, instant } = useEvidenceText();
  const { taskClass, model, baseline, margin } = evidence;
  const facts: [label: string, value: string][] = [
    [
      t('columns.difference'),
      `${points(evidence.difference)} · ${t('interval', { low: points(evidence.low), high: points(evidence.high) })}`,
    ],
    [t('columns.margin'), percent(margin)],
    [t('detail.score', { model }), percent(evidence.score)],
    [t('detail.score', { model: baseline }), percent(evidence.baselineScore)],
    [t('detail.cost', { model }), amount(evidence.costPerCorrect)],
    [t('detail.cost', { model: baseline }), amount(evidence.baselineCostPerCorrect)],
    [
      t('detail.cases'),
      t('detail.split', {
        cases: evidence.cases,
        better: evidence.modelBetter,
        worse: evidence.baselineBetter,
      }),
    ],
    [t('columns.measured'), instant(evidence.measuredAt)],
    [t('detail.set'), evidence.goldenSet],
  ];
  return (
    <>
      <PageHeader
        bar={
          <span className="flex flex-wrap gap-x-3">
            <Link href="/routing/evidence">{t('title')}</Link>
            <VerdictMark verdict={evidence.verdict} stale={evidence.stale} />
          </span>
        }
        title={t(`detail.headlines.${evidence.verdict}`, {
          taskClass,
          model,
          baseline,
          margin: percent(margin),
        })}
        sub={t(`detail.methods.${evidence.method}`)}
      />
      <Section title={t('detail.figures')}>
        <dl className="grid max-w-[52em] gap-x-6 sm:grid-cols-[auto_1fr]">
          {facts.map(([label, value]) => (
            <div key={label} className="col-span-full grid grid-cols-subgrid border-b py-1.5">
              <dt className="text-ink2">{label}</dt>
              <dd className="tabular-nums sm:text-right">{value}</dd>
            </div>
          ))}
        </dl>
      </Section>
      {evidence.differing.length > 0 && (
        <Section title={t('detail.differing')} note={t('detail.differingNote')}>
          <TableScroll label={t('detail.differing')}>
            <table className="w-full text-sm">
              <thead>
                <tr className="border-b text-left text-ink2">
                  <th className="py-1.5 font-normal">{t('detail.case')}</th>
                  <th className="py-1.5 text-right font-normal">{model}</th>
                  <th className="py-1.5 text-right font-normal">{baseline}</th>
                </tr>
              </thead>
              <tbody>
                {evidence.differing.map(({ caseKey, score, baselineScore }) => (
                  <tr key={caseKey} className="border-b">
                    <td className="max-w-24 truncate py-1.5 font-mono text-xs sm:max-w-none" title={caseKey}>
                      {caseKey}
                    </td>
                    <td className="py-1.5 pl-3 text-right whitespace-nowrap tabular-nums">
                      {percent(score)}
                    </td>
                    <td className="py-1.5 pl-3 text-right whitespace-nowrap tabular-nums">
                      {percent(baselineScore)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        </Section>
      )}
    </>
  );
}
