/** Writing a metrics page: Prometheus text 0.0.4, or OpenMetrics 1.0 for who asks (the exposition formats of prometheus.io/docs). */
import { labelText, series, type Family, type MetricFormat } from './family.ts';

export const CONTENT_TYPES: Record<MetricFormat, string> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** What a scraper accepts, with how much it likes it, 0 to 1. */
function accepted(accept: string): { type: string; isVersion1: boolean; weight: number }[] {
  return accept.split(',').map((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { type, isVersion1: parameters.includes('version=1.0.0'), weight: Number(weight) || 0 };
  });
}

/** OpenMetrics for who names version 1.0.0 of it and likes no other text better; else Prometheus text. */
export function formatFor(accept: string | undefined): MetricFormat {
  let [openMetrics, text] = [0, 0];
  for (const { type, isVersion1, weight } of accepted(accept ?? '')) {
    if (type === 'application/openmetrics-text') {
      if (isVersion1) openMetrics = Math.max(openMetrics, weight);
    } else if (type === 'text/plain') text = Math.max(text, weight);
  }
  return openMetrics > 0 && openMetrics >= text ? 'openmetrics' : 'text';
}

export class MetricsPage {
  readonly format: MetricFormat;
  readonly #chunks: Uint8Array[] = [];
  /** What comes after the chunks. Joined: a text that was added up takes three times as long to encode. */
  #parts: string[] = [];

  constructor(format: MetricFormat) {
    this.format = format;
  }

  /** Begins a family. All of its samples follow before the next. */
  begin(family: Family): this {
    this.#parts.push(family.heads[this.format]);
    return this;
  }

  /** @param head what `series` made */
  sample(head: string, value: number): this {
    this.#parts.push(`${head}${value}\n`);
    return this;
  }

  /** Samples that are written already, each with its line break. */
  lines(text: string): this {
    this.#parts.push(text);
    return this;
  }

  /** Whole families that are written and encoded already. */
  encoded(bytes: Uint8Array): this {
    this.#encodeParts();
    this.#chunks.push(bytes);
    return this;
  }

  /** A family of one sample without labels; nothing at all where there is no value. */
  single(family: Family, value: number | undefined): this {
    return value === undefined ? this : this.begin(family).sample(series(family), value);
  }

  /** A histogram's samples. @param bounds upper bounds, ascending; `counts` has one more, for what is above */
  histogram(
    { name }: Family,
    bounds: readonly number[],
    counts: readonly number[],
    sum: number,
  ): this {
    let cumulative = 0;
    counts.forEach((count, index) => {
      cumulative += count;
      const bound = bounds[index];
      const le =
        bound === undefined ? '+Inf' : Number.isInteger(bound) ? `${bound}.0` : String(bound);
      this.#parts.push(`${name}_bucket${labelText(['le'], [le])} ${cumulative}\n`);
    });
    this.#parts.push(`${name}_sum ${sum}\n${name}_count ${cumulative}\n`);
    return this;
  }

  end(): Uint8Array {
    if (this.format === 'openmetrics') this.#parts.push('# EOF\n');
    this.#encodeParts();
    return Buffer.concat(this.#chunks);
  }

  #encodeParts(): void {
    this.#chunks.push(Buffer.from(this.#parts.join('')));
    this.#parts = [];
  }
}
