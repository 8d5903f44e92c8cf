/** A password to tell somebody: by chance, of characters none of which looks like another. */

const CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_CHARS = 4;
/** Bytes from here on would make some characters likelier than others. */
const EVEN_BELOW = 256 - (256 % CHARACTERS.length);

/** @param randomByte each as likely as any other */
export function suggestedPassword(
  randomByte = () => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0,
): string {
  const character = (): string => {
    const byte = randomByte();
    return byte < EVEN_BELOW ? CHARACTERS.charAt(byte % CHARACTERS.length) : character();
  };
  const group = () => Array.from({ length: GROUP_CHARS }, character).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
