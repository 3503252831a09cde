'use client';

import Link from 'next/link';
import { DraftButton } from '@/components/routing/draft-button';
import { PolicyTable } from '@/components/routing/policy-table';
import { TeamDraft } from '@/components/routing/team-draft';
import { useRoutingText } from '@/components/routing/use-routing-text';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import type { PolicySummaryDto } from '@/lib/routing/policy-dto';
import type { RoutingNames } from '@/lib/routing/routing-names';

interface RoutingClientProps {
  policies: PolicySummaryDto[];
  names: RoutingNames;
}

/** The list of policies with what is in force and what waits. */
export function RoutingClient({ policies, names }: RoutingClientProps) {
  const { t } = useRoutingText();
  const live = policies.filter(({ retiredAt }) => retiredAt === null);
  const waiting = live.flatMap(({ open }) => open).filter(({ status }) => status === 'submitted').length;
  const published = live.filter((policy) => policy.published).length;
  const taken = new Set(live.flatMap(({ team }) => team?.key ?? []));
  const free = names.teams.filter(({ key, mayDraft }) => mayDraft && !taken.has(key));
  const actions = (
    <>
      {names.mayDraftForAll && live.every(({ team }) => team !== null) && (
        <DraftButton teamId={null} label={t('list.draftAll')} main />
      )}
      {free.length > 0 && <TeamDraft teams={free} />}
    </>
  );
  return (
    <>
      <PageHeader
        title={t('list.headline', { published, waiting })}
        sub={
          <>
            <p>{t('list.sub')}</p>
            <p className="flex flex-wrap gap-x-5 gap-y-1 pt-1">
              <Link href="/routing/evidence" className="text-link text-ink">
                {t('list.evidence')}
              </Link>
              <Link href="/routing/classes" className="text-link text-ink">
                {t('list.classes')}
              </Link>
            </p>
          </>
        }
        actions={live.length > 0 && actions}
      />
      {live.length === 0 ? (
        <EmptyState title={t('list.empty')} action={actions}>
          {t('list.emptyText')}
        </EmptyState>
      ) : (
        <Section title={t('list.title')} note={t('list.note')}>
          <PolicyTable policies={policies} />
        </Section>
      )}
    </>
  );
}
