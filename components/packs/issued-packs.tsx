import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { TableScroll } from '@/components/ui/table-scroll';
import { firstDayOf } from '@/lib/board/month';
import { PACK_LOCALES } from '@/lib/board/pack';
import type { IssuedPack } from '@/lib/board/pack-dto';
import { writeDay, writeInstant } from '@/lib/time/write';

/** Every pack that was issued: by whom, its digest, and its files in both languages. */
export function IssuedPacks({ packs, timeZone }: { packs: readonly IssuedPack[]; timeZone: string }) {
  const t = useTranslations('packs');
  const locale = useLocale();
  return (
    <TableScroll label={t('issued.title')}>
      <table className="data-table" data-testid="issued-packs">
        <caption className="sr-only">{t('issued.title')}</caption>
        <thead>
          <tr>
            {(['pack', 'issuedBy', 'files', 'mails', 'digest'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`issued.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {packs.map((pack) => (
            <tr key={pack.id} data-testid={`pack-${pack.month}-${pack.version}`}>
              <th scope="row" className="font-normal whitespace-nowrap">
                <Link href={`/board/packs/${pack.id}`} className="text-link">
                  {writeDay(firstDayOf(pack.month), 'month', locale)}
                </Link>
                <span className="block text-xs text-ink2">
                  {t('issued.version', { version: pack.version })} · {pack.currency}
                </span>
              </th>
              <td>
                {pack.issuedBy}
                <span className="block text-xs whitespace-nowrap text-ink2">
                  {writeInstant(pack.issuedAt, timeZone, locale)}
                  {pack.edits > 0 && ` · ${t('issued.edits', { count: pack.edits })}`}
                </span>
              </td>
              <td>
                <Files pack={pack} />
              </td>
              <td className="whitespace-nowrap">
                {t('issued.mailed', {
                  sent: pack.mails.sent,
                  all: pack.mails.sent + pack.mails.waiting + pack.mails.failed,
                  failed: pack.mails.failed,
                })}
              </td>
              <td>
                <code className="text-xs" title={pack.digest}>
                  {pack.digest.slice(0, SHOWN)}…
                </code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** Enough of a digest to tell packs apart; the whole is in every file and in the title. */
const SHOWN = 12;

function Files({ pack }: { pack: IssuedPack }) {
  const t = useTranslations('packs');
  return PACK_LOCALES.map((language) => (
    <p key={language} className="flex flex-wrap gap-x-2.5">
      <span className="text-xs text-ink2">{t(`languages.${language}`)}</span>
      {pack.files
        .filter(({ locale }) => locale === language)
        .map(({ format }) => (
          <a
            key={format}
            href={`/api/exports/pack/${pack.id}?format=${format}&language=${language}`}
            className="text-link"
            download
            aria-label={t('issued.download', {
              format: format.toUpperCase(),
              language: t(`languages.${language}`),
              month: pack.month,
              version: pack.version,
            })}
          >
            {format.toUpperCase()}
          </a>
        ))}
    </p>
  ));
}
