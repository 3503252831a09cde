'use client';

import { ErrorMessage } from '@/components/shell/error-message';

export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorMessage reference={error.digest} retry={reset} />;
}
