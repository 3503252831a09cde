/** A refusal that belongs to no field. */
export function FormError({ children }: { children: string | undefined }) {
  if (!children) return null;
  return (
    <p role="alert" className="flex gap-1.5 text-xs text-bad">
      <span aria-hidden>▲</span>
      {children}
    </p>
  );
}
