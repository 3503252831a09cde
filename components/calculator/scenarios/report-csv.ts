import type { Report } from '@/lib/calculator/report';
import { reportTable } from '@/lib/calculator/report-table';
import type { CsvCell } from '../kit/csv-text';
import { type ReportBook, readingOf } from './report-working';
import type { ScenarioText } from './use-scenario-text';

/** The report as a file: exact, in US dollars and in the currency it is read in. */
export const reportCsv = (report: Report, book: ReportBook, t: ScenarioText['t']): CsvCell[][] =>
  reportTable(report, readingOf(book, report.state).rate, (key) => t(key as 'baseline'));
