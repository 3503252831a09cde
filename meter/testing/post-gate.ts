import type { Answer } from './meter-for-tests';

/** POST /v1/gate; an object is sent as JSON, bytes and text as they are. */
export async function postGate(
  url: string,
  key: string | null,
  body: unknown,
  query = '',
  headers: Record<string, string> = {},
): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  const response = await fetch(`${url}/v1/gate${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: raw as string,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}

export async function deleteReservation(url: string, key: string, id: string): Promise<Answer> {
  const response = await fetch(`${url}/v1/gate/reservations/${encodeURIComponent(id)}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${key}` },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
}
