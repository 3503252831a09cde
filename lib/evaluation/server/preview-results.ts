import { question } from '../../access/server/verb';
import { TollgateError } from '../../errors';
import { moneyToString } from '../../money/money';
import type { ResultsPreview } from '../evaluation-dto';
import { previewResultsInput } from '../evaluation-input';
import { columnsOf, readCsvResults, readPromptfooResults } from '../read-results';

const FIRST_ROWS = 5;
const MOST_LEFT_OUT = 50;

/** What a file of results would come to: models, first rows, and the rows that cannot be used. */
export const previewResults = question({
  name: 'previewResults',
  permission: 'evaluation.edit',
  input: previewResultsInput,
  run: async ({ input }): Promise<ResultsPreview> => {
    const columns = input.format === 'csv' ? columnsOf(input.text) : [];
    const nothing = { columns, results: 0, models: [], first: [], leftOut: [], moreLeftOut: 0 };
    try {
      const { results, leftOut } =
        input.format === 'csv' ? readCsvResults(input.text, input.columns) : readPromptfooResults(input.text);
      const models = new Map<string, number>();
      for (const { model } of results) models.set(model, (models.get(model) ?? 0) + 1);
      return {
        columns,
        problem: null,
        results: results.length,
        models: [...models].map(([model, cases]) => ({ model, cases })),
        first: results.slice(0, FIRST_ROWS).map(({ row, prompt, model, score, cost }) => ({
          ...{ row, model, score: score.toFixed(3) },
          prompt: prompt.slice(0, 80),
          cost: cost === null ? null : moneyToString(cost),
        })),
        leftOut: leftOut.slice(0, MOST_LEFT_OUT),
        moreLeftOut: Math.max(0, leftOut.length - MOST_LEFT_OUT),
      };
    } catch (error) {
      if (!(error instanceof TollgateError)) throw error;
      return { ...nothing, problem: error.message };
    }
  },
});
