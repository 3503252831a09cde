'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useEvidenceText } from './use-evidence-text';

export interface EndpointText {
  baseUrl: string;
  apiKey: string;
  concurrency: string;
  maxOutputTokens: string;
}

/** As the verb takes it; what is no number is left to it to refuse. */
export const endpointOf = ({ concurrency, maxOutputTokens, ...rest }: EndpointText) => ({
  ...rest,
  concurrency: Number(concurrency),
  maxOutputTokens: Number(maxOutputTokens),
});

/** Where a run asks, with which key, how many calls at a time, and how long an answer may be. */
export function EndpointFields({
  value,
  onChange,
  error,
}: {
  value: EndpointText;
  onChange: (next: EndpointText) => void;
  error: (path: string) => string | undefined;
}) {
  const { t } = useEvidenceText();
  const set = (key: keyof EndpointText) => (event: { target: { value: string } }) =>
    onChange({ ...value, [key]: event.target.value });
  return (
    <>
      <Field
        label={t('start.baseUrl')}
        hint={t('start.baseUrlHint')}
        error={error('endpoint.baseUrl')}
        className="sm:col-span-2"
      >
        <Input
          type="url"
          value={value.baseUrl}
          placeholder="https://api.openai.com/v1"
          autoComplete="off"
          onChange={set('baseUrl')}
        />
      </Field>
      <Field
        label={t('start.apiKey')}
        hint={t('start.apiKeyHint')}
        error={error('endpoint.apiKey')}
        className="sm:col-span-2"
      >
        <Input type="password" value={value.apiKey} autoComplete="off" onChange={set('apiKey')} />
      </Field>
      <Field label={t('start.concurrency')} error={error('endpoint.concurrency')}>
        <Input inputMode="numeric" value={value.concurrency} onChange={set('concurrency')} />
      </Field>
      <Field label={t('start.maxOutput')} error={error('endpoint.maxOutputTokens')}>
        <Input inputMode="numeric" value={value.maxOutputTokens} onChange={set('maxOutputTokens')} />
      </Field>
    </>
  );
}
