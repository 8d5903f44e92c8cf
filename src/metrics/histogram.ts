import type { Family } from './family.ts';
import type { MetricsPage } from './exposition.ts';
import type { Section } from './section.ts';

export interface Histogram extends Section {
  observe(seconds: number): void;
}

/** @param bounds upper bounds of the buckets, ascending */
export function createHistogram(family: Family, bounds: readonly number[]): Histogram {
  const counts = new Array<number>(bounds.length + 1).fill(0);
  let sum = 0;
  return {
    families: [family],
    observe(seconds) {
      let index = 0;
      while (seconds > (bounds[index] ?? Infinity)) index++;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += seconds;
    },
    write: (page: MetricsPage) => void page.begin(family).histogram(family, bounds, counts, sum),
  };
}
