import { describe, expect, it } from 'vitest';
import { parseMoney } from '../money/money';
import { csvColumnsInput, readCsvResults, readPromptfooResults } from './read-results';

const columns = (over = {}) => csvColumnsInput.parse(over);

describe('a CSV of results', () => {
  it('is read exactly, and names what it leaves out', () => {
    const text = [
      'prompt,model,score,input_tokens,output_tokens,cost',
      'a,small,1,120,30,1.25e-05',
      'a,large,0.5,,,$0.0031',
      'b,small,,1,1,0',
      'b,large,1.5,1,1,0',
      ',large,1,1,1,0',
      'a,small,0,1,1,0',
      'c,small,1,1,1,cheap',
      'd,small,1,x,1,0',
    ].join('\n');
    const { results, leftOut } = readCsvResults(text, columns());
    expect(results).toEqual([
      {
        row: 1,
        prompt: 'a',
        model: 'small',
        score: 1,
        inputTokens: 120n,
        outputTokens: 30n,
        cost: parseMoney('0.0000125'),
      },
      {
        row: 2,
        prompt: 'a',
        model: 'large',
        score: 0.5,
        inputTokens: null,
        outputTokens: null,
        cost: parseMoney('0.0031'),
      },
    ]);
    expect(leftOut.map(({ row, code }) => [row, code])).toEqual([
      [3, 'no_score'],
      [4, 'score_out_of_range'],
      [5, 'no_prompt'],
      [6, 'repeated'],
      [7, 'bad_cost'],
      [8, 'bad_tokens'],
    ]);
  });

  it('takes other columns, and scores in per cent', () => {
    const { results } = readCsvResults(
      'q,m,pass\nx,one,72.1\n',
      columns({ prompt: 'q', model: 'm', score: 'pass', scale: 100 }),
    );
    expect(results[0]).toMatchObject({ prompt: 'x', model: 'one', score: 0.721, cost: null });
    expect(() => readCsvResults('q,m\nx,one\n', columns())).toThrow('no column "prompt"; the file has q, m');
  });
});

describe('a result file of promptfoo', () => {
  const one = (over: object) => ({
    ...{ promptIdx: 0, testIdx: 0, prompt: { raw: 'Hi', label: 'hi' }, vars: { name: 'x' } },
    ...{ provider: { id: 'openai:chat:gpt-5-mini', label: '' }, score: 1, success: true, cost: 0.0000425 },
    ...{ response: { output: 'text', tokenUsage: { total: 42, prompt: 30, completion: 12 } } },
    ...over,
  });
  it('is read in both of its shapes', () => {
    const results = [one({}), one({ testIdx: 1, score: undefined, success: false, cost: 4e-7 })];
    const read = readPromptfooResults(JSON.stringify({ evalId: 'e', results: { version: 3, results } }));
    expect(read).toEqual({
      results: [
        {
          row: 1,
          prompt: 'test 1, prompt 1',
          model: 'gpt-5-mini',
          score: 1,
          inputTokens: 30n,
          outputTokens: 12n,
          cost: parseMoney('0.0000425'),
        },
        {
          row: 2,
          prompt: 'test 2, prompt 1',
          model: 'gpt-5-mini',
          score: 0,
          inputTokens: 30n,
          outputTokens: 12n,
          cost: parseMoney('0.0000004'),
        },
      ],
      leftOut: [],
    });
    expect(readPromptfooResults(JSON.stringify({ results }))).toEqual(read);
  });
  it('is refused where it is something else', () => {
    expect(() => readPromptfooResults('{')).toThrow('not JSON');
    expect(() => readPromptfooResults('{"results": 3}')).toThrow('not a promptfoo result file');
  });
});
