/** Codes that people read off one thing and type into another. */

/** 32 characters, none of which looks like another: five bits each. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** One character for each byte, of which five bits count. */
export function legible(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Such a code as it was typed, in whatever case, with or without dashes and spaces. */
export function asTyped(text: string): string {
  return text.toUpperCase().replaceAll(/[\s-]/g, '');
}
