'use client';

import { Section } from '@/components/ui/section';
import { TableScroll } from '@/components/ui/table-scroll';
import { ESTIMATE_RULES } from '@/lib/calculator/text-estimate';
import type { TokenCount } from '@/lib/calculator/token-count';
import { formatCount } from '@/lib/money/format';
import { CsvButton } from '../kit/csv-button';
import type { CountGroup } from './count-groups';
import { CountMark } from './count-mark';
import type { Counted } from './use-count';
import { useTokensText } from './use-tokens-text';

/** The same text by each tokenizer: what is counted, what is estimated, and by whose word. */
export function MethodsTable({
  groups,
  counted: { characters, byGroup },
}: {
  groups: ReadonlyMap<CountGroup, readonly string[]>;
  counted: Counted;
}) {
  const { t, ratio } = useTokensText();
  const rows = [...byGroup].sort(([, a], [, b]) => a.tokens - b.tokens);
  return (
    <Section
      title={t('methods.title')}
      note={t('methods.note')}
      actions={
        <CsvButton
          file="tokens-by-tokenizer"
          rows={() => [
            ['tokenizer', 'characters', 'tokens', 'method'],
            ...rows.map(([group, count]) => [group, characters, count.tokens, count.method]),
          ]}
        />
      }
    >
      <TableScroll label={t('methods.caption')}>
        <table className="data-table">
          <caption className="sr-only">{t('methods.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('methods.name')}</th>
              <th scope="col" data-align="right">
                {t('methods.tokens')}
              </th>
              <th scope="col" data-align="right">
                {t('methods.ratio')}
              </th>
              <th scope="col" data-align="right" className="max-sm:hidden">
                {t('methods.models')}
              </th>
              <th scope="col" className="max-sm:hidden">
                {t('methods.how')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([group, count]) => (
              <tr key={group} className="[&>*]:align-top!">
                <th scope="row" className="font-normal">
                  {t(`methods.names.${group}`)}
                  <span className="block text-xs text-ink2 sm:hidden">
                    <How count={count} />
                  </span>
                </th>
                <td data-align="right">
                  {formatCount(count.tokens)}
                  <CountMark count={count} />
                </td>
                <td data-align="right">{ratio(characters, count.tokens)}</td>
                <td data-align="right" className="text-ink2 max-sm:hidden">
                  {formatCount(groups.get(group)?.length ?? 0)}
                </td>
                <td className="text-xs text-ink2 max-sm:hidden">
                  <How count={count} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Section>
  );
}

function How({ count }: { count: TokenCount }) {
  const { t } = useTokensText();
  if (count.method === 'counted')
    return (
      <>
        {t('methods.countedBy', { encoding: count.encoding })} {count.cut && t('methods.cut')}
      </>
    );
  const { sourceUrl } = ESTIMATE_RULES[count.family];
  return (
    <>
      {t(`methods.says.${count.family}`)}{' '}
      {sourceUrl && (
        <a href={sourceUrl} className="text-link" rel="noreferrer" target="_blank">
          {t('methods.source')}
        </a>
      )}
    </>
  );
}
