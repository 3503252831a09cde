import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { getDb } from '@/app/database';
import { chooseCurrency, chooseLocale } from '@/app/preference-actions';
import { getReadingCurrency } from '@/app/reading-currency';
import { getCtx } from '@/app/session';
import { Rail } from '@/components/shell/rail';
import { TopBar } from '@/components/shell/top-bar';
import { getOrganisation } from '@/lib/access/server/get-organisation';
import { countUnreadAlerts } from '@/lib/alerts/server/count-unread-alerts';
import { countUnreadAction } from './inbox/actions';
import { railNotes } from './rail-notes';
import { searchConsole } from './search-action';

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const ctx = await getCtx();
  const [t, organisation, currency, notes, unread] = await Promise.all([
    getTranslations('shell'),
    getOrganisation(getDb()),
    getReadingCurrency(),
    railNotes(ctx),
    countUnreadAlerts(ctx, {}),
  ]);
  const name = organisation?.name ?? '';
  const demo = organisation?.isDemo ?? false;
  const person = {
    name: ctx.actor.name,
    role: ctx.actor.kind === 'user' ? ctx.actor.role : ('engineer' as const),
  };
  return (
    <div className="app-grid min-h-dvh md:grid md:grid-cols-[196px_minmax(0,1fr)]">
      <a
        href="#content"
        className="btn sr-only rounded-md bg-raise px-3 py-1.5 focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-50"
      >
        {t('skip')}
      </a>
      <Rail role={person.role} notes={notes} organisation={name} demo={demo} />
      <div className="min-w-0">
        <TopBar
          person={person}
          organisation={name}
          demo={demo}
          currency={currency}
          notes={notes}
          unread={unread}
          actions={{
            chooseLocale,
            chooseCurrency,
            search: searchConsole,
            countUnread: countUnreadAction,
          }}
        />
        <main id="content" tabIndex={-1} className="max-w-[1180px] px-4 pt-2 pb-16 outline-none md:px-10">
          {children}
        </main>
      </div>
    </div>
  );
}
