import { Command } from 'commander';
import { auditCommand } from './audit';
import { calculatorCommand } from './calculator';
import { evaluateCommand } from './evaluate';
import { run } from './exit';
import { addImport } from './import';
import { pricesCommand } from './prices';
import { reconcileCommand } from './reconcile';
import { rollupCommand } from './rollup';

const program = new Command('tollgate')
  .description('Tollgate on the command line: the same verbs as the console.')
  .showHelpAfterError();

addImport(program);
program.addCommand(auditCommand());
program.addCommand(calculatorCommand());
program.addCommand(evaluateCommand());
program.addCommand(pricesCommand());
program.addCommand(reconcileCommand());
program.addCommand(rollupCommand());

await run(async () => {
  await program.parseAsync();
  return Number(process.exitCode ?? 0);
});
