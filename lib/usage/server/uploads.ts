import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { refusal } from '../../access/fields';
import { type FileFormat, formatOf } from '../import/read-rows';

export const uploadId = z.uuid('This is not an upload.');
export const uploadName = z.string().trim().min(1).max(255);

/** Where uploaded files wait, one per import, named by id only. */
export const uploadDirectory = (): string =>
  path.resolve(/* turbopackIgnore: true */ process.env.TOLLGATE_DATA_DIR || '.data', 'uploads');

export const uploadPath = (id: string): string => path.join(uploadDirectory(), uploadId.parse(id));

export const openUpload = (id: string): AsyncIterable<Uint8Array> => createReadStream(uploadPath(id));

/** Bytes of an uploaded file, or `not_found` where it is gone. */
export async function uploadSize(id: string): Promise<number> {
  const found = await stat(uploadPath(id)).catch(() => null);
  if (!found)
    throw refusal('not_found', 'uploadId', 'no_upload', 'The uploaded file is gone; upload it again.');
  return found.size;
}

/** The format of a file by its name; CSV where the name says nothing. */
export const uploadFormat = (fileName: string, stated?: FileFormat): FileFormat =>
  stated ?? formatOf(fileName) ?? 'csv';
