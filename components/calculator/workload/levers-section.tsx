'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { LEVER_ORDER, LEVERS, type LeverKey, startOf } from '@/lib/calculator/levers';
import { formatCount } from '@/lib/money/format';
import { useBook } from '../calculator-context';
import { LeverRow } from './lever-row';
import { withTargets } from './reckon';
import { usePlan } from './use-workload';

const NUMBERED = LEVER_ORDER.filter((key) => LEVERS[key].number !== null).sort(
  (a, b) => (LEVERS[a].number ?? 0) - (LEVERS[b].number ?? 0),
);
const PATTERNS = LEVER_ORDER.filter((key) => LEVERS[key].number === null);

/** The ten levers and the agent patterns, each as strong as its published range allows. */
export function LeversSection() {
  const t = useTranslations('calculator.levers');
  const { plan, change } = usePlan();
  const { prices } = useBook();
  const pulled = Object.keys(plan.levers).length;
  const pullAll = () =>
    change((now) => ({
      ...withTargets(now, prices),
      levers: { ...Object.fromEntries(LEVER_ORDER.map((key) => [key, startOf(key)])), ...now.levers },
    }));
  return (
    <Section
      title={t('title')}
      note={t('pulled', { pulled: formatCount(pulled), all: LEVER_ORDER.length })}
      actions={
        <>
          <Button size="sm" onClick={pullAll}>
            {t('pullAll')}
          </Button>
          <Button size="sm" disabled={pulled === 0} onClick={() => change((now) => ({ ...now, levers: {} }))}>
            {t('letGo')}
          </Button>
        </>
      }
    >
      <LeverList title={t('ten')} keys={NUMBERED} />
      <LeverList title={t('patterns')} keys={PATTERNS} />
    </Section>
  );
}

function LeverList({ title, keys }: { title: string; keys: readonly LeverKey[] }) {
  return (
    <>
      <h3 className="pt-2 pb-1 text-xs text-ink3">{title}</h3>
      <ul>
        {keys.map((key) => (
          <LeverRow key={key} lever={key} />
        ))}
      </ul>
    </>
  );
}
