import { useTranslations } from 'next-intl';
import { formatCount } from '@/lib/money/format';
import { type Rates, TOKEN_CLASSES, type TokenPrices } from '@/lib/pricing/rates';
import { showPrice } from '@/lib/pricing/show-price';

/** Everything a version says, in lines: base prices, long-context tiers, times of day, service tiers. */
export function RatesSummary({ rates }: { rates: Rates }) {
  const t = useTranslations('prices');
  if (rates.selfHosted) return <span className="text-warn">{t('selfHosted')}</span>;
  const line = (prices: TokenPrices) =>
    TOKEN_CLASSES.flatMap((c) =>
      prices[c] === undefined ? [] : [`${t(`classes.${c}`)} ${showPrice(prices[c])}`],
    );
  const factors = Object.entries(rates.serviceTiers ?? {}) as ['batch' | 'priority' | 'flex', string][];
  return (
    <div className="grid gap-1 tabular-nums">
      <Line parts={line(rates.prices)} />
      {rates.contextTiers?.map((tier) => (
        <Line
          key={tier.aboveInputTokens}
          label={t('model.above', { count: formatCount(tier.aboveInputTokens) })}
          parts={line(tier.prices)}
        />
      ))}
      {rates.windows?.map((window) => (
        <Line
          key={window.fromUtc}
          label={t('model.window', { from: window.fromUtc, to: window.toUtc })}
          parts={line(window.prices)}
        />
      ))}
      {(factors.length > 0 || rates.perRequest) && (
        <Line
          parts={[
            ...factors.map(([tier, factor]) =>
              t('model.factor', { tier: t(`serviceTiers.${tier}`), factor }),
            ),
            ...(rates.perRequest ? [t('model.perRequest', { amount: rates.perRequest })] : []),
          ]}
        />
      )}
    </div>
  );
}

function Line({ label, parts }: { label?: string; parts: string[] }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      {label && <span className="basis-full text-xs text-ink2">{label}</span>}
      {parts.map((part) => (
        <span key={part} className="whitespace-nowrap">
          {part}
        </span>
      ))}
    </span>
  );
}
