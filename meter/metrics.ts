import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RecordOutcomesResult } from '@/lib/outcomes/dto';
import type { RecordResult } from '@/lib/usage/recording';

export interface MeterMetrics {
  text(): Promise<string>;
  contentType: string;
  countEvents(result: RecordResult): void;
  countOutcomes(result: RecordOutcomesResult): void;
  observeRequest(route: string, status: number, seconds: number): void;
  /** A decision of the gate that was not made before, and how long it took. */
  observeDecision(decision: string, degraded: boolean, seconds: number): void;
}

/** Read when Prometheus asks. */
export interface MeterReadings {
  /** Usage events queued and in flight. */
  load: () => number;
  bodyBytes: () => number;
  /** Requests of the gate queued and in flight. */
  gateLoad: () => number;
  /** Decisions of an outage that are not written down yet. */
  degradedWaiting: () => number;
}

/** What Prometheus reads at /metrics. */
export function createMetrics(read: MeterReadings): MeterMetrics {
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
  const outcomes = new Counter({
    name: 'tollgate_outcomes_total',
    help: 'Outcome records by what became of them.',
    labelNames: ['result'],
    registers,
  });
  const requests = new Histogram({
    name: 'tollgate_http_request_duration_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const decisions = new Counter({
    name: 'tollgate_gate_decisions_total',
    help: 'Decisions of the gate; degraded: made while the database was away.',
    labelNames: ['decision', 'degraded'],
    registers,
  });
  const decisionTime = new Histogram({
    name: 'tollgate_gate_decision_duration_seconds',
    help: 'Time from a checked request of the gate to its durable decision.',
    buckets: [0.001, 0.002, 0.003, 0.005, 0.0075, 0.01, 0.015, 0.025, 0.05, 0.1, 0.5, 2.5],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('tollgate_usage_events_in_flight', 'Usage events taken and not yet committed.', read.load);
  gauge('tollgate_body_bytes_in_flight', 'Bytes of request bodies held in memory.', read.bodyBytes);
  gauge('tollgate_gate_requests_in_flight', 'Requests of the gate taken and not yet decided.', read.gateLoad);
  gauge(
    'tollgate_gate_degraded_waiting',
    'Decisions made while the database was away that are not written down yet.',
    read.degradedWaiting,
  );
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    countEvents(result) {
      events.inc({ result: 'accepted' }, result.accepted);
      events.inc({ result: 'duplicate' }, result.duplicates);
      events.inc({ result: 'rejected' }, result.rejected.length);
      unpriced.inc(result.unpriced);
    },
    countOutcomes(result) {
      outcomes.inc({ result: 'accepted' }, result.accepted);
      outcomes.inc({ result: 'duplicate' }, result.duplicates);
      outcomes.inc({ result: 'rejected' }, result.rejected.length);
    },
    observeDecision(decision, degraded, seconds) {
      decisions.inc({ decision, degraded: String(degraded) });
      decisionTime.observe(seconds);
    },
    observeRequest: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
  };
}
