import { Command } from 'commander';
import { auditCommand } from './audit';
import { run } from './exit';
import { addImport } from './import';
import { reconcileCommand } from './reconcile';
import { rollupCommand } from './rollup';

const program = new Command('tollgate')
  .description('Tollgate on the command line: the same verbs as the console.')
  .showHelpAfterError();

addImport(program);
program.addCommand(auditCommand());
program.addCommand(reconcileCommand());
program.addCommand(rollupCommand());

await run(async () => {
  await program.parseAsync();
  return typeof process.exitCode === 'number' ? process.exitCode : 0;
});
