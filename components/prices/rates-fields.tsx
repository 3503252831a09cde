'use client';

import { useTranslations } from 'next-intl';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Rates, TokenPrices } from '@/lib/pricing/rates';

const CLASSES = ['input', 'output', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'reasoning'] as const;
const FACTORS = ['batch', 'priority', 'flex'] as const;
const tierName = (index: number, name: string) => `tier${index}.${name}`;

/** Fields for every price of a version: by class, for long contexts, and the factors of service tiers. */
export function RatesFields({
  start,
  tiers,
  error,
}: {
  start: Rates | null;
  /** How many long-context prices there are to fill. */
  tiers: number;
  error: (path: string) => string | undefined;
}) {
  const t = useTranslations('prices');
  const common = useTranslations('common');
  const price = (name: string, label: string, path: string, value: string | undefined, optional: boolean) => (
    <Field key={name} label={label} error={error(path)} optional={optional ? common('optional') : undefined}>
      <Input name={name} inputMode="decimal" autoComplete="off" defaultValue={value} />
    </Field>
  );
  return (
    <>
      <fieldset>
        <legend className="pb-1.5 text-ink2">{t('add.prices')}</legend>
        <div className="grid items-start grid-cols-2 gap-3 sm:grid-cols-3">
          {CLASSES.map((one, index) =>
            price(one, t(`classes.${one}`), `rates.prices.${one}`, start?.prices[one], index > 1),
          )}
        </div>
      </fieldset>
      {Array.from({ length: tiers }, (_, index) => {
        const tier = start?.contextTiers?.[index];
        const path = `rates.contextTiers.${index}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: tiers have no other name, and are only added at the end
          <fieldset key={index}>
            <legend className="pb-1.5 text-ink2">{t('add.tier', { number: index + 1 })}</legend>
            <div className="grid items-start grid-cols-2 gap-3 sm:grid-cols-3">
              <Field label={t('add.above')} error={error(`${path}.aboveInputTokens`)}>
                <Input
                  name={tierName(index, 'above')}
                  inputMode="numeric"
                  autoComplete="off"
                  defaultValue={tier?.aboveInputTokens}
                />
              </Field>
              {CLASSES.map((one) =>
                price(
                  tierName(index, one),
                  t(`classes.${one}`),
                  `${path}.prices.${one}`,
                  tier?.prices[one],
                  true,
                ),
              )}
            </div>
          </fieldset>
        );
      })}
      <fieldset>
        <legend className="pb-1.5 text-ink2">{t('add.factors')}</legend>
        <div className="grid items-start grid-cols-2 gap-3 sm:grid-cols-4">
          {FACTORS.map((tier) =>
            price(
              tier,
              `${t(`serviceTiers.${tier}`)} ×`,
              `rates.serviceTiers.${tier}`,
              start?.serviceTiers?.[tier],
              true,
            ),
          )}
          {price('perRequest', t('add.perRequest'), 'rates.perRequest', start?.perRequest, true)}
        </div>
      </fieldset>
    </>
  );
}

/** The rates a filled form says; a long-context price without a threshold is left out. */
export function readRates(form: FormData, tiers: number) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const filled = (names: readonly string[], prefix = '') =>
    Object.fromEntries(names.flatMap((name) => (text(prefix + name) ? [[name, text(prefix + name)]] : [])));
  const contextTiers = Array.from({ length: tiers }, (_, index) => ({
    aboveInputTokens: Number(text(tierName(index, 'above')) || Number.NaN),
    prices: filled(CLASSES, tierName(index, '')) as TokenPrices,
  })).filter(
    ({ aboveInputTokens, prices }) => !Number.isNaN(aboveInputTokens) || Object.keys(prices).length > 0,
  );
  const serviceTiers = filled(FACTORS);
  const perRequest = text('perRequest');
  return {
    prices: filled(CLASSES) as TokenPrices,
    ...(contextTiers.length > 0 && { contextTiers }),
    ...(Object.keys(serviceTiers).length > 0 && { serviceTiers }),
    ...(perRequest && { perRequest }),
  };
}
