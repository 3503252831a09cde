import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The three pages of Budgets; `waiting` and `stops` say what asks for attention. */
export function BudgetTabs({ waiting, stops }: { waiting: number; stops: number }) {
  const t = useTranslations('budgets.tabs');
  const tabs = [
    { href: '/budgets', label: t('budgets') },
    { href: '/budgets/requests', label: t('requests'), note: waiting > 0 ? waiting : undefined },
    { href: '/budgets/stops', label: t('stops'), note: stops > 0 ? stops : undefined },
  ];
  return <LinkTabs label={t('label')} tabs={tabs} className="mb-5" />;
}
