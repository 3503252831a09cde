'use client';

import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import type { BuildResult, Served } from './build-result';
import { useBuildText } from './use-build-text';

const ROWS = ['gpus', 'nodeTokens', 'perMillion', 'nodes'] as const;

/** What the infrastructure levers do to how the hardware serves. */
export function ServingTable({ result: { serving } }: { result: BuildResult }) {
  const { t, tokens, perMillion } = useBuildText();
  const cell: Record<(typeof ROWS)[number], (served: Served) => string> = {
    gpus: ({ gpus }) => String(gpus),
    nodeTokens: ({ nodeTokens }) => (nodeTokens > 0n ? tokens(nodeTokens, 3) : t('levers.none')),
    perMillion: ({ perMillionFull }) => (perMillionFull === null ? '–' : perMillion(perMillionFull)),
    nodes: ({ nodes }) => String(nodes),
  };
  return (
    <Section title={t('levers.title')} note={t('levers.lead')}>
      <TableScroll label={t('levers.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('levers.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr-only">{t('levers.effect')}</span>
              </th>
              <th scope="col" data-align="right">
                {t('levers.before')}
              </th>
              <th scope="col" data-align="right">
                {t('levers.after')}
              </th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map((row) => (
              <tr key={row}>
                <th scope="row" className="font-normal">
                  {t(`levers.${row}`)}
                </th>
                <td data-align="right" className="text-ink2">
                  {cell[row](serving.before)}
                </td>
                <td data-align="right">{cell[row](serving.after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}
