'use client';

import { useTranslations } from 'next-intl';

interface Refused {
  code: string;
  message: string;
  issues: readonly { path: string; code: string; message: string }[];
}

/** A refusal in the reader's language where its code is known, otherwise as the server said it. */
export function useRefusal(): (error: Refused) => string {
  const t = useTranslations('data.problems');
  return (error) => {
    const code = error.issues[0]?.code;
    return code && t.has(code as 'no_rule') ? t(code as 'no_rule') : error.message;
  };
}
