import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CalculatorClient } from './client';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('calculator'))('title') };
}

export default function CalculatorPage() {
  return <CalculatorClient />;
}
