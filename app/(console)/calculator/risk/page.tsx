import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { RiskView } from '@/components/calculator/risk/risk-view';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calculatorRisk'))('title') };
}

/** What could go otherwise than assumed. The draws run in the browser, in a worker. */
export default function RiskPage() {
  return (
    <AreaMessages of={['calculator', 'calculatorKit', 'calculatorRisk']}>
      <RiskView />
    </AreaMessages>
  );
}
