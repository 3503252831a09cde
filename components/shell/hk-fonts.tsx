'use client';

import dynamic from 'next/dynamic';

/** The Hong Kong fonts have a large style sheet, so only readers of Chinese load it. */
export const HkFonts = dynamic(() => import('./hk-fonts-sheet'));
