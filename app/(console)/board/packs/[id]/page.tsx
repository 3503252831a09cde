import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { SectionFigures } from '@/components/packs/section-figures';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { Ctx } from '@/lib/access/server/context';
import { firstDayOf } from '@/lib/board/month';
import { PACK_LOCALES, PACK_SECTIONS } from '@/lib/board/pack';
import { getPack } from '@/lib/board/server/get-pack';
import { TollgateError } from '@/lib/errors';
import { writeDay, writeInstant } from '@/lib/time/write';
import { boardContext } from '../../board-context';

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('packs'))('title') };
}

/** An issued pack to read and print: its words and figures as they were kept. */
export default async function PackPage({ params }: PageProps) {
  const [{ id }, { ctx }, locale, t] = await Promise.all([
    params,
    boardContext(),
    getLocale(),
    getTranslations('packs'),
  ]);
  const { board, prose, meta } = await packOr404(ctx, id);
  const language = PACK_LOCALES.find((one) => one === locale) ?? 'en';
  return (
    <AreaMessages of={['board', 'packs', 'errors']}>
      <PageHeader
        bar={t('read.bar', {
          month: writeDay(firstDayOf(meta.month), 'month', locale),
          version: meta.version,
        })}
        title={prose[language].cover.join(language === 'en' ? ' ' : '')}
        sub={
          <>
            {t('read.issued', {
              by: meta.issuedBy,
              at: writeInstant(meta.madeAt, board.timeZone, locale),
              currency: meta.currency,
            })}
            <code className="block text-xs wrap-anywhere">SHA-256 {meta.digest}</code>
          </>
        }
      />
      {PACK_SECTIONS.filter((section) => section !== 'cover').map((section) => (
        <Section key={section} title={t(`sections.${section}`)}>
          <div className="mb-3 grid max-w-[44em] gap-1">
            {prose[language][section].map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
          <SectionFigures section={section} board={board} />
        </Section>
      ))}
    </AreaMessages>
  );
}

async function packOr404(ctx: Ctx, packId: string) {
  try {
    return await getPack(ctx, { packId });
  } catch (error) {
    if (error instanceof TollgateError && (error.code === 'not_found' || error.code === 'invalid'))
      notFound();
    throw error;
  }
}
