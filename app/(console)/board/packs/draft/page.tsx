import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { MonthSelect } from '@/components/board-close/month-select';
import { IssueButton } from '@/components/packs/issue-button';
import { SectionFigures } from '@/components/packs/section-figures';
import { SectionText } from '@/components/packs/section-text';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { firstDayOf } from '@/lib/board/month';
import { PACK_LOCALES, PACK_SECTIONS } from '@/lib/board/pack';
import { listPackRecipients } from '@/lib/board/server/list-pack-recipients';
import { readPackDraft } from '@/lib/board/server/read-pack-draft';
import { writeDay } from '@/lib/time/write';
import { boardContext } from '../../board-context';
import { monthsUntil, readMonth } from '../../search-params';
import { edit, issue, reset } from '../actions';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('packs'))('draft.title') };
}

export default async function DraftPage({ searchParams }: PageProps) {
  const [asked, { ctx, may, currency, today }, locale, t] = await Promise.all([
    searchParams,
    boardContext(),
    getLocale(),
    getTranslations('packs'),
  ]);
  if (!may('packs.issue')) redirect('/board/packs');
  const [{ board, written, prose, edited, nextVersion }, recipients] = await Promise.all([
    readPackDraft(ctx, { month: readMonth(asked.month, today), currency }),
    listPackRecipients(ctx, {}),
  ]);
  const name = writeDay(firstDayOf(board.month), 'month', locale);
  const languages = [...PACK_LOCALES].sort((a) => (a === locale ? -1 : 1));
  return (
    <AreaMessages of={['board', 'packs', 'errors']}>
      <PageHeader
        bar={
          <MonthSelect
            path="/board/packs/draft"
            label={t('month')}
            month={board.month}
            months={monthsUntil(today)}
          />
        }
        title={t('draft.sentence', { month: name, version: nextVersion })}
        sub={t(board.state === 'running' ? 'draft.running' : 'draft.sub', { currency })}
        actions={
          board.state !== 'running' && (
            <IssueButton
              month={board.month}
              name={name}
              version={nextVersion}
              currency={currency}
              recipients={recipients.length}
              isClosed={board.state === 'closed'}
              issue={issue}
            />
          )
        }
      />
      {PACK_SECTIONS.map((section) => (
        <Section key={section} title={t(`sections.${section}`)}>
          <div className="grid gap-x-11 gap-y-4 lg:grid-cols-[1fr_1.12fr]">
            <div className="grid content-start gap-5">
              {languages.map((language) => (
                <SectionText
                  key={`${language} ${prose[language][section].join('\n')}`}
                  place={{ month: board.month, section, locale: language }}
                  sentences={prose[language][section]}
                  written={written[language][section]}
                  editedBy={
                    edited.find((one) => one.section === section && one.locale === language)?.by ?? null
                  }
                  actions={{ edit, reset }}
                />
              ))}
            </div>
            <div className="min-w-0">
              <SectionFigures section={section} board={board} />
            </div>
          </div>
        </Section>
      ))}
    </AreaMessages>
  );
}
