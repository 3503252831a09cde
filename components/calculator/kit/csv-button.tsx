'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import { type CsvCell, csvText } from './csv-text';

/** Gives the table as a file, made in the browser from what is on screen. */
export function CsvButton({
  file,
  rows,
}: {
  /** Its name, without the ending. */
  file: string;
  rows: () => readonly (readonly CsvCell[])[];
}) {
  const t = useTranslations('calculatorKit');
  function download() {
    const address = URL.createObjectURL(new Blob([csvText(rows())], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${file}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  }
  return (
    <Button size="sm" onClick={download}>
      {t('csv')}
    </Button>
  );
}
