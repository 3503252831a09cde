'use client';

import './globals.css';

/** Even the root layout failed, messages included: both languages, without anything that could fail again. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Tollgate</title>
        <main className="grid max-w-[44em] justify-items-start gap-3 px-4 py-16 md:px-10">
          <h1 className="font-serif text-headline">Tollgate could not answer.</h1>
          <p>Nothing was changed. Try again; if it happens again, tell your administrator.</p>
          <p lang="zh-HK">資料未有任何更改。請再試一次；如問題持續，請通知管理員。</p>
          <button type="button" className="btn rounded-md border px-3 py-1" onClick={reset}>
            Try again · <span lang="zh-HK">再試一次</span>
          </button>
        </main>
      </body>
    </html>
  );
}
