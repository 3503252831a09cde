import type { ReactNode } from 'react';
import { TableScroll } from '@/components/ui/table-scroll';

export interface Heading {
  key: string;
  label: ReactNode;
  align?: 'left' | 'right';
  hideOnPhone?: boolean;
}

/** A table whose rows the caller writes; it scrolls sideways inside its own box. */
export function PlainTable({
  caption,
  headings,
  children,
}: {
  caption: string;
  headings: readonly Heading[];
  children: ReactNode;
}) {
  return (
    <TableScroll label={caption}>
      <table className="data-table">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {headings.map(({ key, label, align, hideOnPhone }) => (
              <th
                key={key}
                scope="col"
                data-align={align}
                className={hideOnPhone ? 'max-sm:hidden' : undefined}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableScroll>
  );
}
