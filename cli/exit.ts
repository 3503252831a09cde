import { TollgateError } from '@/lib/errors';

/** 0: all done. 1: stopped by an error. 2: wrong arguments or mapping. 3: done, and some rows were rejected. */
export const EXIT = { done: 0, failed: 1, usage: 2, rejected: 3 } as const;

/** Runs a command; an error is one line a person can act on, and the exit status says which kind it was. */
export async function run(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const known = error instanceof TollgateError;
    console.error(`tollgate: ${known || error instanceof Error ? error.message : String(error)}`);
    process.exitCode = known && error.code === 'invalid' ? EXIT.usage : EXIT.failed;
  }
}
