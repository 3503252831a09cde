import { PlainTable } from '@/components/ui/plain-table';
import { Status } from '@/components/ui/status';
import type { OutcomePreview } from '@/lib/outcomes/import/preview';
import { useRowProblem } from './use-row-problem';
import type { useWorkflowText } from './use-workflow-text';

/** What an import would do with the file, and its first rows as they would become outcomes. */
export function ImportPreview({
  preview,
  text: { t, count },
}: {
  preview: OutcomePreview;
  text: Pick<ReturnType<typeof useWorkflowText>, 't' | 'count'>;
}) {
  const explain = useRowProblem();
  const { issues, rows, dryRun } = preview;
  return (
    <div className="grid min-w-0 gap-2">
      {issues.map(({ path, message }) => (
        <p key={`${path}${message}`} role="alert" className="text-bad text-sm">
          ▲ <code>{path}</code>: {message}
        </p>
      ))}
      {dryRun && (
        <p data-testid="import-dry-run">
          {t('import.dryRun', {
            accepted: count(dryRun.accepted),
            duplicates: count(dryRun.duplicates),
            skipped: count(dryRun.skipped),
            rejected: count(dryRun.rejected),
          })}
        </p>
      )}
      <div className="max-h-56 overflow-y-auto">
        <PlainTable
          caption={t('import.preview')}
          headings={[
            { key: 'row', label: t('import.row'), align: 'right' },
            { key: 'becomes', label: t('import.becomes') },
          ]}
        >
          {rows.map(({ number, outcome, problem, cells }) => (
            <tr key={number}>
              <td data-align="right">{count(number)}</td>
              <td className="text-xs">
                {problem && <Status tone="bad">{explain(problem)}</Status>}
                {outcome && (
                  <Status tone="good">
                    {[
                      `${outcome.outcome} × ${count(outcome.count)}`,
                      outcome.workflow,
                      utcMinute(outcome.time),
                      outcome.value && `${outcome.value.amount} ${outcome.value.currency}`,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Status>
                )}
                {!problem && !outcome && Object.values(cells).join(' · ')}
              </td>
            </tr>
          ))}
        </PlainTable>
      </div>
    </div>
  );
}

/** As 2026-11-20 02:00 UTC: the zone of the file is what is checked here. */
const utcMinute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;
