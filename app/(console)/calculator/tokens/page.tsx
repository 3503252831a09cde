import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { TokensView } from '@/components/calculator/tokens/tokens-view';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calculatorTokens'))('title') };
}

/** Counts in the browser; the server never sees a text, only that this page was opened. */
export default function TokensPage() {
  return (
    <AreaMessages of={['calculator', 'calculatorKit', 'calculatorTokens']}>
      <TokensView />
    </AreaMessages>
  );
}
