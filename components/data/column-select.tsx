import { Select } from '@/components/ui/select';

const NONE = '\u0000';

/** One of a file's columns, or '' for none of them. */
export function ColumnSelect({
  value,
  columns,
  none,
  onChange,
}: {
  value: string;
  columns: readonly string[];
  /** What '' is called. */
  none: string;
  onChange: (column: string) => void;
}) {
  return (
    <Select
      className="w-full"
      value={value || NONE}
      onValueChange={(next) => onChange(next === NONE ? '' : next)}
      options={[{ value: NONE, label: none }, ...columns.map((name) => ({ value: name, label: name }))]}
    />
  );
}
