import { useTranslations } from 'next-intl';

/** The name of a list: those that people write to are named in the reader's language. */
export function ListName({ listKey, name }: { listKey: string; name: string }) {
  const t = useTranslations('prices.lists.own');
  return <>{listKey === 'contract' || listKey === 'manual' ? t(listKey) : name}</>;
}
