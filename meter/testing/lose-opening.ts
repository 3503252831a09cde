/**
 * A program whose database accepts a connection and shuts down at the first thing it is asked: what a restart of
 * Postgres does to a connection that is being opened. Says what it survived, and ends by itself where it did.
 */
import net from 'node:net';
import { sql } from 'drizzle-orm';
import { connect } from '@/db/client';
import { surviveLostSockets } from '../survive-lost-sockets';

function message(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const AUTHENTICATED = message('R', Buffer.alloc(4));
const READY = message('Z', Buffer.from('I'));
const SHUT_DOWN = message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection\0\0'));

const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', () => {
    socket.write(Buffer.concat([AUTHENTICATED, READY]));
    socket.once('data', () => socket.end(SHUT_DOWN));
  });
});

surviveLostSockets((error) => console.log(`survived ${(error as { code?: string }).code}`));
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as net.AddressInfo;
  const db = connect(`postgres://nobody:x@127.0.0.1:${port}/nothing`, { max: 1 });
  await db.transaction((tx) => tx.execute(sql`select 1`)).catch(() => console.log('failed'));
  setImmediate(() => process.exit(0));
});
