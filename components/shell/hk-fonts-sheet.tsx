'use client';

import '@fontsource-variable/noto-sans-hk/index.css';
import '@fontsource-variable/noto-serif-hk/index.css';

export default function HkFontsSheet() {
  return null;
}
