import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import en from '@/messages/en.json';
import zhHK from '@/messages/zh-HK.json';
import { formatShareOf, fromUnits, toLedgerScale } from '../../attribution/figure';
import { formatCount, formatMoney, type Locale } from '../../money/format';
import { writeDay } from '../../time/write';
import type { Board } from '../board';
import { PACK_LOCALES, PACK_SECTIONS } from '../pack';
import { packVoice } from '../server/pack-words';
import { bridge, budget, department, figure, metric, sampleBoard, workflow } from '../testing/sample-board';
import { narrate } from './narrate';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const said = (board: Board, locale: Locale = 'en') => {
  const prose = narrate(board, packVoice(locale));
  return Object.fromEntries(Object.entries(prose).map(([section, lines]) => [section, lines.map(plain)]));
};

describe('the sentences of a month worked out by hand', () => {
  it('in English', () => {
    expect(said(sampleBoard())).toMatchObject({
      cover: [
        'AI spend rose 10.4 % to HK$596,323 in October 2026.',
        'Each business outcome cost HK$7.94.',
        '1 of 2 budgets held.',
      ],
      bridge: [
        'Priced spend rose by HK$56,275 against September 2026, from HK$540,048 to HK$596,323.',
        'Volume added HK$61,275.',
        '44,509,224 tokens have no price and are in no amount.',
      ],
      departments: [
        'Operations spent most: HK$400,000, 67.1 % of the whole.',
        'Operations grew most, from HK$300,000 to HK$400,000.',
        'HK$2,157 (0.4 %) belongs to no department.',
      ],
      workflows: [
        '1 of 2 workflows that can be judged were worth more than they cost.',
        '“Resolve a ticket” earned most, HK$13,920 beyond its cost.',
        '“Review a contract” lost most: HK$14,345.',
      ],
      appendix: [
        '93.7 % of effective cost carries every required tag, and 99.9 % of requests have a price.',
        'Amounts are converted at 7.8 HKD to the US dollar.',
        'Price lists the amounts rest on, named below: 1.',
      ],
    });
  });

  it('in Hong Kong Chinese', () => {
    expect(said(sampleBoard(), 'zh-HK')).toMatchObject({
      cover: [
        '2026年10月的 AI 開支上升 10.4 % 至 HK$596,323。',
        '每項業務成果的成本為 HK$7.94。',
        '2 個預算中有 1 個守住上限。',
      ],
      forecast: [
        '現正進行的月份預計以 HK$617,065 結束，五次之中有四次介乎 HK$593,682 至 HK$640,448。',
        '財政年度預計以 HK$617,065 結束，五次之中有四次介乎 HK$593,682 至 HK$640,448。',
        '每月預算上限為 HK$740,000。',
      ],
    });
  });

  it('says what is not known instead of a number', () => {
    const nothing = figure(null);
    const board = sampleBoard({
      spend: { amount: nothing, previous: nothing, change: nothing, changeShare: null },
      ...{ departments: [], workflows: [], budgets: [], savings: [], risks: [], decisions: [] },
    });
    const prose = said(board);
    expect(prose.cover?.[0]).toBe(
      'The AI spend of October 2026 cannot be stated: an exchange rate is missing.',
    );
    expect(prose.savings).toEqual(['No savings initiative is on the books.']);
    expect(prose.risks).toEqual(["No rule found a risk in this month's figures."]);
  });

  it('calls a change that rounds to nothing none', () => {
    const { spend } = sampleBoard();
    const board = sampleBoard({ spend: { ...spend, changeShare: '0.000004' } });
    expect(said(board).cover?.[0]).toBe('AI spend held at HK$596,323 in October 2026.');
  });
});

const amount = fc.bigInt(-(10n ** 19n), 10n ** 19n).map((units) => fromUnits(units, 12));
const above = fc.bigInt(0n, 10n ** 19n).map((units) => fromUnits(units, 12));
const ratio = fc.integer({ min: 0, max: 3_000_000 }).map((millionths) => fromUnits(BigInt(millionths), 6));

