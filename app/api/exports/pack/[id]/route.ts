import { findCtx } from '@/app/session';
import { localeName } from '@/lib/access/fields';
import { PACK_FORMATS } from '@/lib/board/pack';
import { getPackFile } from '@/lib/board/server/get-pack-file';
import { type ErrorCode, TollgateError } from '@/lib/errors';

export const dynamic = 'force-dynamic';

const STATUS: Partial<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
};

interface Route {
  params: Promise<{ id: string }>;
}

/** A file of an issued pack, byte for byte: `?format=pdf|pptx|xlsx|csv&language=en|zh-HK`. Its digest is the ETag. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const ctx = await findCtx();
  if (!ctx) return new Response('Sign in first.', { status: 401 });
  const search = new URL(request.url).searchParams;
  const format = PACK_FORMATS.find((one) => one === search.get('format'));
  const locale = localeName.safeParse(search.get('language') ?? 'en');
  if (!format || !locale.success) return new Response('There is no such file.', { status: 404 });
  try {
    const { id } = await params;
    const file = await getPackFile(ctx, { packId: id, format, locale: locale.data });
    return new Response(new Blob([file.bytes as BlobPart]), {
      headers: {
        'content-type': file.type,
        'content-disposition': `attachment; filename="${file.name}"`,
        etag: `"${file.digest}"`,
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      },
    });
  } catch (error) {
    if (error instanceof TollgateError)
      return new Response(error.message, { status: STATUS[error.code] ?? 500 });
    throw error;
  }
}
