import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The pages of evidence: what is proven, and what it rests on. */
export function EvidenceTabs() {
  const t = useTranslations('evaluation.tabs');
  const base = '/routing/evidence';
  const tabs = [
    { href: base, label: t('evidence') },
    { href: `${base}/sets`, label: t('sets') },
    { href: `${base}/runs`, label: t('runs') },
    { href: `${base}/samples`, label: t('samples') },
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