const anyBoard = fc
  .record({
    state: fc.constantFrom('running' as const, 'over' as const, 'closed' as const),
    spend: fc.record({ amount: above, previous: above, change: amount, changeShare: fc.option(ratio) }),
    bridge: fc.record({
      before: above,
      after: above,
      change: amount,
      volume: amount,
      price: amount,
      fx: amount,
    }),
    departments: fc.array(fc.tuple(above, above, ratio), { maxLength: 5 }),
    margins: fc.array(fc.option(amount), { maxLength: 6 }),
    budgets: fc.array(
      fc.tuple(ratio, fc.constantFrom('on_track' as const, 'exceeded' as const, 'will_exceed' as const)),
      {
        maxLength: 6,
      },
    ),
    outcome: fc.option(fc.tuple(above, above)),
    compliance: fc.option(fc.tuple(ratio, ratio)),
    savings: fc.array(fc.option(above), { maxLength: 3 }),
  })
  .map((it): Board => {
    const name = (index: number) => 'ABCDEF'.charAt(index);
    return sampleBoard({
      state: it.state,
      spend: {
        ...{ amount: figure(it.spend.amount), previous: figure(it.spend.previous) },
        ...{ change: figure(it.spend.change), changeShare: it.spend.changeShare },
      },
      bridge: {
        ...sampleBoard().bridge,
        total: bridge(it.bridge.before, it.bridge.after, it.bridge.change, [
          { part: 'volume', amount: it.bridge.volume, share: null },
          { part: 'price', amount: it.bridge.price, share: null },
          { part: 'fx', amount: it.bridge.fx, share: null },
        ]),
      },
      departments: it.departments.map(([now, before, of], index) => department(name(index), now, before, of)),
      workflows: it.margins.map((margin, index) => workflow(name(index), margin)),
      budgets: it.budgets.map(([used, state], index) => budget(name(index), used, state)),
      metrics: [
        metric('cost_per_outcome', it.outcome?.[0] ?? null, it.outcome?.[1] ?? null),
        metric('budget_compliance', it.compliance?.[0] ?? null, it.compliance?.[1] ?? null),
      ],
      savings: it.savings.map((savingMonthly, index) => ({
        ...{ id: String(index), name: name(index), workflow: null, state: 'proposed', savingMonthly },
      })),
    });
  });

/** Every way a figure of the board is written, and how many of a kind it holds. */
function writings(board: Board, locale: Locale): Set<string> {
  const { budgets, metrics, workflows, savings, priceSources } = board;
  const judged = workflows.filter(({ margin }) => margin !== null);
  const held = metrics.filter(({ met }) => met !== null);
  const broken = budgets.filter(({ state }) => state === 'exceeded' || state === 'blocked');
  const counts = [
    ...[budgets, savings, priceSources, judged, held].map(({ length }) => length),
    budgets.length - broken.length,
    budgets.filter(({ state }) => state === 'will_exceed').length,
    judged.filter(({ profitable }) => profitable).length,
    workflows.length - judged.length,
    held.filter(({ met }) => met).length,
  ];
  const texts = leaves(board).flatMap((leaf) => {
    if (/^\d{4}-\d{2}(-\d{2})?$/.test(leaf)) return [writeDay(`${leaf.slice(0, 7)}-01`, 'month', locale)];
    if (!/^-?\d+(\.\d+)?$/.test(leaf)) return [];
    const size = leaf.replace('-', '');
    const money = formatMoney(toLedgerScale(size), board.currency);
    return [money, formatShareOf(size, 1), formatCount(size.split('.')[0] ?? ''), size.replace(/\.?0+$/, '')];
  });
  return new Set([...counts.map(String), ...texts].flatMap(numbersOf));
}

const numbersOf = (text: string): string[] => text.match(/\d+(?:,\d{3})*(?:\.\d+)?/g) ?? [];

function leaves(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'object') return Object.values(value).flatMap(leaves);
  return [String(value)];
}

describe('no figure that is not computed', () => {
  it.each(PACK_LOCALES)('in %s every number is a figure of the board', (locale) => {
    fc.assert(
      fc.property(anyBoard, (board) => {
        const known = writings(board, locale);
        const printed = Object.values(narrate(board, packVoice(locale)))
          .flat()
          .flatMap(numbersOf);
        expect(printed.filter((number) => !known.has(number))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['en', en],
    ['zh-HK', zhHK],
  ])('the templates in %s have none of their own', (_, { boardProse, boardNotices }) => {
    const { mail, ...prose } = boardProse;
    expect(leaves({ prose, boardNotices }).filter((template) => /\d/.test(template))).toEqual([]);
    expect(Object.keys(mail)).toHaveLength(3);
  });

  it('says something in every section, at most three sentences', () => {
    fc.assert(
      fc.property(anyBoard, fc.constantFrom(...PACK_LOCALES), (board, locale) => {
        const prose = narrate(board, packVoice(locale));
        for (const section of PACK_SECTIONS) {
          expect(prose[section].length).toBeGreaterThan(0);
          expect(prose[section].length).toBeLessThanOrEqual(section === 'metrics' ? 4 : 3);
        }
      }),
    );
  });
});
