import { Temporal } from 'temporal-polyfill';
import { cell, type Row } from './cell';
import { parseCount } from './count';
import type { TimeMapping } from './mapping';
import { quote, reject } from './problem';

const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d{1,9})?)?$/;

/** The instant of a row as ISO 8601 in UTC, to the millisecond (finer fractions are cut). */
export function readTime(row: Row, rowNumber: number, mapping: TimeMapping): string {
  if (!('column' in mapping)) {
    return iso(Date.parse(mapping.start) + (rowNumber - 1) * mapping.every_ms, mapping.start);
  }
  const text = cell(row, mapping.column);
  if (text === '') return reject('missing_time', 'time', `${mapping.column} is blank.`);
  const extra = mapping.plus
    ? Number(parseCount(cell(row, mapping.plus.column), 'time', 'requests')) * mapping.plus.milliseconds
    : 0;
  return iso(instant(text, mapping) + extra, text);
}

function iso(milliseconds: number, text: string): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return reject('bad_time', 'time', `${quote(text)} is not a time.`);
  return date.toISOString();
}

type ColumnTime = Extract<TimeMapping, { column: string }>;

function instant(text: string, mapping: ColumnTime): number {
  if (mapping.format === 'iso') return isoInstant(text, mapping);
  if (!/^-?\d{1,16}(\.\d+)?$/.test(text))
    return reject('bad_time', 'time', `${quote(text)} is not a number.`);
  if (mapping.format === 'epoch_ms') return Math.floor(Number(text));
  const milliseconds = Math.floor(Number(text) * 1000);
  return mapping.format === 'epoch_s' ? milliseconds : Date.parse(mapping.origin ?? '') + milliseconds;
}

function isoInstant(text: string, mapping: ColumnTime): number {
  if (ZONED.test(text))
    return Date.parse(
      text
        .replace(' ', 'T')
        .replace(/\s/g, '')
        .replace(/(\.\d{3})\d+/, '$1'),
    );
  const local = LOCAL.exec(text);
  if (!local)
    return reject('bad_time', 'time', `${quote(text)} is not a time such as 2026-10-31T23:59:59+08:00.`);
  if (!mapping.zone)
    return reject('time_without_zone', 'time', `${quote(text)} names no zone; set time.zone in the mapping.`);
  return localInstant(
    `${local[1]}T${local[2] ?? '00:00'}${(local[3] ?? '').slice(0, 4)}`,
    mapping.zone,
    mapping,
  );
}

function localInstant(text: string, zone: string, mapping: ColumnTime): number {
  if (zone === 'UTC') return Date.parse(`${text}Z`);
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone, { disambiguation: mapping.ambiguous })
      .epochMilliseconds;
  } catch {
    return reject(
      'ambiguous_time',
      'time',
      `${quote(text)} is not exactly one moment in ${zone}; set time.ambiguous in the mapping.`,
    );
  }
}
