import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RecordResult } from '@/lib/usage/recording';

export interface MeterMetrics {
  text(): Promise<string>;
  contentType: string;
  countEvents(result: RecordResult): void;
  observeRequest(route: string, status: number, seconds: number): void;
}

/** What Prometheus reads at /metrics. `load` and `bodyBytes` are read when it asks. */
export function createMetrics(read: { load: () => number; bodyBytes: () => number }): MeterMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const events = new Counter({
    name: 'tollgate_usage_events_total',
    help: 'Usage events by what became of them.',
    labelNames: ['result'],
    registers,
  });
  const unpriced = new Counter({
    name: 'tollgate_usage_events_unpriced_total',
    help: 'Accepted usage events without a price.',
    registers,
  });
  const requests = new Histogram({
    name: 'tollgate_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  new Gauge({
    name: 'tollgate_usage_events_in_flight',
    help: 'Usage events taken and not yet committed.',
    registers,
    collect() {
      this.set(read.load());
    },
  });
  new Gauge({
    name: 'tollgate_body_bytes_in_flight',
    help: 'Bytes of request bodies held in memory.',
    registers,
    collect() {
      this.set(read.bodyBytes());
    },
  });
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    countEvents(result) {
      events.inc({ result: 'accepted' }, result.accepted);
      events.inc({ result: 'duplicate' }, result.duplicates);
      events.inc({ result: 'rejected' }, result.rejected.length);
      unpriced.inc(result.unpriced);
    },
    observeRequest: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
  };
}
