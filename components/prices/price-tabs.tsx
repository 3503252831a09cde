import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The pages of Prices. Re-pricing is for those who may do it. */
export function PriceTabs({ mayReprice = true }: { mayReprice?: boolean }) {
  const t = useTranslations('prices.tabs');
  const tabs = [
    { href: '/prices', label: t('models') },
    { href: '/prices/contracts', label: t('contracts') },
    { href: '/prices/repricing', label: t('repricing') },
    { href: '/prices/lists', label: t('lists') },
    { href: '/prices/differences', label: t('differences') },
    { href: '/prices/fx', label: t('fx') },
  ];
  const shown = mayReprice ? tabs : tabs.filter((tab) => tab.href !== '/prices/repricing');
  return <LinkTabs label={t('label')} tabs={shown} className="mb-5" />;
}
