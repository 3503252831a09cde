import { narrate } from '../../../board/narrative/narrate';
import type { Pack, PackProse } from '../../../board/pack';
import { packVoice } from '../../../board/server/pack-words';
import { figure, sampleBoard } from '../../../board/testing/sample-board';

/** The pack of a small month, with amounts that can be added up by hand. */
export function samplePack(): Pack {
  const board = sampleBoard({
    spend: {
      amount: figure('596322.9800000000000000000000'),
      previous: figure('540048.1300000000000000000000'),
      change: figure('56274.8500000000000000000000'),
      changeShare: '0.104203',
    },
  });
  const prose: PackProse = {
    en: narrate(board, packVoice('en')),
    'zh-HK': narrate(board, packVoice('zh-HK')),
  };
  return {
    board,
    prose,
    meta: {
      ...{ month: board.month, version: 1, currency: board.currency, fx: board.fx, coverage: board.coverage },
      ...{ madeAt: '2026-11-22T04:00:00.000Z', issuedBy: 'Chief Financial Officer', edited: [] },
      digest: 'a'.repeat(64),
    },
  };
}
