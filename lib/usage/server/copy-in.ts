import type { Writable } from 'node:stream';
import type postgres from 'postgres';

/** The part of the driver's query object that learns of a failure after its stream was handed out. */
interface Rejectable {
  reject: (error: unknown) => void;
}

/**
 * Runs a `COPY … FROM STDIN` and waits until the server has taken every chunk.
 * The driver settles the query when the stream opens, so an error that comes after the last chunk (a
 * constraint, a lost connection) would reach nobody: it is caught at the query itself.
 */
export async function copyIn(
  sql: postgres.TransactionSql,
  statement: string,
  chunks: () => Iterable<string>,
): Promise<void> {
  const query = sql.unsafe(statement);
  const rejectable = query as unknown as Rejectable;
  const rejectQuery = rejectable.reject;
  let fail: (error: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failed.catch(() => {});
  rejectable.reject = (error) => {
    fail(error);
    rejectQuery(error);
  };
  const stream = await query.writable();
  await Promise.race([sendAll(stream, chunks()), failed]);
}

function sendAll(stream: Writable, chunks: Iterable<string>): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.on('error', reject);
    stream.on('finish', resolve);
    for (const chunk of chunks) stream.write(chunk);
    stream.end();
  });
}
