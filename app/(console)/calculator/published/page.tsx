import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { LevelsTable } from '@/components/calculator/published/levels-table';
import { perUserLines } from '@/components/calculator/published/per-user-lines';
import { PerUserTable } from '@/components/calculator/published/per-user-table';
import { publishedScenarios } from '@/components/calculator/published/published-lines';
import { rightSizingLines } from '@/components/calculator/published/right-sizing-lines';
import { RightSizingTable } from '@/components/calculator/published/right-sizing-table';
import { PublishedCsv, ScenarioTable } from '@/components/calculator/published/scenario-table';
import { PageHeader } from '@/components/ui/page-header';
import { levelRanges } from '@/lib/calculator/agent-levels';
import { publishedPrices } from '@/lib/calculator/published-prices';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calculatorPublished'))('title') };
}

/** Every figure of the seed documents beside what its own inputs give. Nothing here reads the ledger. */
export default async function PublishedPage() {
  const t = await getTranslations('calculatorPublished');
  const scenarios = publishedScenarios();
  const count = scenarios.reduce((sum, { lines }) => sum + lines.length, 0);
  const follows = scenarios.reduce((sum, one) => sum + one.follows, 0);
  return (
    <AreaMessages of={['calculator', 'calculatorKit', 'calculatorPublished']}>
      <PageHeader
        actions={<PublishedCsv file="published-figures" scenarios={scenarios} />}
        title={t('sentence', { follows, count, rest: count - follows })}
        sub={t('sub')}
      />
      {scenarios.map((scenario) => (
        <ScenarioTable key={scenario.key} scenario={scenario} />
      ))}
      <RightSizingTable lines={rightSizingLines()} />
      <PerUserTable lines={perUserLines()} />
      <LevelsTable ranges={levelRanges(publishedPrices())} />
      <p className="mt-6 text-ink2">
        <Link href="/calculator/build-or-buy" className="text-link">
          {t('hosting')}
        </Link>
      </p>
    </AreaMessages>
  );
}
