'use client';

import { PlainTable } from '@/components/ui/plain-table';
import { Status } from '@/components/ui/status';
import type { GoldenSetPreview } from '@/lib/evaluation/evaluation-dto';
import type { LineProblem } from '@/lib/evaluation/read-golden-set';
import { useEvidenceText } from './use-evidence-text';

/** What a text would be as a golden set: how many cases, the first of them, and each line that must change. */
export function SetPreview({ preview }: { preview: GoldenSetPreview }) {
  const { t } = useEvidenceText();
  const { problems } = preview;
  return (
    <section aria-label={t('preview.title')} className="grid gap-3 border-t pt-3" data-testid="set-preview">
      <p className="flex flex-wrap gap-x-3">
        <Status tone={problems.length > 0 ? 'bad' : 'good'}>
          {problems.length > 0
            ? t('preview.problems', { lines: problems.length + preview.moreProblems })
            : t('preview.good')}
        </Status>
        <span className="text-ink2">
          {t('cases', { cases: preview.cases })} · {preview.graders.join(', ')}
        </span>
      </p>
      {preview.tooMany !== null && (
        <p className="text-bad">{t('preview.tooMany', { most: preview.tooMany })}</p>
      )}
      {problems.length > 0 && (
        <ul className="grid gap-1.5 text-sm">
          {problems.map((problem) => (
            <li key={problem.line}>
              <b className="font-medium">{t('preview.line', { line: problem.line })}</b>{' '}
              <LineText problem={problem} />
            </li>
          ))}
          {preview.moreProblems > 0 && (
            <li className="text-ink2">{t('preview.more', { lines: preview.moreProblems })}</li>
          )}
        </ul>
      )}
      {preview.first.length > 0 && (
        <PlainTable
          caption={t('preview.first')}
          headings={[
            { key: 'prompt', label: t('preview.prompt') },
            { key: 'expected', label: t('preview.expected') },
            { key: 'grader', label: t('preview.grader') },
          ]}
        >
          {preview.first.map(({ line, prompt, expected, grader }) => (
            <tr key={line}>
              <td className="max-w-64 truncate">{prompt}</td>
              <td className="max-w-40 truncate">{expected}</td>
              <td>{grader}</td>
            </tr>
          ))}
        </PlainTable>
      )}
    </section>
  );
}

/** What to do about a line. */
function LineText({ problem: { code, of } }: { problem: LineProblem }) {
  const { t } = useEvidenceText();
  if (code === 'unfit_expected' || code === 'no_expected')
    return (
      <>{t.has(`graders.${of}`) ? t(`graders.${of as 'exact'}`) : t('problems.unknown_grader', { of })}</>
    );
  return <>{t(`problems.${code}`, { of })}</>;
}
