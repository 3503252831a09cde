import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AreaMessages } from '@/app/area-messages';
import { chooseLocale } from '@/app/preference-actions';
import { SharedPage } from '@/components/calculator/scenarios/shared-page';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { ThemeSwitch } from '@/components/shell/theme-switch';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('scenarios'))('shared.title'), referrer: 'no-referrer' };
}

/** For whoever has the link, signed in or not. The server reads nothing: the data is in the link. */
export default function SharedCalculatorPage() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header data-print="hide" className="flex max-w-[1180px] items-center gap-2 px-4 py-4 md:px-10">
        <span className="font-serif text-lg font-semibold">Tollgate</span>
        <div className="ml-auto flex gap-2">
          <LanguageSwitch actions={{ chooseLocale }} />
          <ThemeSwitch />
        </div>
      </header>
      <main className="w-full max-w-[1180px] flex-1 px-4 pt-2 pb-16 md:px-10">
        <AreaMessages of={['scenarios', 'calculatorKit']}>
          <SharedPage />
        </AreaMessages>
      </main>
    </div>
  );
}
