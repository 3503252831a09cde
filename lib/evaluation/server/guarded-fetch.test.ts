import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressFault, createGuardedFetch } from './guarded-fetch';

let server: Server;
let port: number;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') return void response.writeHead(302, { location: '/there' }).end();
    response.writeHead(201, { 'x-said': 'yes' }).end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
});

it.each([
  ['169.254.169.254', 'forbidden_address'],
  ['0.0.0.0', 'forbidden_address'],
  ['fe80::1', 'forbidden_address'],
  ['fd00:ec2::254', 'forbidden_address'],
  ['::ffff:169.254.169.254', 'forbidden_address'],
  ['127.0.0.1', 'private_address'],
  ['10.1.2.3', 'private_address'],
  ['172.31.255.255', 'private_address'],
  ['192.168.0.1', 'private_address'],
  ['100.64.0.1', 'private_address'],
  ['::1', 'private_address'],
  ['fd12::1', 'private_address'],
  ['::ffff:127.0.0.1', 'private_address'],
  ['172.32.0.1', undefined],
  ['93.184.216.34', undefined],
  ['2606:4700::1111', undefined],
])('%s: %s', (address, code) => {
  expect(addressFault(address, address, new Set())?.code).toBe(code);
});

it('asks nobody in a private network whom the operator did not name, however it is written', async () => {
  const guarded = createGuardedFetch(new Set());
  const before = asked.length;
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])
    await expect(guarded(`http://${host}:${port}/v1`), host).rejects.toMatchObject({
      code: 'private_address',
    });
  expect(asked).toHaveLength(before);
  // What no operator can allow.
  await expect(
    createGuardedFetch(new Set(['169.254.169.254']))('http://169.254.169.254/latest'),
  ).rejects.toMatchObject({ code: 'forbidden_address' });
});

it('asks whom the operator named, follows no redirect, and says when nobody answers', async () => {
  const guarded = createGuardedFetch(new Set(['localhost', '127.0.0.1']));
  const answer = await guarded(`http://localhost:${port}/v1`, { method: 'POST', body: '{}' });
  expect([answer.status, answer.headers.get('x-said'), await answer.json()]).toEqual([
    201,
    'yes',
    { ok: true },
  ]);
  await expect(guarded(`http://127.0.0.1:${port}/away`)).rejects.toMatchObject({ code: 'redirected' });
  expect(asked).not.toContain('/there');
  await expect(guarded('http://127.0.0.1:1/v1')).rejects.toMatchObject({ code: 'unreachable' });
  const stopped = AbortSignal.abort(new Error('enough'));
  await expect(guarded(`http://127.0.0.1:${port}/v1`, { signal: stopped })).rejects.toThrow('enough');
});
