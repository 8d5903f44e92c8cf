/**
 * What an admin secret has to look like: long enough that nobody guesses it, and only of characters that reach the hub
 * unchanged in a header. Its SHA-256 will do, so that a settings file need not say it.
 */
export const ADMIN_SECRET = {
  pattern: /^(?:sha256:(?<sha256>[0-9a-f]{64})|(?!sha256:)[!-~][ -~]{30,}[!-~])$/i,
  wanted: 'at least 32 characters of ASCII, or sha256: and 64 hexadecimal digits',
} as const;
