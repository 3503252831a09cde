import { useTranslations } from 'next-intl';
import { Status } from '@/components/ui/status';

/** Says that nothing goes out by e-mail, and what to do about it. */
export function MailNotice() {
  const t = useTranslations('alerts.channels');
  return (
    <div role="note" className="mb-6 grid max-w-[64em] gap-0.5 rounded-md bg-warn-soft px-3 py-2">
      <Status tone="warn" className="font-medium">
        {t('noMail')}
      </Status>
      <p className="text-ink2">{t('noMailText')}</p>
    </div>
  );
}
