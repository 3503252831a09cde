import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { NoForecastYet, Outlook } from '@/components/forecast/outlook';
import { envelopeOf } from '@/lib/forecasting/envelope';
import { forecastUsage } from '@/lib/forecasting/server/forecast-usage';
import { readEnvelope } from '@/lib/forecasting/server/read-envelope';
import { forecastHref, readSearch } from './search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forecast'))('title') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ForecastPage({ searchParams }: PageProps) {
  const [ctx, asked] = await Promise.all([getCtx(), searchParams]);
  const search = readSearch(asked);
  const currency = await getReadingCurrency();
  const [answer, envelope] = await Promise.all([forecastUsage(ctx, { currency }), readEnvelope(ctx)]);
  const { forecast } = answer;
  if (!forecast) return <NoForecastYet answer={answer} />;
  const inReading = envelope?.currency === currency ? envelope : null;
  return (
    <Outlook
      answer={answer}
      forecast={forecast}
      end={search.end}
      view={search.view}
      envelope={envelope}
      amounts={
        inReading && {
          month: envelopeOf(inReading, 'month'),
          quarter: envelopeOf(inReading, 'quarter'),
          year: envelopeOf(inReading, 'year'),
        }
      }
      hrefOf={(part) => forecastHref({ ...search, ...part })}
    />
  );
}
