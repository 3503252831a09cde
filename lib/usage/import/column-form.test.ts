import { describe, expect, it } from 'vitest';
import { guessColumns, mappingOf } from './column-form';
import { convertRow } from './convert';
import { parseMapping } from './mapping';

describe('the form of the Data page', () => {
  it('guesses usual column names and makes a mapping that converts', () => {
    const columns = ['request_id', 'timestamp', 'model', 'prompt_tokens', 'completion_tokens', 'team'];
    const form = guessColumns(columns, 'export', 'Asia/Hong_Kong');
    form.fixedTags.environment = 'production';
    const made = convertRow(
      {
        request_id: 'r-1',
        timestamp: '2026-11-20 09:00',
        model: 'gpt-5.2',
        prompt_tokens: '12',
        completion_tokens: '3',
        team: 'claims',
      },
      1,
      parseMapping(mappingOf(form)),
    );
    expect(made).toMatchObject({
      kind: 'event',
      event: {
        id: 'r-1',
        time: '2026-11-20T01:00:00.000Z',
        model: 'gpt-5.2',
        tokens: { input: 12, output: 3 },
        tags: { team: 'claims', environment: 'production' },
      },
    });
  });

  it('says which field is not chosen yet', () => {
    const form = guessColumns(['a', 'b'], 'export', 'UTC');
    expect(() => parseMapping(mappingOf(form))).toThrow(/time.*model.*tokens/s);
  });
});
