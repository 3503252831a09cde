/**
 * Where labels go beside the lines they name: each as near its own height as it can be, in the given
 * order, never closer than `gap`, all inside `[min, max]`. Heights are pixels, ascending.
 * Neighbours that collide are merged and centred on their mean (the least-squares placement).
 * If they cannot all fit, they are spread evenly over the room there is.
 */
export function placeLabels(wanted: readonly number[], gap: number, min: number, max: number): number[] {
  if (wanted.length === 0) return [];
  const room = max - min;
  const step = wanted.length > 1 ? Math.min(gap, room / (wanted.length - 1)) : gap;
  const clusters: { start: number; sum: number; size: number }[] = [];
  for (const [index, height] of wanted.entries()) {
    // Measured with the gaps taken out, so that "no closer than the gap" becomes "not descending".
    clusters.push({ start: height - index * step, sum: height - index * step, size: 1 });
    mergeDescending(clusters);
  }
  const last = max - (wanted.length - 1) * step;
  const placed: number[] = [];
  for (const cluster of clusters) {
    const start = Math.min(Math.max(cluster.start, min), Math.max(last, min));
    for (let i = 0; i < cluster.size; i += 1) placed.push(start + placed.length * step);
  }
  return placed;
}

function mergeDescending(clusters: { start: number; sum: number; size: number }[]): void {
  for (;;) {
    const b = clusters.at(-1);
    const a = clusters.at(-2);
    if (!a || !b || a.start <= b.start) return;
    clusters.splice(-2, 2, {
      start: (a.sum + b.sum) / (a.size + b.size),
      sum: a.sum + b.sum,
      size: a.size + b.size,
    });
  }
}
