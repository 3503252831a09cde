/** Where people open the console: NEXTAUTH_URL, or this machine. */
export function consoleAddress(env: Record<string, string | undefined> = process.env): string {
  return (env.NEXTAUTH_URL || `http://localhost:${env.PORT || 3000}`).replace(/\/+$/, '');
}
