'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { TableScroll } from '@/components/ui/table-scroll';
import { calculate } from '@/lib/calculator/outputs';
import { MOST_COMPARED, type ScenarioDto, type ScenarioShows } from '@/lib/calculator/scenario-dto';
import type { CompiledPrices } from '@/lib/calculator/usage-cost-prices';
import { formatShare } from '@/lib/money/format';
import type { Money } from '@/lib/money/money';
import { readingIn, useBook } from '../calculator-context';
import { compareHref } from './compare-href';
import { ScenarioMenu } from './scenario-menu';
import { useScenarios } from './scenarios-context';
import { useScenarioText } from './use-scenario-text';

const matches = ({ name, ownerName, team, workflow }: ScenarioDto, search: string): boolean =>
  `${name} ${ownerName} ${team?.name ?? ''} ${workflow ?? ''}`
    .toLowerCase()
    .includes(search.trim().toLowerCase());

/** Saved scenarios with what they come to at today's prices; up to four can be put side by side. */
export function ScenarioList({
  scenarios,
  show,
}: {
  scenarios: readonly ScenarioDto[];
  show: ScenarioShows;
}) {
  const { t } = useScenarioText();
  const { seesTeams } = useScenarios().reader;
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const shown = scenarios.filter((scenario) => matches(scenario, search));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Input
          type="search"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          className="max-w-64"
        />
        <Button asChild variant="quiet">
          <Link href={show === 'current' ? '/calculator/scenarios?show=archived' : '/calculator/scenarios'}>
            {t(show === 'current' ? 'list.showArchived' : 'list.showCurrent')}
          </Link>
        </Button>
        <div className="ml-auto flex items-center gap-3">
          <span className="text-xs text-ink2" aria-live="polite">
            {t('list.chosen', { count: chosen.length, most: MOST_COMPARED })}
          </span>
          {chosen.length >= 2 ? (
            <Button asChild variant="primary">
              <Link href={compareHref(chosen)}>{t('list.compare')}</Link>
            </Button>
          ) : (
            <Button disabled>{t('list.compare')}</Button>
          )}
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          title={t('list.noneFound')}
          action={<Button onClick={() => setSearch('')}>{t('list.clear')}</Button>}
        />
      ) : (
        <TableScroll label={t('list.caption')}>
          <table className="data-table">
            <caption className="sr-only">{t('list.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">
                  <span className="sr-only">{t('list.choose')}</span>
                </th>
                <th scope="col">{t('list.name')}</th>
                {seesTeams && (
                  <th scope="col" className="max-md:hidden">
                    {t('list.owner')}
                  </th>
                )}
                <th scope="col" data-align="right" className="max-sm:hidden">
                  {t('baseline')}
                </th>
                <th scope="col" data-align="right">
                  {t('optimised')}
                </th>
                <th scope="col" data-align="right" className="max-sm:hidden">
                  {t('saved')}
                </th>
                <th scope="col" className="max-md:hidden">
                  {t('list.changed')}
                </th>
                <th scope="col">
                  <span className="sr-only">{t('list.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((scenario) => (
                <Row
                  key={scenario.id}
                  scenario={scenario}
                  showOwner={seesTeams}
                  chosen={chosen.includes(scenario.id)}
                  full={chosen.length >= MOST_COMPARED}
                  onToggle={() => toggle(scenario.id)}
                />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
      <p className="mt-2 text-xs text-ink2">{t('list.note')}</p>
    </>
  );
}

/** A month before and after, in the scenario's own currency; null: something it names has no price. */
export function monthOf(scenario: ScenarioDto, prices: CompiledPrices) {
  const result = calculate(scenario.state.workload, scenario.state.plan, prices);
  const [before, after] = result.priced
    ? [result.baseline.costPer.month?.total, result.optimised.costPer.month?.total]
    : [];
  return before === undefined || after === undefined ? null : { before, after };
}

const savedText = ({ before, after }: { before: Money; after: Money }): string =>
  formatShare(before - after, before);

function Row({
  scenario,
  showOwner,
  chosen,
  full,
  onToggle,
}: {
  scenario: ScenarioDto;
  showOwner: boolean;
  chosen: boolean;
  full: boolean;
  onToggle: () => void;
}) {
  const { t, instant } = useScenarioText();
  const { timeZone } = useScenarios().reader;
  const { list, prices } = useBook();
  const reading = readingIn(list, scenario.state.currency);
  const month = monthOf(scenario, prices);
  return (
    <tr>
      <td>
        <Checkbox
          checked={chosen}
          disabled={full && !chosen}
          onCheckedChange={onToggle}
          aria-label={t('list.chooseOne', { name: scenario.name })}
        />
      </td>
      <td className="min-w-32">
        <Link href={`/calculator/scenarios/${scenario.id}`} className="text-link">
          {scenario.name}
        </Link>
        <span className="block text-xs text-ink2">
          {[
            scenario.workflow && t('list.fromWorkflow', { workflow: scenario.workflow }),
            scenario.team?.name,
            scenario.commentCount > 0 && t('list.comments', { count: scenario.commentCount }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </td>
      {showOwner && (
        <td className="max-md:hidden">
          {scenario.own ? <Badge>{t('list.you')}</Badge> : scenario.ownerName}
        </td>
      )}
      <td data-align="right" className="max-sm:hidden">
        {month ? reading.text(month.before) : '–'}
      </td>
      <td data-align="right">
        {month ? reading.text(month.after) : t('list.unpriced')}
        {month && <span className="block text-xs text-ink2 sm:hidden">{savedText(month)}</span>}
      </td>
      <td data-align="right" className="max-sm:hidden">
        {month ? savedText(month) : '–'}
      </td>
      <td className="whitespace-nowrap text-ink2 max-md:hidden">{instant(scenario.updatedAt, timeZone)}</td>
      <td data-align="right">
        <ScenarioMenu scenario={scenario} />
      </td>
    </tr>
  );
}
