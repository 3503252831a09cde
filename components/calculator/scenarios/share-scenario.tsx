'use client';

import { Share2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Status } from '@/components/ui/status';
import type { PriceListEntry } from '@/lib/calculator/price-list';
import { namedModels } from '@/lib/calculator/report-inputs';
import { encodeShare, SHARE_PATH, sharedScenario } from '@/lib/calculator/share-link';
import type { ScenarioState } from '@/lib/calculator/state';
import { useBook } from '../calculator-context';
import { useScenarioText } from './use-scenario-text';

/** A link that carries the scenario and its prices, for people who do not sign in. */
export function ShareScenario({ state, name }: { state: ScenarioState; name: string | null }) {
  const { t } = useScenarioText();
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Share2 aria-hidden />
          {t('share.button')}
        </Button>
      }
      title={t('share.title')}
      description={t('share.lead')}
    >
      {open && <ShareLink state={state} name={name} />}
    </Dialog>
  );
}

function ShareLink({ state, name }: { state: ScenarioState; name: string | null }) {
  const { t, day } = useScenarioText();
  const { list } = useBook();
  const [link, setLink] = useState('');
  const named = namedModels(state);
  const entries = list.models.filter(({ model }) => named.includes(model));
  const contracts = entries.filter(({ version }: PriceListEntry) => version?.isContract);

  useEffect(() => {
    let current = true;
    encodeShare(sharedScenario(name, state, list)).then((data) => {
      if (current) setLink(`${window.location.origin}${SHARE_PATH}#${data}`);
    });
    return () => {
      current = false;
    };
  }, [state, name, list]);

  return (
    <div className="grid gap-4">
      <Field label={t('share.link')}>
        <Input readOnly value={link} onFocus={(event) => event.target.select()} data-testid="share-link" />
      </Field>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={link} label={t('share.copy')} variant="primary" size="md" disabled={link === ''} />
        <Button asChild>
          <a href={link || undefined} target="_blank" rel="noreferrer">
            {t('share.open')}
          </a>
        </Button>
      </div>
      <ul className="grid gap-1 text-ink2">
        <li>{t('share.holds', { models: entries.length, day: day(list.day) })}</li>
        <li>{t('share.anyone')}</li>
        {state.origin?.kind === 'workflow' && (
          <li>{t('share.workflow', { workflow: state.origin.workflow })}</li>
        )}
        {contracts.length > 0 && (
          <li>
            <Status tone="warn" className="whitespace-normal">
              {t('share.contracts', { models: contracts.map((one) => one.name).join(', ') })}
            </Status>
          </li>
        )}
      </ul>
    </div>
  );
}
