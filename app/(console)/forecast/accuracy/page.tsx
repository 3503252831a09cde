import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getCtx } from '@/app/session';
import { AccuracyView } from '@/components/forecast/accuracy-view';
import { forecastAccuracy } from '@/lib/forecasting/server/forecast-accuracy';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forecast'))('accuracy.title') };
}

export default async function AccuracyPage() {
  return <AccuracyView accuracy={await forecastAccuracy(await getCtx(), {})} />;
}
