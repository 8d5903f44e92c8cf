/** Writing a metrics page: Prometheus text 0.0.4, or OpenMetrics 1.0 for who asks (ecosystem.md section 3.1). */

export type MetricType = 'counter' | 'gauge' | 'histogram';
export type MetricFormat = 'text' | 'openmetrics';

export const CONTENT_TYPES: Record<MetricFormat, string> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** Takes what a scraper accepts; text for whoever does not name OpenMetrics 1. */
export function formatFor(accept: string | undefined): MetricFormat {
  return /application\/openmetrics-text\s*;\s*version=1\.0\.0/.test(accept ?? '')
    ? 'openmetrics'
    : 'text';
}

const escapeLine = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
const escapeQuoted = (text: string) => escapeLine(text).replaceAll('"', '\\"');

/** `{name="value",…}`, to be made once and kept: it is most of a page's work. */
export function labels(pairs: Readonly<Record<string, string>>): string {
  const inner = Object.entries(pairs).map(([name, value]) => `${name}="${escapeQuoted(value)}"`);
  return `{${inner.join(',')}}`;
}

export class MetricsPage {
  readonly #format: MetricFormat;
  #text = '';
  #name = '';

  constructor(format: MetricFormat) {
    this.#format = format;
  }

  /** Begins a family. All of its samples follow before the next. @param name of a counter, with its `_total` */
  family(name: string, type: MetricType, help: string): this {
    this.#name = name;
    // OpenMetrics names a counter's family without the suffix that its samples have.
    const family =
      this.#format === 'openmetrics' && type === 'counter' ? name.replace(/_total$/, '') : name;
    const words = this.#format === 'openmetrics' ? escapeQuoted(help) : escapeLine(help);
    this.#text +=
      this.#format === 'openmetrics'
        ? `# TYPE ${family} ${type}\n# HELP ${family} ${words}\n`
        : `# HELP ${family} ${words}\n# TYPE ${family} ${type}\n`;
    return this;
  }

  /** @param labelText what `labels` made, or nothing */
  sample(value: number, labelText = ''): this {
    this.#text += `${this.#name}${labelText} ${value}\n`;
    return this;
  }

  /** A histogram's samples. @param bounds upper bounds, ascending; `counts` has one more, for what is above */
  histogram(bounds: readonly number[], counts: readonly number[], sum: number): this {
    let cumulative = 0;
    counts.forEach((count, index) => {
      cumulative += count;
      const bound = bounds[index];
      const le =
        bound === undefined ? '+Inf' : Number.isInteger(bound) ? `${bound}.0` : String(bound);
      this.#text += `${this.#name}_bucket{le="${le}"} ${cumulative}\n`;
    });
    this.#text += `${this.#name}_sum ${sum}\n${this.#name}_count ${cumulative}\n`;
    return this;
  }

  end(): string {
    return this.#format === 'openmetrics' ? `${this.#text}# EOF\n` : this.#text;
  }
}
