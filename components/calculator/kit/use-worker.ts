'use client';

import { useCallback, useEffect, useRef } from 'react';

/**
 * A worker that is started with the first request and ended with the page. `afresh` ends what it is doing and starts
 * it anew, so that nobody waits for an answer to inputs that are gone.
 */
export function useWorker<Request, Answer>(
  start: () => Worker,
  onAnswer: (answer: Answer) => void,
): (request: Request, options?: { afresh?: boolean }) => void {
  const worker = useRef<Worker | null>(null);
  const listener = useRef(onAnswer);
  useEffect(() => {
    listener.current = onAnswer;
  });
  const end = useCallback(() => {
    worker.current?.terminate();
    worker.current = null;
  }, []);
  useEffect(() => end, [end]);
  return useCallback(
    (request, options) => {
      if (options?.afresh) end();
      if (!worker.current) {
        worker.current = start();
        worker.current.onmessage = ({ data }: MessageEvent<Answer>) => listener.current(data);
      }
      worker.current.postMessage(request);
    },
    [start, end],
  );
}
