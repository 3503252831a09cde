'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AgedList } from '@/components/routing/aged-list';
import { ConstraintFields } from '@/components/routing/constraint-fields';
import { DraftButton } from '@/components/routing/draft-button';
import { FindingList } from '@/components/routing/finding-list';
import { PolicyHeadline } from '@/components/routing/policy-headline';
import { RuleList } from '@/components/routing/rule-list';
import { TryPanel } from '@/components/routing/try-panel';
import { useDraft } from '@/components/routing/use-draft';
import { useRoutingText } from '@/components/routing/use-routing-text';
import { VersionActions } from '@/components/routing/version-actions';
import { YamlPanel } from '@/components/routing/yaml-panel';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Section } from '@/components/ui/section';
import { Tabs } from '@/components/ui/tabs';
import { toast } from '@/components/ui/toast';
import type { PolicyDto } from '@/lib/routing/policy-dto';
import type { RoutingNames } from '@/lib/routing/routing-names';

interface PolicyClientProps {
  policy: PolicyDto;
  names: RoutingNames;
}

export function PolicyClient({ policy, names }: PolicyClientProps) {
  const { t } = useRoutingText();
  if (!policy.shown) return <EmptyState title={t('list.empty')} />;
  return <Version policy={policy} shown={policy.shown} names={names} />;
}

/** One version: edited by who may while it is a draft, otherwise read. */
function Version({ policy, shown, names }: PolicyClientProps & { shown: NonNullable<PolicyDto['shown']> }) {
  const { t } = useRoutingText();
  const router = useRouter();
  const draft = useDraft(policy.id, shown);
  const [view, setView] = useState<'rows' | 'yaml'>('rows');
  const [fired, setFired] = useState<string | null>(null);
  const { version } = shown;
  const mayEdit = version.may.save;
  const errors = draft.findings.filter(({ severity }) => severity === 'error').length;
  const teamId = policy.team ? (names.teams.find(({ key }) => key === policy.team?.key)?.id ?? null) : null;

  async function save() {
    const refused = await draft.keep();
    if (refused) return toast.error(refused);
    toast.success(t('draft.saved'));
    router.refresh();
  }

  return (
    <>
      <PolicyHeadline
        policy={policy}
        version={version}
        rules={draft.body.rules.length}
        findings={draft.findings}
        isChecking={draft.isChecking}
        actions={
          <>
            {policy.may.draft && version.status !== 'draft' && (
              <DraftButton teamId={teamId} fromVersionId={version.id} label={t('draft.fromThis')} />
            )}
            {mayEdit && draft.isChanged && <Button onClick={draft.reset}>{t('draft.reset')}</Button>}
            {mayEdit && (
              <Button
                variant={draft.isChanged ? 'primary' : 'secondary'}
                disabled={!draft.isChanged}
                busy={draft.isSaving}
                onClick={save}
              >
                {t('draft.save')}
              </Button>
            )}
            <VersionActions version={version} blocked={draft.isChanged || errors > 0} />
          </>
        }
      />
      {draft.problem && (
        <p role="alert" className="pb-3 text-bad">
          {draft.problem}
        </p>
      )}
      <FindingList findings={draft.findings.filter(({ ruleId }) => ruleId === null)} className="pb-3" />
      <Tabs
        label={t('tabs.views')}
        value={view}
        onValueChange={setView}
        tabs={[
          {
            value: 'rows',
            label: t('tabs.rows'),
            content: (
              <>
                <RuleList
                  rules={draft.body.rules}
                  findings={draft.findings}
                  names={names}
                  fired={fired}
                  onChange={mayEdit ? draft.setRules : null}
                />
                <Section title={t('constraints.title')} note={t('constraints.note')}>
                  <ConstraintFields
                    constraints={draft.body.constraints}
                    names={names}
                    onChange={mayEdit ? (constraints) => draft.setBody({ ...draft.body, constraints }) : null}
                  />
                </Section>
              </>
            ),
          },
          {
            value: 'yaml',
            label: t('tabs.yaml'),
            content: <YamlPanel body={draft.body} onChange={mayEdit ? draft.setBody : null} />,
          },
        ]}
      />
      <AgedList aged={policy.aged} />
      <Section title={t('try.title')} note={t('try.note')}>
        <TryPanel
          policyId={policy.id}
          body={draft.body}
          team={policy.team?.key ?? null}
          names={names}
          onTried={setFired}
        />
      </Section>
    </>
  );
}
