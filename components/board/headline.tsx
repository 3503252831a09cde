import type { ReactNode } from 'react';
import { PageHeader } from '@/components/ui/page-header';
import type { Board } from '@/lib/board/board';
import { moneyText } from '@/lib/board/metric-text';
import { formatCount } from '@/lib/money/format';
import { budgetsHeld, largestParts, moved } from './headline-facts';
import { useBoardText } from './use-board-text';

/** What happened in one sentence, and below it what moved, what held and how much of it is known. */
export function BoardHeadline({
  board,
  month,
  actions,
}: {
  board: Board;
  month: ReactNode;
  actions: ReactNode;
}) {
  const { t, instant, monthName } = useBoardText(board.currency);
  const state =
    board.state === 'closed' && board.closedAt
      ? t('state.closed', { day: instant(board.closedAt, board.timeZone), by: board.closedBy ?? '' })
      : t(`state.${board.state}`);
  const before = monthName(board.previousPeriod.from.slice(0, 7));
  return (
    <PageHeader
      bar={
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          {month}
          <span data-testid="board-state">{state}</span>
          {board.unfrozen && (
            <span data-testid="board-unfrozen" className="text-warn">
              · {t(`unfrozen.${board.unfrozen}`, { currency: board.currency })}
            </span>
          )}
          <span>· {t(board.state === 'running' ? 'againstSameDays' : 'against', { month: before })}</span>
        </div>
      }
      actions={actions}
      title={<Sentence board={board} />}
      sub={<Evidence board={board} />}
    />
  );
}

function Sentence({ board }: { board: Board }) {
  const { t, month, gap } = useBoardText(board.currency);
  const { amount, previous } = board.spend;
  const when = month(board.month);
  if (amount.value === null)
    return t('sentence.unknown', { month: when, why: gap(amount.reason ?? 'no_fx_rate') });
  const total = moneyText(amount.value, board.currency);
  const spend = moved(amount.value, previous.value);
  const lead = t(`sentence.${spend?.direction ?? 'first'}`, {
    month: when,
    total,
    percent: spend?.percent ?? '',
    running: board.state === 'running' ? 'yes' : 'no',
  });
  const outcome = board.metrics.find(({ key }) => key === 'cost_per_outcome');
  const each = outcome ? moved(outcome.value, outcome.previous.value) : null;
  const whole = each
    ? t(`sentence.each.${each.direction}`, { lead, percent: each.percent })
    : t('sentence.alone', { lead });
  return whole.replaceAll(' %', '\u00a0%');
}

function Evidence({ board }: { board: Board }) {
  const { t, coverage } = useBoardText(board.currency);
  const parts = largestParts(board.bridge.total.parts ?? []);
  const { held, total } = budgetsHeld(board);
  const { tagged, priced } = board.coverage;
  const said = [
    ...parts.map(({ part, amount }) =>
      t(amount.startsWith('-') ? 'evidence.tookBack' : 'evidence.added', {
        part: t(`partNames.${part}`),
        amount: moneyText(amount.replace('-', ''), board.currency),
      }),
    ),
    ...(total > 0 ? [t('evidence.budgets', { held, total })] : []),
    ...(tagged.costShare !== null
      ? [
          t('evidence.known', {
            tagged: coverage(tagged.costShare),
            priced: coverage(priced.requestShare),
          }),
        ]
      : []),
    ...(priced.unpricedTokens !== '0'
      ? [t('evidence.unpriced', { tokens: formatCount(priced.unpricedTokens) })]
      : []),
  ];
  return <p data-testid="board-evidence">{said.join(t('evidence.join')).replaceAll(' %', '\u00a0%')}</p>;
}
