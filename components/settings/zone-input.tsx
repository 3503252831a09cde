import type { ComponentProps } from 'react';
import { useId } from 'react';
import { Input } from '@/components/ui/input';

/** A time zone typed or picked from the ones allowed. */
export function ZoneInput({ zones, ...props }: ComponentProps<'input'> & { zones: readonly string[] }) {
  const list = useId();
  return (
    <>
      <Input list={list} autoComplete="off" spellCheck={false} {...props} />
      <datalist id={list}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
