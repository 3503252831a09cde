import { type Messages, NextIntlClientProvider } from 'next-intl';
import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';

/** Words that client parts of every page use. */
export const EVERYWHERE = ['common', 'shell'] as const satisfies (keyof Messages)[];

/** Sends client parts only the namespaces named here, beside those of every page: the whole is 150 kB. */
export async function AreaMessages({
  of,
  children,
}: {
  of: readonly (keyof Messages)[];
  children: ReactNode;
}) {
  const all = await getMessages();
  const sent = Object.fromEntries([...EVERYWHERE, ...of].map((name) => [name, all[name]]));
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
