'use client';

import { Section } from '@/components/ui/section';
import { monthlyOf, type Report } from '@/lib/calculator/report';
import { leversOf } from '@/lib/calculator/report-inputs';
import { formatShare, toChartNumber } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { type ReportBook, useReportWorking } from './report-working';
import { shareText, useScenarioText } from './use-scenario-text';

/** From the baseline through each lever to what is left, as bars with their amounts on the line. */
export function ReportWaterfall({ report, book }: { report: Report; book: ReportBook }) {
  const { t } = useScenarioText();
  const { reading } = useReportWorking(report, book);
  const { baseline, optimised } = monthlyOf(report);
  const settings = new Map(leversOf(report.state).map((setting) => [setting.lever, setting]));
  const { steps } = report.waterfall;
  return (
    <Section title={t('waterfall.title')} note={t('waterfall.note')} className="first:mt-0">
      {steps.length === 0 ? (
        <p className="text-ink2">{t('waterfall.none')}</p>
      ) : (
        <ol className="grid gap-2">
          <Bar
            label={t('baseline')}
            text={reading.text(baseline)}
            from={0n as Money}
            to={baseline}
            whole={baseline}
          />
          {steps.map(({ lever, before, after, saving }) => {
            const setting = settings.get(lever);
            return (
              <Bar
                key={lever}
                label={t(`levers.${lever}`)}
                hint={
                  setting &&
                  t('setting', { strength: shareText(setting.strength), applies: shareText(setting.applies) })
                }
                text={`−${reading.text(saving)} · ${formatShare(saving, baseline)}`}
                from={after}
                to={before}
                whole={baseline}
                saved
              />
            );
          })}
          <Bar
            label={t('optimised')}
            text={reading.text(optimised)}
            from={0n as Money}
            to={optimised}
            whole={baseline}
          />
        </ol>
      )}
    </Section>
  );
}

/** Pixels only: where an amount lies on the bar. */
const percentOf = (amount: Money, whole: Money): number =>
  whole === 0n ? 0 : (toChartNumber(amount) / toChartNumber(whole)) * 100;

function Bar({
  label,
  hint,
  text,
  from,
  to,
  whole,
  saved = false,
}: {
  label: string;
  hint?: string;
  text: string;
  from: Money;
  to: Money;
  whole: Money;
  saved?: boolean;
}) {
  const left = percentOf(from, whole);
  const width = Math.max(percentOf(to, whole) - left, to > from ? 0.4 : 0);
  return (
    <li>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>
          {label}
          {hint && <span className="ml-2 text-xs text-ink2">{hint}</span>}
        </span>
        <span className="ml-auto tabular-nums">{text}</span>
      </div>
      <div className="relative mt-0.5 h-2.5" aria-hidden>
        <span className="absolute inset-x-0 bottom-0 border-b border-line" />
        <span
          className={`absolute inset-y-0 ${saved ? 'bg-mark' : 'bg-accent'}`}
          style={{ left: `${left}%`, width: `${width}%` }}
        />
      </div>
    </li>
  );
}
