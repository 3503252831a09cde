import { useTranslations } from 'next-intl';
import { LinkTabs } from '@/components/ui/link-tabs';

/** The pages of the board; those the reader may not open are not named. */
export function BoardTabs({ tabs }: { tabs: readonly BoardTab[] }) {
  const t = useTranslations('board.tabs');
  return (
    <LinkTabs
      label={t('label')}
      tabs={tabs.map((tab) => ({ href: TAB_PATHS[tab], label: t(tab) }))}
      className="mb-5"
    />
  );
}

const TAB_PATHS = {
  board: '/board',
  close: '/board/close',
  chargeback: '/board/chargeback',
  packs: '/board/packs',
} as const;
export type BoardTab = keyof typeof TAB_PATHS;
