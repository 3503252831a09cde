import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertRow } from './convert';
import { type MappingInput, mappedColumns, parseMapping } from './mapping';
import { type FileFormat, readRows, type SourceRow } from './read-rows';
import { type ImportJob, runImport, type SendResult } from './run';

const base: MappingInput = {
  name: 'test',
  source: 'file',
  id: { template: '{run}|{step}' },
  time: { column: 'at' },
  model: 'model',
  tokens: { input: 'in', output: 'out' },
  tags: { team: { constant: 'claims' } },
};
const row = { run: 'r', step: '1', at: '2026-10-31T23:59:59.123+08:00', model: 'm', in: '100', out: '20' };

function convert(changes: Partial<MappingInput>, cells: Record<string, unknown> = {}, number = 1) {
  return convertRow({ ...row, ...cells }, number, parseMapping({ ...base, ...changes }));
}
function event(changes: Partial<MappingInput>, cells: Record<string, unknown> = {}, number = 1) {
  const made = convert(changes, cells, number);
  if (made.kind !== 'event') throw new Error(JSON.stringify(made));
  return made.event;
}
const code = (changes: Partial<MappingInput>, cells: Record<string, unknown> = {}) => {
  const made = convert(changes, cells);
  return made.kind === 'rejected' ? made.problem.code : made.kind;
};

describe('a row becomes an event', () => {
  it('fills id, time, tokens and tags', () => {
    expect(event({})).toEqual({
      id: 'r|1',
      time: '2026-10-31T15:59:59.123Z',
      model: 'm',
      requests: 1,
      tokens: { input: 100, cache_read: 0, cache_write_5m: 0, cache_write_1h: 0, output: 20, reasoning: 0 },
      tags: { team: 'claims' },
    });
  });

  it.each([
    ['2023-11-16 18:17:03.9799600', { zone: 'UTC' }, '2023-11-16T18:17:03.979Z'],
    ['2026-11-01 08:00', { zone: 'Asia/Hong_Kong' }, '2026-11-01T00:00:00.000Z'],
    ['2026-11-01 08:00:00+0800', {}, '2026-11-01T00:00:00.000Z'],
    ['1793491200', { format: 'epoch_s' }, '2026-11-01T00:00:00.000Z'],
    ['1793491200123', { format: 'epoch_ms' }, '2026-11-01T00:00:00.123Z'],
    ['3600', { format: 'offset_s', origin: '2026-01-01T00:00:00Z' }, '2026-01-01T01:00:00.000Z'],
    ['2026-11-01T01:30:00', { zone: 'America/New_York', ambiguous: 'later' }, '2026-11-01T06:30:00.000Z'],
  ] as const)('reads the time %s', (at, time, expected) => {
    expect(event({ time: { column: 'at', ...time } }, { at }).time).toBe(expected);
  });

  it('makes times where rows have none, or share one', () => {
    expect(event({ time: { start: '2026-01-01T00:00:00Z', every_ms: 500 } }, {}, 3).time).toBe(
      '2026-01-01T00:00:01.000Z',
    );
    const plus = { column: 'step', milliseconds: 10 };
    expect(event({ time: { column: 'at', plus } }, { step: '4' }).time).toBe('2026-10-31T15:59:59.163Z');
  });

  it('subtracts what a class includes, so that classes are disjoint', () => {
    const tokens = {
      input: 'in',
      output: 'out',
      cache_read: 'cached',
      reasoning: 'thinking',
      total: 'total',
      input_includes_cached: true,
      output_includes_reasoning: true,
    };
    const made = event({ tokens }, { cached: '60', thinking: '5', total: '120' });
    expect(made.tokens).toMatchObject({ input: 40, cache_read: 60, output: 15, reasoning: 5 });
    expect(code({ tokens }, { cached: '101', thinking: '0', total: '120' })).toBe('negative_remainder');
    expect(code({ tokens }, { cached: '60', thinking: '5', total: '121' })).toBe('total_mismatch');
  });

  it('scales thousands and millions exactly', () => {
    const tokens = { input: 'in', output: 'out', unit: 'thousand' as const };
    expect(event({ tokens }, { in: '1.234', out: '2' }).tokens).toMatchObject({ input: 1234, output: 2000 });
    expect(code({ tokens }, { in: '1.2345' })).toBe('fractional_tokens');
  });

  it('reads aggregated rows, JSON members, replaced values and defaults', () => {
    const made = event(
      {
        requests: 'n',
        status: { column: 's', values: { success: 'ok' } },
        tags: { team: 'metadata.team', environment: { column: 'env', default: 'production' } },
        tags_from_json: ['metadata'],
      },
      { n: '285.0', s: 'success', metadata: '{"team":"ops","feature":"triage","depth":3}' },
    );
    expect(made).toMatchObject({ requests: 285, status: 'ok' });
    expect(made.tags).toEqual({ team: 'ops', feature: 'triage', environment: 'production' });
  });

  it('names the model asked for only where another one served', () => {
    expect(event({ requested_model: 'asked' }, { asked: 'm' }).requested_model).toBeUndefined();
    expect(event({ requested_model: 'asked' }, { asked: 'big' }).requested_model).toBe('big');
  });

  it('keeps equal rows apart by their number', () => {
    expect(event({ id: 'content' }, {}, 1).id).not.toBe(event({ id: 'content' }, {}, 2).id);
    expect(event({ id: 'content' }, {}, 1).id).toBe(event({ id: 'content' }, {}, 1).id);
  });
});

