'use client';

import Link from 'next/link';
import { useLocale } from 'next-intl';
import { PageHeader } from '@/components/ui/page-header';
import { formatCount } from '@/lib/money/format';
import type { ClassifierAgreementDto } from '@/lib/routing/classify/agreement-dto';
import { CONFIDENT_FROM } from '@/lib/routing/classify/rules';
import { writeDay } from '@/lib/time/write';
import { useClassText } from './use-class-text';

/** How far the classifier and senders agree, in one sentence, and what that was measured on. */
export function AgreementHeadline({ found }: { found: ClassifierAgreementDto | null }) {
  const { t, share } = useClassText([]);
  const locale = useLocale();
  const day = (text: string) => writeDay(text, 'medium', locale);
  return (
    <PageHeader
      bar={
        <span className="flex flex-wrap gap-x-3">
          <Link href="/routing">{t('back')}</Link>
          {found && (
            <span>
              {t('bar', { from: day(found.period.from), to: day(found.period.to), view: found.view })}
            </span>
          )}
        </span>
      }
      title={found ? <Sentence found={found} /> : t('invalid')}
      sub={
        <>
          <p>{t('sub', { from: `${CONFIDENT_FROM} %` })}</p>
          {found && <Coverage found={found} share={share} />}
        </>
      }
    />
  );
}

function Sentence({ found: { sample, agreed, unknown } }: { found: ClassifierAgreementDto }) {
  const { t, share } = useClassText([]);
  const named = (BigInt(sample.calls) - BigInt(unknown)).toString();
  if (sample.calls === '0') return t('headlineNone');
  if (named === '0') return t('headlineUnsure');
  return t('headline', { agreed: share(agreed, named), unknown: share(unknown, sample.calls) });
}

function Coverage({
  found: { coverage, sample, undeclared },
  share,
}: {
  found: ClassifierAgreementDto;
  share: (part: string, whole: string) => string;
}) {
  const { t } = useClassText([]);
  const calls = (BigInt(coverage.declared) + BigInt(coverage.undeclared)).toString();
  if (calls === '0') return <p>{t('noCalls')}</p>;
  const unknown = undeclared.assigned.find(({ taskClass }) => taskClass === null)?.calls ?? '0';
  const assigned = (BigInt(undeclared.sample.calls) - BigInt(unknown)).toString();
  const said =
    coverage.undeclared === '0'
      ? t('coverageAll', { calls: formatCount(calls) })
      : t('coverage', {
          declared: share(coverage.declared, calls),
          calls: formatCount(calls),
          assigned: share(assigned, undeclared.sample.calls),
        });
  return (
    <>
      <p>{said}</p>
      <p>
        {t('sample', {
          events: formatCount(sample.events),
          of: formatCount(sample.of),
          calls: formatCount(sample.calls),
        })}{' '}
        {t('sampleNote')}
      </p>
    </>
  );
}
