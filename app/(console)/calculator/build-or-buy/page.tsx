import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { BuildView } from '@/components/calculator/build-or-buy/build-view';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calculatorBuild'))('title') };
}

/** Everything is worked out in the browser, from the document's figures and what is entered. */
export default function BuildOrBuyPage() {
  return (
    <AreaMessages of={['calculator', 'calculatorKit', 'calculatorBuild']}>
      <BuildView />
    </AreaMessages>
  );
}
