/** Which bytes a `Range` header asks for (RFC 9110 section 14). Pure. */

/** From `start` up to and without `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const SINGLE_RANGE = /^bytes=(\d*)-(\d*)$/i;

/**
 * `whole` stands for every header that is to be ignored: another unit, several ranges (a device never asks so, and
 * answering them is a way to be made to send much for little), or a malformed one. `unsatisfiable` is a 416.
 * @param sizeBytes the length of the whole file
 */
export function parseByteRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first = '', last = ''] = SINGLE_RANGE.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const suffixBytes = Number(last);
    if (suffixBytes === 0) return 'unsatisfiable';
    // The last n bytes of nothing are nothing, which Content-Range has no words for.
    if (sizeBytes === 0) return 'whole';
    return { start: Math.max(0, sizeBytes - suffixBytes), end: sizeBytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= sizeBytes) return 'unsatisfiable';
  return { start, end: last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes) };
}
