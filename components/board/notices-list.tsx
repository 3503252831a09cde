import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { formatShareOf } from '@/lib/attribution/figure';
import type { Board, BoardNotice } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import { FACT_KINDS } from '@/lib/board/notice-facts';
import { formatCount } from '@/lib/money/format';
import { useBoardText } from './use-board-text';

/** Risks, or decisions asked of the board, each made from figures by a rule, and where to act on it. */
export function NoticesList({
  notices,
  board,
  none,
}: {
  notices: readonly BoardNotice[];
  board: Board;
  none: string;
}) {
  const { month } = useBoardText(board.currency);
  const t = useTranslations('boardNotices');
  if (notices.length === 0) return <p className="py-3 text-ink2">{none}</p>;
  const printed = (name: string, fact: string): string => {
    switch (FACT_KINDS[name] ?? 'text') {
      case 'money':
        return moneyText(fact, board.currency);
      case 'share':
        return formatShareOf(fact, 1);
      case 'count':
        return formatCount(fact.split('.')[0] ?? '0');
      case 'month':
        return month(fact);
      case 'text':
        return fact;
    }
  };
  return (
    <ul>
      {notices.map((notice) => {
        const facts = Object.entries(notice.facts).map(([name, fact]) => [name, printed(name, fact)]);
        const text = t(notice.key, Object.fromEntries(facts)).replaceAll(' %', '\u00a0%');
        return (
          <li key={`${notice.key} ${text}`} className="border-b py-2" data-notice={notice.key}>
            <Link href={notice.path} className="no-underline hover:underline">
              {text}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
