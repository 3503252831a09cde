import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The three pages of Prices. */
export function PriceTabs() {
  const t = useTranslations('prices.tabs');
  const tabs = [
    { href: '/prices', label: t('models') },
    { href: '/prices/differences', label: t('differences') },
    { href: '/prices/fx', label: t('fx') },
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
