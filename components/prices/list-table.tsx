'use client';

import { useLocale, useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Status } from '@/components/ui/status';
import { TableScroll } from '@/components/ui/table-scroll';
import { formatCount } from '@/lib/money/format';
import type { PriceListDto } from '@/lib/pricing/catalogue-dto';
import { writeDay } from '@/lib/time/write';
import { ChangeDialog } from './change-dialog';
import { Moment } from './moment';
import type { ChangeActions } from './price-actions';

/** Lists that people write to always charge. */
const OWN = ['contract', 'manual'];

/** Every list in the order in which they are asked for a price. */
export function ListTable({
  lists,
  timeZone,
  canEdit,
  actions,
}: {
  lists: readonly PriceListDto[];
  timeZone: string;
  canEdit: boolean;
  actions: ChangeActions;
}) {
  const t = useTranslations('prices.lists');
  const locale = useLocale();
  return (
    <TableScroll label={t('caption')}>
      <table className="data-table">
        <caption className="sr-only">{t('caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list')}</th>
            <th scope="col" data-align="right">
              {t('models')}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t('published')}
            </th>
            <th scope="col">{t('use')}</th>
          </tr>
        </thead>
        <tbody>
          {lists.map((list, index) => (
            <tr key={list.listKey} className="align-top">
              <td className="min-w-[150px]">
                <span className="grid">
                  <span>
                    {index + 1}. {ownName(list) ?? list.name}
                  </span>
                  <span className="text-xs text-ink2">
                    {list.sourceUrl ? (
                      <a href={list.sourceUrl} className="text-link" rel="noreferrer">
                        {list.source}
                      </a>
                    ) : ownName(list) ? (
                      t('ownSource')
                    ) : (
                      list.source
                    )}
                  </span>
                </span>
              </td>
              <td data-align="right">{formatCount(list.models)}</td>
              <td className="whitespace-nowrap max-sm:hidden">
                {list.publishedOn ? (
                  writeDay(list.publishedOn, 'medium', locale)
                ) : (
                  <Moment
                    iso={OWN.includes(list.listKey) ? null : list.loadedAt}
                    timeZone={timeZone}
                    open="–"
                  />
                )}
              </td>
              <td>
                <span className="grid justify-items-start gap-1.5">
                  <Status tone={list.isCharging ? 'good' : 'neutral'}>
                    {t(list.isCharging ? 'charges' : 'compares')}
                  </Status>
                  {canEdit && !OWN.includes(list.listKey) && <ChooseListDialog {...{ list, actions }} />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );

  function ownName(list: PriceListDto): string | undefined {
    return list.listKey === 'contract' || list.listKey === 'manual' ? t(`own.${list.listKey}`) : undefined;
  }
}

/** Lets a list charge, or only compare: the effect on past usage is shown first. */
function ChooseListDialog({ list, actions }: { list: PriceListDto; actions: ChangeActions }) {
  const t = useTranslations('prices.lists');
  const way = list.isCharging ? 'stop' : 'start';
  return (
    <ChangeDialog
      trigger={<Button size="sm">{t(`${way}.button`)}</Button>}
      title={t(`${way}.title`, { list: list.name })}
      description={t(`${way}.intro`)}
      applyLabel={t(`${way}.button`)}
      doneLabel={t(`${way}.done`)}
      read={(form) => ({
        kind: 'listChoice',
        input: {
          listKey: list.listKey,
          isCharging: !list.isCharging,
          reason: String(form.get('why') ?? '').trim(),
        },
      })}
      actions={actions}
    >
      {(error) => (
        <Field label={t('reason')} error={error('reason') ?? error('listKey')}>
          <Input name="why" autoComplete="off" maxLength={500} />
        </Field>
      )}
    </ChangeDialog>
  );
}
