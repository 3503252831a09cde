'use client';

import { ErrorMessage } from '@/components/shell/error-message';

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto max-w-[1180px] px-4 pt-10 md:px-10">
      <ErrorMessage reference={error.digest} retry={reset} />
    </main>
  );
}
