'use client';

import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { PolicyConstraints } from '@/lib/routing/policy';
import type { RoutingNames } from '@/lib/routing/routing-names';
import { refOf } from './model-field';
import { TokenField } from './token-field';
import { useRoutingText } from './use-routing-text';

/** What holds for every rule: approved models by team, simple work, development, and the age of evidence. */
export function ConstraintFields({
  constraints,
  names,
  onChange,
}: {
  constraints: PolicyConstraints;
  names: RoutingNames;
  /** Null: only to be read. */
  onChange: ((constraints: PolicyConstraints) => void) | null;
}) {
  const { t, model } = useRoutingText();
  const set = (part: Partial<PolicyConstraints>) => onChange?.({ ...constraints, ...part });
  const { approvedModels } = constraints;
  const free = names.teams.filter(({ key }) => approvedModels.every(({ team }) => team !== key));
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end gap-x-8 gap-y-3">
        <div className="grid gap-2 pb-1">
          <Checkbox
            label={t('constraints.noReasoning')}
            checked={constraints.noReasoningOnSimple}
            disabled={!onChange}
            onCheckedChange={(on) => set({ noReasoningOnSimple: on === true })}
          />
          <Checkbox
            label={t('constraints.noProductionTier')}
            checked={constraints.noProductionTierInDevelopment}
            disabled={!onChange}
            onCheckedChange={(on) => set({ noProductionTierInDevelopment: on === true })}
          />
        </div>
        <Field label={t('constraints.evidenceAge')}>
          <Input
            inputMode="numeric"
            className="w-28"
            disabled={!onChange}
            value={constraints.evidenceMaxAgeDays}
            onChange={(event) => {
              const days = Number.parseInt(event.target.value.replace(/\D/g, '').slice(0, 4), 10);
              if (days >= 1 && days <= 3_650) set({ evidenceMaxAgeDays: days });
            }}
          />
        </Field>
      </div>
      <div className="grid gap-3">
        <p className="text-ink2">
          {approvedModels.length === 0 ? t('constraints.anyModel') : t('constraints.approved')}
        </p>
        {approvedModels.map(({ team, models }) =>
          onChange ? (
            <div key={team} className="flex flex-wrap items-end gap-3">
              <div className="min-w-0 flex-1">
                <TokenField
                  label={t('constraints.approvedFor', { team })}
                  values={models.map(model)}
                  options={names.models.map(({ provider, model: name }) => `${provider}/${name}`)}
                  onChange={(values) =>
                    set({
                      approvedModels: approvedModels.map((one) =>
                        one.team === team
                          ? { team, models: values.map((value) => refOf(value, names.models)) }
                          : one,
                      ),
                    })
                  }
                />
              </div>
              <Button
                size="sm"
                onClick={() => set({ approvedModels: approvedModels.filter((one) => one.team !== team) })}
              >
                {t('constraints.lift', { team })}
              </Button>
            </div>
          ) : (
            <p key={team}>
              {t('constraints.approvedFor', { team })}: {models.map(model).join(', ')}
            </p>
          ),
        )}
        {onChange && free.length > 0 && (
          <div>
            <Select
              aria-label={t('constraints.limitTeam')}
              placeholder={t('constraints.limitTeam')}
              value={undefined}
              options={free.map(({ key, name }) => ({ value: key, label: name }))}
              onValueChange={(team) => set({ approvedModels: [...approvedModels, { team, models: [] }] })}
            />
          </div>
        )}
      </div>
    </div>
  );
}
