import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The pages of Forecast; our accuracy is of the whole organisation, so not for everyone. */
export function ForecastTabs({ showsAccuracy }: { showsAccuracy: boolean }) {
  const t = useTranslations('forecast.tabs');
  const tabs = [
    { href: '/forecast', label: t('forecast') },
    { href: '/forecast/plan', label: t('plan') },
    ...(showsAccuracy ? [{ href: '/forecast/accuracy', label: t('accuracy') }] : []),
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
