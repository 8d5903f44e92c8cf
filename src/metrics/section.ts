import { series, type Family } from './family.ts';
import type { MetricsPage } from './exposition.ts';

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

/** A family with a sample for each of a closed set of labels. */
export function counts<Name extends string>(
  of: Family,
  names: readonly Name[],
  read: () => Readonly<Record<Name, number>>,
): Section {
  const heads = names.map((name) => [name, series(of, name)] as const);
  return {
    families: [of],
    write(page) {
      page.begin(of);
      const values = read();
      for (const [name, head] of heads) page.sample(head, values[name]);
    },
  };
}
