import { useLocale, useTranslations } from 'next-intl';
import type { Words } from '@/lib/board/narrative/narrate';
import { ruleLines } from '@/lib/chargeback/rule-lines';
import type { Statement } from '@/lib/chargeback/statement';

/** The rule in words, and what it split. */
export function RuleText({ statement }: { statement: Statement }) {
  const words = useTranslations() as unknown as Words;
  const locale = useLocale() === 'zh-HK' ? 'zh-HK' : 'en';
  return (
    <div className="grid max-w-[64em] gap-1.5 text-ink2">
      {ruleLines(statement, { locale, words }).map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
  );
}
