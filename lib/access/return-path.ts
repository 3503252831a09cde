/** A page of this console to go back to after signing in; anything else (another site, an API) becomes `/`. */
export function safeReturnPath(path: string | undefined): string {
  if (!path || !/^\/[^/\\]/.test(path) || path.startsWith('/api/') || path.startsWith('/sign-in')) return '/';
  const url = URL.canParse(path, 'http://console.invalid') ? new URL(path, 'http://console.invalid') : null;
  return url?.origin === 'http://console.invalid' ? `${url.pathname}${url.search}` : '/';
}
