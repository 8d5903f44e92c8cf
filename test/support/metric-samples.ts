/** The samples of a metrics page, by their series. */
import { MetricsPage } from '../../src/metrics/exposition.ts';
import type { Section } from '../../src/metrics/section.ts';

/**
 * A page in Prometheus' text form, without its heads: series → value.
 * @throws Error for a series that is there twice: a scraper refuses the page for it
 */
export function samplesIn(page: Uint8Array): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of Buffer.from(page).toString().split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const space = line.lastIndexOf(' ');
    const series = line.slice(0, space);
    if (samples.has(series)) throw new Error(`twice on the page: ${series}`);
    samples.set(series, Number(line.slice(space + 1)));
  }
  return samples;
}

/** What sections write now. */
export function written(...sections: readonly Section[]): Map<string, number> {
  const page = new MetricsPage('text');
  for (const section of sections) section.write(page);
  return samplesIn(page.end());
}

/** Those of a family alone: its series without their name → value. */
export function familyIn(samples: ReadonlyMap<string, number>, name: string): object {
  return Object.fromEntries(
    [...samples].flatMap(([series, value]) =>
      series === name || series.startsWith(`${name}{`) ? [[series.slice(name.length), value]] : [],
    ),
  );
}
