'use client';

import { useTheme } from 'next-themes';
import { useEffect } from 'react';
import { Toaster as Sonner, toast } from 'sonner';
import { drawToasts } from './toast';

const STYLE = {
  background: 'var(--raise)',
  color: 'var(--ink)',
  border: '1px solid var(--line)',
  borderRadius: 6,
  fontSize: 13,
};

/** Draws the toasts, in the theme of the page. */
export default function Toaster() {
  const { resolvedTheme } = useTheme();
  useEffect(() => drawToasts(({ kind, text }) => void toast[kind](text)), []);
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      toastOptions={{ style: STYLE }}
    />
  );
}
