'use client';

import { useRouter } from 'next/navigation';
import { PolicyDiffView } from '@/components/routing/policy-diff';
import { Publications } from '@/components/routing/publications';
import { useRoutingText } from '@/components/routing/use-routing-text';
import { Retire, RollBack, VersionActions } from '@/components/routing/version-actions';
import { VersionList } from '@/components/routing/version-list';
import { VersionStatusMark } from '@/components/routing/version-status';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import type { PolicyDiff, RuleDiff } from '@/lib/routing/diff';
import type { PolicyDto } from '@/lib/routing/policy-dto';

/** The versions of a policy side by side, the decision on one, and what was in force from when. */
export function VersionsClient({ policy }: { policy: PolicyDto }) {
  const { t } = useRoutingText();
  const router = useRouter();
  const { shown, diff, versions } = policy;
  if (!shown) return null;
  const { version } = shown;
  const compared = versions.find((one) => one.version === diff?.fromVersion);
  const open = (of: { version?: string; compare?: string }) => {
    const asked = { version: version.id, ...(compared && { compare: compared.id }), ...of };
    router.push(`/routing/${policy.id}/versions?${new URLSearchParams(Object.entries(asked))}`, {
      scroll: false,
    });
  };
  const options = versions.map((one) => ({
    value: one.id,
    label: t('version', { version: one.version }),
    hint: t(`status.${one.status}`),
  }));
  return (
    <>
      <PageHeader
        bar={
          <span className="flex flex-wrap items-center gap-2">
            <Select
              aria-label={t('diff.shown')}
              value={version.id}
              options={options}
              onValueChange={(id) => open({ version: id })}
            />
            <VersionStatusMark status={version.status} />
          </span>
        }
        actions={
          <>
            <Retire policy={policy} />
            <RollBack policy={policy} />
            <VersionActions version={version} />
          </>
        }
        title={
          diff
            ? t(isSame(diff) ? 'diff.alike' : 'diff.headline', {
                version: version.version,
                before: diff.fromVersion,
                added: count(diff, 'added'),
                removed: count(diff, 'removed'),
                changed: count(diff, 'changed'),
                moved: count(diff, 'moved'),
              })
            : t('diff.first', { version: version.version, rules: shown.body.rules.length })
        }
        sub={version.note && <p>{t('quoted', { text: version.note })}</p>}
      />
      {version.isOwn && version.status === 'submitted' && <p className="pb-4">{t('steps.ownWork')}</p>}
      {diff && (
        <Section
          title={t('diff.title')}
          actions={
            <Select
              aria-label={t('diff.compareWith')}
              prefix={t('diff.compareWith')}
              value={compared?.id}
              options={options.filter(({ value }) => value !== version.id)}
              onValueChange={(id) => open({ compare: id })}
            />
          }
        >
          <PolicyDiffView diff={diff} after={version.version} />
        </Section>
      )}
      <Section title={t('history.title')} note={t('history.note')}>
        <VersionList policyId={policy.id} versions={versions} />
      </Section>
      {policy.publications.length > 0 && (
        <Section title={t('publications.title')} note={t('publications.note')}>
          <Publications publications={policy.publications} />
        </Section>
      )}
    </>
  );
}

const count = ({ rules }: PolicyDiff, of: RuleDiff['kind']) => rules.filter(({ kind }) => kind === of).length;
const isSame = (diff: PolicyDiff) =>
  diff.constraints.length === 0 && count(diff, 'same') === diff.rules.length;