describe('a row that cannot be known is rejected, not guessed', () => {
  it.each([
    ['blank_tokens', {}, { in: '' }],
    ['bad_tokens', {}, { in: 'many' }],
    ['negative_tokens', {}, { in: '-1' }],
    ['fractional_tokens', {}, { in: '1.5' }],
    ['number_too_large', {}, { in: '9007199254740993' }],
    ['missing_model', {}, { model: '' }],
    ['missing_id', {}, { step: '' }],
    ['missing_time', {}, { at: '' }],
    ['bad_time', {}, { at: 'yesterday' }],
    ['time_without_zone', {}, { at: '2026-11-01 08:00' }],
    ['ambiguous_time', { time: { column: 'at', zone: 'America/New_York' } }, { at: '2026-11-01T01:30:00' }],
    ['blank_requests', { requests: 'n' }, { n: '' }],
    ['no_requests', { requests: 'n' }, { n: '0' }],
    ['skipped', { requests: 'n' }, { n: '0.0', in: '0', out: '0' }],
  ] as const)('%s', (expected, changes, cells) => {
    expect(code(changes as Partial<MappingInput>, cells)).toBe(expected);
  });
});

describe('mapping', () => {
  it('names the field that is wrong', () => {
    expect(() => parseMapping({ ...base, tokens: {} })).toThrow(/tokens: map at least one/);
    expect(() => parseMapping({ ...base, time: { column: 'at', zone: 'Mars' } })).toThrow(
      /time\.zone: "Mars"/,
    );
    expect(() => parseMapping({ ...base, time: { column: 'at', format: 'offset_s' } })).toThrow(
      /time\.origin/,
    );
    expect(() => parseMapping({ ...base, colour: 'red' })).toThrow(/colour/);
  });
  it('lists the columns it reads', () => {
    expect(mappedColumns(parseMapping(base)).sort()).toEqual(['at', 'in', 'model', 'out', 'run', 'step']);
  });
});

async function* chunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function read(content: string | Buffer, format: FileFormat, size = 7): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const made of readRows(chunks(Buffer.from(content), size), { format })) rows.push(made);
  return rows;
}

