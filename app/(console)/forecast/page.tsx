import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { DepartmentSelect } from '@/components/forecast/department-select';
import { NoForecastYet, Outlook } from '@/components/forecast/outlook';
import { SnapshotsTable } from '@/components/forecast/snapshots-table';
import { Section } from '@/components/ui/section';
import { reach } from '@/lib/access/permissions';
import type { Ctx } from '@/lib/access/server/context';
import { envelopeOf } from '@/lib/forecasting/envelope';
import { forecastAccuracy } from '@/lib/forecasting/server/forecast-accuracy';
import { forecastDepartments } from '@/lib/forecasting/server/forecast-departments';
import { forecastUsage } from '@/lib/forecasting/server/forecast-usage';
import { readEnvelope } from '@/lib/forecasting/server/read-envelope';
import { filtersOf, forecastCsvHref, forecastHref, readSearch } from './search-params';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('forecast'))('title') };
}

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ForecastPage({ searchParams }: PageProps) {
  const [ctx, asked] = await Promise.all([getCtx(), searchParams]);
  const currency = await getReadingCurrency();
  const [departments, t] = await Promise.all([
    forecastDepartments(ctx, {}),
    getTranslations('forecast.department'),
  ]);
  const read = readSearch(asked);
  const chosen = departments.find(({ key }) => key === read.department);
  const search = { ...read, department: chosen?.key ?? null };
  const [answer, envelope, snapshots] = await Promise.all([
    forecastUsage(ctx, { currency, filters: filtersOf(search) }),
    readEnvelope(ctx, chosen?.id),
    chosen ? snapshotsOf(ctx, chosen.key) : [],
  ]);
  const { forecast } = answer;
  const department = departments.length > 1 && (
    <DepartmentSelect
      label={t('label')}
      all={{ name: t('all'), href: forecastHref({ ...search, department: null }) }}
      value={chosen?.key ?? null}
      choices={departments.map((one) => ({ ...one, href: forecastHref({ ...search, department: one.key }) }))}
    />
  );
  if (!forecast) return <NoForecastYet answer={answer} choose={department} />;
  const inReading = envelope?.currency === currency ? envelope : null;
  return (
    <>
      <Outlook
        choose={department}
        name={chosen?.name ?? null}
        csvHref={forecastCsvHref(search)}
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
      {snapshots.length > 0 && (
        <Section title={t('snapshots', { name: chosen?.name ?? '' })} note={t('snapshotsNote')}>
          <SnapshotsTable snapshots={snapshots} caption={t('snapshots', { name: chosen?.name ?? '' })} />
        </Section>
      )}
    </>
  );
}

/** What was frozen of a department, for those who may see how forecasts fared. */
async function snapshotsOf(ctx: Ctx, key: string) {
  const { actor } = ctx;
  if (actor.kind !== 'user' || reach(actor.role, 'board.read') === 'none') return [];
  const { snapshots } = await forecastAccuracy(ctx, {});
  return snapshots.filter((one) => one.subject === 'department' && one.key === key);
}
