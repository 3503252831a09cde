type Kind = 'success' | 'error' | 'message';
interface Toast {
  kind: Kind;
  text: string;
}

/** Toasts are rare, so what draws them is loaded with the first one; until then they wait here. */
let waiting: Toast[] = [];
let draw: ((toast: Toast) => void) | null = null;
let wanted = false;
const listeners = new Set<() => void>();

function send(next: Toast): void {
  if (draw) {
    draw(next);
    return;
  }
  waiting.push(next);
  wanted = true;
  for (const listener of listeners) listener();
}

/** A short note that something was done, or was not. */
export const toast = {
  success: (text: string) => send({ kind: 'success', text }),
  error: (text: string) => send({ kind: 'error', text }),
  /** Neither good nor bad news. */
  message: (text: string) => send({ kind: 'message', text }),
};

export const toastsWanted = () => wanted;

export function onToastsWanted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Called by what draws toasts once it can: draws those that waited. */
export function drawToasts(drawer: (toast: Toast) => void): () => void {
  draw = drawer;
  for (const one of waiting) drawer(one);
  waiting = [];
  return () => {
    draw = null;
  };
}
