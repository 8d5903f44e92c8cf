/** Conditional requests for GET and HEAD (RFC 9110 section 13). Pure. */

/** What the answer would be about. */
export interface Validators {
  /** Strong, quoted. */
  readonly etag: string;
  /** An HTTP date, so to the second; absent where the tag alone tells. */
  readonly lastModified?: string;
}

/** The value of a request header, by its name in lower case. */
export type HeaderLookup = (name: string) => string | undefined;

const TAG = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const TAG_LIST = new RegExp(`^[\\s,]*${TAG}(?:\\s*,[\\s,]*${TAG})*[\\s,]*$`);
const TAGS = new RegExp(TAG, 'g');

/** Entity tags as sent; none where the list is malformed, so that it matches nothing. */
function tagsOf(list: string): readonly string[] {
  return TAG_LIST.test(list) ? (list.match(TAGS) ?? []) : [];
}

/** The second an HTTP date names, in ms; undefined for what is not in the one form that is still sent. */
function parseHttpDate(text: string): number | undefined {
  const instantMs = Date.parse(text);
  return !Number.isNaN(instantMs) && new Date(instantMs).toUTCString() === text
    ? instantMs
    : undefined;
}

/** Strong comparison: a weak tag never matches, and ours are strong. */
export function matchesStrongly(list: string, etag: string): boolean {
  return list.trim() === '*' || tagsOf(list).includes(etag);
}

function matchesWeakly(list: string, etag: string): boolean {
  return list.trim() === '*' || tagsOf(list).some((tag) => tag.replace(/^W\//, '') === etag);
}

/** Whether what there is is newer than the date; undefined where the header is absent or no date, and ignored. */
function isNewerThan(
  date: string | undefined,
  lastModified: string | undefined,
): boolean | undefined {
  const sinceMs = date === undefined ? undefined : parseHttpDate(date);
  return sinceMs === undefined || lastModified === undefined
    ? undefined
    : Date.parse(lastModified) > sinceMs;
}

/** The status that the conditions make of a 200 or 206, in the order of RFC 9110 13.2.2. */
export function evaluateConditions(
  header: HeaderLookup,
  { etag, lastModified }: Validators,
): 304 | 412 | undefined {
  const ifMatch = header('if-match');
  if (ifMatch !== undefined) {
    if (!matchesStrongly(ifMatch, etag)) return 412;
  } else if (isNewerThan(header('if-unmodified-since'), lastModified) === true) {
    return 412;
  }
  const ifNoneMatch = header('if-none-match');
  if (ifNoneMatch !== undefined) return matchesWeakly(ifNoneMatch, etag) ? 304 : undefined;
  return isNewerThan(header('if-modified-since'), lastModified) === false ? 304 : undefined;
}

/** Whether a `Range` counts: without `If-Range`, or where the part that the client has is of this very version. */
export function rangeApplies(
  ifRange: string | undefined,
  { etag, lastModified }: Validators,
): boolean {
  return ifRange === undefined || ifRange === etag || ifRange === lastModified;
}
