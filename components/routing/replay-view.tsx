import { useLocale, useTranslations } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { Status } from '@/components/ui/status';
import { formatCount, formatMoney, formatShare } from '@/lib/money/format';
import { moneyOf, moneyToString, parseMoney } from '@/lib/money/money';
import type { VersionStatus } from '@/lib/routing/policy';
import type { ReplayDto } from '@/lib/routing/replay/replay-dto';
import { writeDay } from '@/lib/time/write';
import { ReplayForm } from './replay-form';
import { ReplayTable } from './replay-table';
import { ReplayTiers } from './replay-tiers';

const TONES = {
  proven: 'good',
  not_proven: 'warn',
  worse: 'bad',
  stale: 'warn',
  none: 'neutral',
} as const;

interface ReplayViewProps {
  policyId: string;
  version: number;
  versionId: string;
  versions: { id: string; version: number; status: VersionStatus }[];
  period: { from: string; to: string };
  tokenRatio: string;
  /** Null: what was asked for cannot be replayed. */
  replay: ReplayDto | null;
}

/** What a version would have made of past traffic: what it saves, of which proven, by rule, team and workflow. */
export function ReplayView(props: ReplayViewProps) {
  const t = useTranslations('routing');
  const tc = useTranslations('taskClasses');
  const { replay, version, period, tokenRatio } = props;
  const locale = useLocale();
  const day = (at: string) => writeDay(at, 'medium', locale);
  const usd = (amount: string) => formatMoney(amount, 'USD');
  const form = <ReplayForm {...props} />;
  if (!replay || replay.events === 0)
    return (
      <>
        <PageHeader title={t(replay ? 'replay.nothing' : 'replay.invalid')} />
        {form}
      </>
    );
  const { total, provenSaved } = replay;
  const saved = parseMoney(total.saved);
  const unproven = moneyToString(moneyOf(saved - parseMoney(provenSaved)));
  return (
    <>
      <PageHeader
        bar={t('replay.bar', { version, from: day(period.from), to: day(period.to) })}
        title={t(saved === 0n ? 'replay.same' : saved < 0n ? 'replay.dearer' : 'replay.headline', {
          share: formatShare(saved < 0n ? -saved : saved, parseMoney(total.before) || 1n),
          saved: usd(moneyToString(moneyOf(saved < 0n ? -saved : saved))),
          proven: usd(provenSaved),
        }).replaceAll(' %', '\u00a0%')}
        sub={
          <>
            <p>
              {t('replay.moved', {
                moved: formatShare(BigInt(total.moved), BigInt(total.calls)),
                before: usd(total.before),
                after: usd(total.after),
                unproven: usd(unproven),
              })}
            </p>
            <p>{t('replay.ratioNote', { ratio: tokenRatio })}</p>
            {replay.undeclared.calls !== '0' && (
              <p>
                {tc('replayed', {
                  calls: Number(replay.undeclared.calls),
                  assigned: formatCount(replay.undeclared.assigned),
                })}
              </p>
            )}
            {replay.blocks.refused > 0 && (
              <>
                <p>{t('replay.blocks', { ...replay.blocks })}</p>
                <p className="text-ink2">{t('replay.blocksNote', { ...replay.blocks })}</p>
              </>
            )}
            {total.unknown !== '0' && (
              <p className="text-warn">{t('replay.unknown', { calls: total.unknown })}</p>
            )}
            {replay.undrawn !== '0' && (
              <p className="text-warn">{t('replay.undrawn', { calls: Number(replay.undrawn) })}</p>
            )}
            {replay.truncated && (
              <p className="text-warn">{t('replay.truncated', { events: replay.events })}</p>
            )}
          </>
        }
      />
      {form}
      <Section title={t('replay.byClass')} note={t('replay.byClassNote')}>
        <ReplayTable
          first={t('conditions.taskClass')}
          caption={t('replay.byClass')}
          rows={replay.byClass.map((row) => ({
            ...row,
            name: `${row.taskClass || t('replay.undeclared')} → ${row.model}`,
            note: <Status tone={TONES[row.evidence]}>{t(`replay.evidence.${row.evidence}`)}</Status>,
          }))}
          noteHead={t('replay.evidenceHead')}
        />
      </Section>
      <Section title={t('replay.byRule')}>
        <ReplayTable
          first={t('columns.rule')}
          caption={t('replay.byRule')}
          rows={replay.byRule.map((row) => ({ ...row, name: row.rule ?? t('replay.noRule') }))}
        />
      </Section>
      <Section title={t('replay.byTeam')}>
        <ReplayTable
          first={t('conditions.team')}
          caption={t('replay.byTeam')}
          rows={replay.byTeam.map((row) => ({ ...row, name: row.team }))}
        />
      </Section>
      <Section title={t('replay.byWorkflow')}>
        <ReplayTable
          first={t('conditions.workflow')}
          caption={t('replay.byWorkflow')}
          rows={replay.byWorkflow.map((row) => ({ ...row, name: row.workflow ?? t('replay.untagged') }))}
        />
      </Section>
      <Section title={t('replay.tiers')} note={t('replay.tiersNote')}>
        <ReplayTiers replay={replay} />
      </Section>
    </>
  );
}
