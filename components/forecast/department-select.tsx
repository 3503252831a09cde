'use client';

import { useRouter } from 'next/navigation';
import { Select } from '@/components/ui/select';

/** What the forecast is of: everything, or one department; the address says it. */
export function DepartmentSelect({
  label,
  all,
  value,
  choices,
}: {
  label: string;
  /** What everything is called, and where it is. */
  all: { name: string; href: string };
  /** Key of a department; null: everything. */
  value: string | null;
  choices: readonly { key: string; name: string; href: string }[];
}) {
  const router = useRouter();
  const options = [
    { value: ALL, label: all.name },
    ...choices.map(({ key, name }) => ({ value: `=${key}`, label: name })),
  ];
  return (
    <Select
      aria-label={label}
      value={value === null ? ALL : `=${value}`}
      onValueChange={(next) => {
        const to = choices.find(({ key }) => `=${key}` === next)?.href ?? all.href;
        router.push(to, { scroll: false });
      }}
      options={options}
    />
  );
}

/** No key looks like this: theirs begin with an equals sign here. */
const ALL = 'all';
