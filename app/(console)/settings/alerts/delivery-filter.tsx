'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Select } from '@/components/ui/select';
import { type ChannelRow, DELIVERY_STATES } from '@/lib/alerts/alert-dto';
import { type DeliverySearch, deliveriesHref, PEOPLE } from './search-params';

const ANY = 'any';

export function DeliveryFilter({
  channels,
  search,
}: {
  channels: readonly ChannelRow[];
  search: DeliverySearch;
}) {
  const t = useTranslations('alerts.log');
  const router = useRouter();
  const show = (change: Partial<DeliverySearch>) =>
    router.push(deliveriesHref({ ...search, ...change, before: null }), { scroll: false });
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <Select
        aria-label={t('channel')}
        value={search.to ?? ANY}
        onValueChange={(to) => show({ to: to === ANY ? null : to })}
        options={[
          { value: ANY, label: t('anyChannel') },
          { value: PEOPLE, label: t('people') },
          ...channels.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        aria-label={t('state')}
        value={search.state ?? ANY}
        onValueChange={(state) => show({ state: DELIVERY_STATES.find((one) => one === state) ?? null })}
        options={[
          { value: ANY, label: t('anyState') },
          ...DELIVERY_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
        ]}
      />
    </div>
  );
}
