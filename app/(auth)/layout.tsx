import type { ReactNode } from 'react';
import { AreaMessages } from '@/app/area-messages';
import { chooseLocale } from '@/app/preference-actions';
import { LanguageSwitch } from '@/components/shell/language-switch';
import { ThemeSwitch } from '@/components/shell/theme-switch';

/** The pages before sign-in: the name, the two switches, one column. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center gap-2 px-4 py-4 md:px-10">
        <span className="font-serif text-lg font-semibold">Tollgate</span>
        <div className="ml-auto flex gap-2">
          <LanguageSwitch actions={{ chooseLocale }} />
          <ThemeSwitch />
        </div>
      </header>
      <main className="mx-auto w-full max-w-[760px] flex-1 px-4 pt-[4vh] pb-16 md:pt-[9vh]">
        <AreaMessages of={['signIn', 'setup', 'settings', 'errors']}>{children}</AreaMessages>
      </main>
    </div>
  );
}
