import type { Family } from './family.ts';
import type { MetricsPage } from './page.ts';

/** A part of the page: its families, and their samples now. */
export interface Section {
  readonly families: readonly Family[];
  write(page: MetricsPage): void;
}

/** Families of one sample without labels, each left out while it has no value. */
export function singles(
  values: readonly (readonly [family: Family, value: () => number | undefined])[],
): Section {
  return {
    families: values.map(([family]) => family),
    write(page) {
      for (const [family, value] of values) page.single(family, value());
    },
  };
}
