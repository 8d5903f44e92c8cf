/** The header block of a request, read once from `rawHeaders` and kept as long as a connection repeats it. */
import { HubError } from '../domain/errors.ts';
import { LIMITS } from '../domain/limits.ts';

const PROXY_HEADERS: ReadonlySet<string> = new Set(['forwarded', 'via', 'x-real-ip']);
const isLeftByProxy = (name: string) => PROXY_HEADERS.has(name) || name.startsWith('x-forwarded-');

export class Head {
  /** Names and values in turn, as received. */
  readonly raw: readonly string[];
  readonly #values = new Map<string, string>();
  /** Names that stand more than once: made with the first. */
  #repeated: Set<string> | undefined;
  /** Whether a proxy has left its mark: then the request is not from this machine, whoever the peer is. */
  readonly isProxied: boolean;
  /** What the pipeline has found out from this very block, so that it need not find it out again. */
  memo: unknown;

  constructor(raw: readonly string[]) {
    this.raw = raw;
    let isProxied = false;
    for (let i = 0; i + 1 < raw.length; i += 2) {
      const name = (raw[i] ?? '').toLowerCase();
      const value = raw[i + 1] ?? '';
      isProxied ||= isLeftByProxy(name);
      const before = this.#values.get(name);
      if (before === undefined) this.#values.set(name, value);
      else {
        (this.#repeated ??= new Set()).add(name);
        this.#values.set(name, `${before}, ${value}`);
      }
    }
    this.isProxied = isProxied;
  }

  /** @param name in lower case */
  get(name: string): string | undefined {
    return this.#values.get(name);
  }

  /**
   * The value of a header that may stand once.
   * @throws HubError `invalid` where it stands twice: which of them counts would be a guess
   */
  single(name: string): string | undefined {
    if (this.#repeated?.has(name) === true)
      throw new HubError('invalid', `the header ${name} stands twice`, { field: name });
    return this.#values.get(name);
  }

  /** @throws HubError `headers_too_large` */
  refuseTooMany(): void {
    if (this.raw.length > LIMITS.requestHeaderLines * 2) {
      throw new HubError(
        'headers_too_large',
        `more than ${LIMITS.requestHeaderLines} header lines`,
      );
    }
  }

  /** Whether `raw` is this very block. */
  equals(raw: readonly string[]): boolean {
    const own = this.raw;
    const length = own.length;
    if (raw.length !== length) return false;
    for (let i = 0; i < length; i++) if (own[i] !== raw[i]) return false;
    return true;
  }
}