describe('readRows', () => {
  it('reads CSV with a BOM, quoted newlines and a short row', async () => {
    const rows = await read('\uFEFFa,b\r\n1,"two\nlines"\r\n3\r\n', 'csv');
    expect(rows.map((r) => r.row)).toEqual([
      { a: '1', b: 'two\nlines' },
      { a: '3', b: '' },
    ]);
    expect(rows[1]?.problem?.code).toBe('wrong_columns');
  });
  it('reads gzip, JSON Lines and arrays alike, however they are cut', async () => {
    const made = [{ a: 'x],[{"' }, { a: '香港', b: { c: [1] } }, { a: '\\"' }];
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), async (size) => {
        const array = await read(gzipSync(JSON.stringify(made)), 'json', size);
        const lines = await read(made.map((r) => JSON.stringify(r)).join('\n'), 'jsonl', size);
        expect(array.map((r) => r.row)).toEqual(made);
        expect(lines.map((r) => r.row)).toEqual(made);
      }),
    );
  });
  it('says what is wrong with a file', async () => {
    await expect(read('{"a":1}', 'json')).rejects.toThrow(/one array/);
    await expect(read('[{"a":1}', 'json')).rejects.toThrow(/cut off/);
    await expect(read('a,b\n1,"open', 'csv')).rejects.toThrow(/after row 0/);
    expect((await read('nonsense\n{"a":1}', 'jsonl')).map((r) => r.problem?.code)).toEqual([
      'malformed_json',
      undefined,
    ]);
  });
});

describe('runImport', () => {
  const source = (count: number, broken: readonly number[] = []) =>
    (async function* () {
      for (let n = 1; n <= count; n += 1)
        yield {
          number: n,
          row: { ...row, step: String(n), in: broken.includes(n) ? '' : '100' },
        } satisfies SourceRow;
    })();
  const job = (changes: Partial<ImportJob>): ImportJob => ({
    rows: source(10, [4]),
    mapping: parseMapping(base),
    batchSize: 3,
    concurrency: 2,
    send: async (events): Promise<SendResult> => ({
      accepted: events.length,
      duplicates: 0,
      unpriced: 0,
      rejected: [],
    }),
    ...changes,
  });

  it('counts every row once', async () => {
    const made = await runImport(job({}));
    expect(made).toMatchObject({
      rows: 10,
      accepted: 9,
      rejected: 1,
      rejectedByCode: { blank_tokens: 1 },
      settledRows: 10,
    });
    expect(made.requests).toBe(9n);
    expect(made.tokens).toMatchObject({ input: 900n, output: 180n });
  });

  it('gives a refusal of the meter its row and field', async () => {
    const rejected: unknown[] = [];
    const send = async (events: unknown[]): Promise<SendResult> => ({
      accepted: events.length - 1,
      duplicates: 0,
      unpriced: 0,
      rejected: [{ index: 1, code: 'time_ahead', pointer: '/events/1/time', detail: 'x' }],
    });
    const made = await runImport(
      job({ rows: source(3), send, onRejected: (rows) => void rejected.push(...rows) }),
    );
    expect(rejected).toMatchObject([{ number: 2, code: 'time_ahead', field: 'time', row: { step: '2' } }]);
    expect(made.tokens.input).toBe(200n);
  });

  it('stops at a failed batch and says where to resume', async () => {
    let settled = 0;
    const send = async (events: { id: string }[]): Promise<SendResult> => {
      if (events.some((e) => e.id === 'r|8')) throw new Error('meter away');
      return { accepted: events.length, duplicates: 0, unpriced: 0, rejected: [] };
    };
    const onProgress = (s: { settledRows: number }) => {
      settled = s.settledRows;
    };
    await expect(runImport(job({ send, onProgress, concurrency: 1 }))).rejects.toThrow('meter away');
    expect(settled).toBe(6);
    const rest = await runImport(job({ skipRows: settled }));
    expect(rest).toMatchObject({ rows: 10, accepted: 4, settledRows: 10 });
  });
});
