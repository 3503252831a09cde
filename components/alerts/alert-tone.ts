import type { Tone } from '@/components/ui/status';
import type { AlertFacts } from '@/lib/alerts/alert';

/** Bad: something is stopped or refused. Warn: it soon will be, or somebody has to look. */
export function alertTone(facts: AlertFacts): Tone {
  switch (facts.kind) {
    case 'budget_threshold':
      if (facts.percent >= 100) return 'bad';
      return facts.action.kind === 'notify' ? 'neutral' : 'warn';
    case 'raise_requested':
      return 'info';
    case 'raise_decided':
      return facts.outcome === 'approved' ? 'good' : 'bad';
    case 'raise_expired':
      return 'neutral';
    case 'executive_review':
      return 'bad';
    case 'kill_switch':
      return facts.started ? 'bad' : 'good';
    case 'pack_waiting':
    case 'review_due':
    case 'evidence_aged':
      return 'warn';
  }
}
