'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { Sheet } from '@/components/ui/sheet';

/** How one figure is made. Texts are ready to read. */
export interface WorkingOf {
  /** What the figure is. */
  name: string;
  figure: string;
  /** Every digit of it, with its unit. */
  exact: string | null;
  formula: ReactNode;
  inputs: readonly (readonly [name: string, value: ReactNode])[];
  /** Price lists, dates and rates used. */
  sources: readonly ReactNode[];
  action?: ReactNode;
}

/** A figure that opens its working beside the page: by pointer and by keyboard, and named for a screen reader. */
export function Figure({
  name,
  working,
  children,
  className,
}: {
  /** What the figure is, for those who hear it. */
  name: string;
  /** Worked out when it is opened. */
  working: () => WorkingOf;
  children: string;
  className?: string;
}) {
  const t = useTranslations('calculatorKit');
  const [opened, setOpened] = useState(false);
  const button = (
    <button
      type="button"
      data-print="keep"
      aria-haspopup="dialog"
      aria-label={t('explain', { figure: `${name} ${children}` })}
      className={cn(
        'border-b border-dotted border-mark whitespace-nowrap hover:border-ink hover:border-solid',
        className,
      )}
      {...(opened ? {} : { onClick: () => setOpened(true) })}
    >
      {children}
    </button>
  );
  if (!opened) return button;
  return <OpenedFigure button={button} working={working} />;
}

/** A figure gets its sheet when it is asked for: a page has hundreds, drawn again with every key pressed. */
function OpenedFigure({ button, working }: { button: ReactNode; working: () => WorkingOf }) {
  const t = useTranslations('calculatorKit');
  const [open, setOpen] = useState(true);
  return (
    <Sheet open={open} onOpenChange={setOpen} title={t('workingTitle')} trigger={button}>
      <Opened working={working} />
    </Sheet>
  );
}

/** Only drawn while the sheet is open. */
const Opened = ({ working }: { working: () => WorkingOf }) => <Working {...working()} />;

function Working({ name, figure, exact, formula, inputs, sources, action }: WorkingOf) {
  const t = useTranslations('calculatorKit');
  return (
    <div className="grid gap-5" data-testid="working">
      <div>
        <p className="text-ink2">{name}</p>
        <p className="font-serif text-[29px] leading-tight">{figure}</p>
        {exact && <p className="text-xs wrap-anywhere text-ink2">{t('exact', { value: exact })}</p>}
      </div>
      <Part title={t('formula')}>
        <div>{formula}</div>
        {inputs.length > 0 && (
          <dl className="mt-2 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {inputs.map(([label, value]) => (
              <div key={label} className="contents">
                <dt className="text-ink2">{label}</dt>
                <dd className="text-right">{value}</dd>
              </div>
            ))}
          </dl>
        )}
      </Part>
      {sources.length > 0 && (
        <Part title={t('sources')}>
          <ul className="grid gap-1">
            {sources.map((source, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that never changes order
              <li key={i}>{source}</li>
            ))}
          </ul>
        </Part>
      )}
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1.5 border-t border-line pt-2 text-xs text-ink2">{title}</h3>
      {children}
    </section>
  );
}
