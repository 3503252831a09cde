import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The pages of one policy. */
export function PolicyTabs({ policyId }: { policyId: string }) {
  const t = useTranslations('routing.tabs');
  const base = `/routing/${policyId}`;
  const tabs = [
    { href: base, label: t('rules') },
    { href: `${base}/replay`, label: t('replay') },
    { href: `${base}/versions`, label: t('versions') },
    { href: `${base}/gateways`, label: t('gateways') },
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
