import { Select } from '@/components/ui/select';

const NONE = '\u0000';

/** One of a file's columns, or '' for none of them. */
export function ColumnSelect({
  value,
  columns,
  none,
  onChange,
  ...named
}: {
  value: string;
  columns: readonly string[];
  /** What '' is called. */
  none: string;
  onChange: (column: string) => void;
  /** Given by the Field around it. */
  id?: string;
  'aria-describedby'?: string;
  'aria-invalid'?: boolean;
}) {
  return (
    <Select
      {...named}
      className="w-full"
      value={value || NONE}
      onValueChange={(next) => onChange(next === NONE ? '' : next)}
      options={[{ value: NONE, label: none }, ...columns.map((name) => ({ value: name, label: name }))]}
    />
  );
}
