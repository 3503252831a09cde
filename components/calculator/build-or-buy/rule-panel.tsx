'use client';

import { Section } from '@/components/ui/section';
import { Status, type Tone } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BaseloadStanding } from '@/lib/calculator/build-versus-buy';
import { formatShare } from '@/lib/money/format';
import { CsvButton } from '../kit/csv-button';
import type { BuildResult, RuleYear } from './build-result';
import { useBuildText } from './use-build-text';

const TONES: Record<BaseloadStanding, Tone> = { below: 'neutral', reached: 'warn', past: 'bad' };
const CLOUDS = ['api', 'neocloud'] as const;
const VOLUMES = ['reached', 'past', 'equal'] as const;

/** Where cloud cost stands against own hardware in each year, and from which volume on the rule says to move. */
export function RulePanel({ result }: { result: BuildResult }) {
  const { t, tokens, arm } = useBuildText();
  const { rule, upTo } = result;
  const volumeText = (volume: bigint | null): string => {
    if (volume === null) return t('rule.never', { upTo: tokens(upTo) });
    return volume === 1n ? t('rule.atOnce') : tokens(volume);
  };
  return (
    <Section
      title={t('rule.title')}
      note={t('rule.note')}
      actions={<CsvButton file="build-or-buy-rule" rows={() => csvRows(result)} />}
    >
      <p className="mb-3 max-w-[64em] text-ink2">{t('rule.lead')}</p>
      <TableScroll label={t('rule.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('rule.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('rule.cloud')}</th>
              {rule.years.map((_, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the three years keep their order
                <th key={i} scope="col" data-align="right">
                  {t('years.n', { n: i + 1 })}
                </th>
              ))}
              {VOLUMES.map((key) => (
                <th key={key} scope="col" data-align="right" className="max-md:hidden">
                  {t(`rule.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {CLOUDS.map((cloud) => (
              <tr key={cloud}>
                <th scope="row" className="font-normal">
                  {arm(cloud)}
                </th>
                {rule.years.map((year, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the three years keep their order
                  <td key={i} data-align="right">
                    <Standing of={year[cloud]} />
                  </td>
                ))}
                {VOLUMES.map((key) => {
                  const volume = rule[cloud][key];
                  return (
                    <td key={key} data-align="right" className="max-md:hidden">
                      <span className={volume === null ? 'text-ink2' : ''}>{volumeText(volume)}</span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      <ul className="mt-2 grid gap-0.5 text-ink2 md:hidden">
        {CLOUDS.map((cloud) => (
          <li key={cloud}>
            <span className="text-ink">{arm(cloud)}</span>{' '}
            {VOLUMES.map((key) => `${t(`rule.${key}`)}: ${volumeText(rule[cloud][key])}`).join(' · ')}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Standing({ of }: { of: RuleYear['api'] }) {
  const { t } = useBuildText();
  if (!of) return <span className="text-ink2">{t('rule.nothing')}</span>;
  return (
    <>
      {formatShare(of.share.n, of.share.d)}
      <span className="block">
        <Status tone={TONES[of.standing]} className="inline! text-xs whitespace-normal!">
          {` ${t(`rule.standing.${of.standing}`)}`}
        </Status>
      </span>
    </>
  );
}

const csvRows = ({ rule, years }: BuildResult) => [
  ['cloud', 'year', 'tokens', 'cloud_cost_over_own', 'standing'],
  ...CLOUDS.flatMap((cloud) =>
    rule.years.map((year, i) => [
      cloud,
      String(i + 1),
      String(years[i]?.tokens ?? ''),
      year[cloud] ? formatShare(year[cloud].share.n, year[cloud].share.d, 4) : null,
      year[cloud]?.standing ?? null,
    ]),
  ),
];
