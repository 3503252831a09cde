import { Command } from 'commander';
import { publishedRows } from '@/lib/calculator/published';
import { PUBLISHED_NOTE, publishedTable } from '@/lib/calculator/published-text';

/** `tollgate calculator published`: the scenarios of the seed document, printed against computed. */
export function calculatorCommand(): Command {
  const command = new Command('calculator').description('what AI work costs, without a database');
  command
    .command('published')
    .description('the 21 published scenario figures beside what their own inputs give, and why they differ')
    .action(() => console.log(`${publishedTable(publishedRows())}\n\n${PUBLISHED_NOTE}`));
  return command;
}
