import { expect, it } from 'vitest';
import { csvText } from './csv-text';

it('writes headings, exact figures and what is unknown, with the mark Excel needs', () => {
  expect(
    csvText([
      ['model', 'usd'],
      ['GPT-5, "mini"', '0.000000250000'],
      ['none', null],
      ['less', '-12.5'],
    ]),
  ).toBe('\uFEFFmodel,usd\r\n"GPT-5, ""mini""",0.000000250000\r\nnone,\r\nless,-12.5\r\n');
});

it('keeps text from being run as a formula', () => {
  expect(csvText([['=1+1', '-2+3', '@name', '+1']])).toBe("\uFEFF'=1+1,'-2+3,'@name,'+1\r\n");
});
