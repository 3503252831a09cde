import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { cache, type ReactNode } from 'react';
import { getCtx } from '@/app/session';
import { AddPriceDialog } from '@/components/prices/add-price-dialog';
import { ListsSideBySide } from '@/components/prices/lists-side-by-side';
import { RepriceDialog } from '@/components/prices/reprice-dialog';
import { TierSelect } from '@/components/prices/tier-select';
import { VersionTable } from '@/components/prices/version-table';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { Section } from '@/components/ui/section';
import { TollgateError } from '@/lib/errors';
import { formatCount } from '@/lib/money/format';
import type { ModelDto, VersionDto } from '@/lib/pricing/catalogue-dto';
import { getModel } from '@/lib/pricing/server/get-model';
import { showPrice } from '@/lib/pricing/show-price';
import { zoneOf } from '@/lib/usage/server/zone';
import { applyChange, previewChange, previewReprice, reprice, setTier } from '../../actions';
import { mayEdit } from '../../may-edit';

interface PageProps {
  params: Promise<{ modelId: string }>;
}

const readModel = cache(async (modelId: string): Promise<ModelDto> => {
  try {
    return await getModel(await getCtx(), { modelId });
  } catch (error) {
    if (error instanceof TollgateError && (error.code === 'not_found' || error.code === 'invalid'))
      notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: (await readModel((await params).modelId)).name };
}

export default async function ModelPage({ params }: PageProps) {
  const [ctx, { modelId }, t] = await Promise.all([getCtx(), params, getTranslations('prices')]);
  const [model, timeZone] = await Promise.all([readModel(modelId), zoneOf(ctx.db)]);
  const now = saidNow(model.versions, ctx.now.toISOString());
  const charging = now.find((version) => version.charging);
  const edit = mayEdit(ctx, 'prices.edit');
  return (
    <>
      <PageHeader
        bar={
          <Link href="/prices" className="text-link">
            {t('model.back')}
          </Link>
        }
        title={<Sentence model={model} charging={charging} />}
        sub={
          <Facts
            model={model}
            tier={
              edit ? (
                <TierSelect modelId={modelId} tier={model.tier} setTier={setTier} />
              ) : (
                t(`tiers.${model.tier ?? 'none'}`)
              )
            }
          />
        }
        actions={
          edit &&
          !model.resolvedTo && (
            <AddPriceDialog
              modelId={modelId}
              start={charging?.rates ?? null}
              trigger={<Button variant="primary">{t(charging ? 'add.edit' : 'add.button')}</Button>}
              actions={{ previewChange, applyChange }}
            />
          )
        }
      />
      {now.length > 0 && (
        <Section title={t('model.sideBySide')} note={t('model.sideNote')}>
          <ListsSideBySide entries={now} />
        </Section>
      )}
      <Section title={t('model.history')} note={t('model.historyNote')}>
        {model.versions.length > 0 ? (
          <VersionTable versions={model.versions} timeZone={timeZone} />
        ) : (
          <p className="text-ink2">{t('model.noVersions')}</p>
        )}
      </Section>
      {mayEdit(ctx, 'usage.reprice') && (
        <Section title={t('model.reprice')} note={t('model.repriceHint')}>
          <div className="flex flex-wrap gap-2">
            {(['unpriced', 'outdated'] as const).map((which) => (
              <RepriceDialog
                key={which}
                {...{ modelId, which, name: model.name, actions: { previewReprice, reprice } }}
              />
            ))}
          </div>
        </Section>
      )}
    </>
  );
}

const inForce = (version: VersionDto, now: string): boolean =>
  !version.superseded &&
  (version.validFrom === null || version.validFrom <= now) &&
  (version.validTo === null || now < version.validTo);

/** What each list says now, one entry a list: where a list has two, the one that charges first. */
function saidNow(versions: readonly VersionDto[], now: string): VersionDto[] {
  const held = versions.filter((version) => inForce(version, now));
  const first = (one: VersionDto) =>
    held.find((other) => other.listKey === one.listKey && other.charging) ??
    held.find((other) => other.listKey === one.listKey);
  return held.filter((one) => first(one) === one);
}

async function Sentence({ model, charging }: { model: ModelDto; charging: VersionDto | undefined }) {
  const t = await getTranslations('prices.model');
  const { name } = model;
  if (model.resolvedTo) return t('sentenceAlias', { name, target: model.resolvedTo.label });
  if (!charging) return t('sentenceUnpriced', { name });
  if (charging.rates.selfHosted) return t('sentenceSelf', { name });
  const { input = '–', output = '–' } = charging.rates.prices;
  const shown = {
    input: input === '–' ? input : showPrice(input),
    output: output === '–' ? output : showPrice(output),
  };
  const own = await getTranslations('prices.lists.own');
  const key = charging.listKey;
  const list = key === 'contract' || key === 'manual' ? own(key) : charging.listName;
  return t('sentencePriced', { name, ...shown, list });
}

async function Facts({ model, tier }: { model: ModelDto; tier: ReactNode }) {
  const t = await getTranslations('prices');
  const names = model.aliases.map((a) => `${a.alias} (${a.providerKey || t('model.anyProvider')})`);
  const facts = [
    [t('columns.model'), `${model.providerKey}/${model.key}`],
    [t('model.tier'), tier],
    [
      t('model.context'),
      model.contextWindow ? t('model.tokens', { count: formatCount(model.contextWindow) }) : '–',
    ],
    [t('model.names'), names.length > 0 ? names.join(', ') : t('model.noNames')],
  ] as const;
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 pt-1">
      {facts.map(([label, value]) => (
        <div key={label} className="min-w-0">
          <dt className="text-xs text-ink2">{label}</dt>
          <dd className="break-all text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
