/** Time zone files (RFC 9636) as tests need them. */

/**
 * A file with these offsets in seconds, its changes and a rule.
 * @param changes each with the place of its offset
 */
export function tzif(
  rule: string,
  version = '2',
  offsetsSeconds: readonly number[] = [0],
  changes: readonly (readonly [atSeconds: number, offset: number])[] = [],
): Uint8Array {
  const block = (timeBytes: 4 | 8) => {
    const header = Buffer.alloc(44);
    header.write(`TZif${version}`);
    header.writeUInt32BE(changes.length, 32);
    header.writeUInt32BE(offsetsSeconds.length, 36);
    header.writeUInt32BE(4, 40);
    const times = changes.map(([atSeconds]) => {
      const time = Buffer.alloc(timeBytes);
      time.writeIntBE(atSeconds, timeBytes === 8 ? 2 : 0, timeBytes === 8 ? 6 : 4);
      if (timeBytes === 8 && atSeconds < 0) time.fill(0xff, 0, 2);
      return time;
    });
    const types = offsetsSeconds.map((seconds) => {
      const type = Buffer.alloc(6);
      type.writeInt32BE(seconds);
      return type;
    });
    const indexes = Buffer.from(changes.map(([, offset]) => offset));
    return Buffer.concat([header, ...times, indexes, ...types, Buffer.from('UTC\0')]);
  };
  return Buffer.concat([block(4), block(8), Buffer.from(`\n${rule}\n`)]);
}
