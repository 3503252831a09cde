/** A full page load, so that nothing read before signing in is kept. */
export function enterConsole(path: string): void {
  window.location.assign(path);
}
