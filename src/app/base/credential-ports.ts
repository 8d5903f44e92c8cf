/** What proves who asks: the ports between the guard, the use cases that know credentials, and the arithmetic of secrets. */
import type { Surface } from '../../domain/surface.ts';
import type { TokenPrefix, TokenState } from '../../domain/token.ts';
import type { Lane } from './fair-queue.ts';
import type { Principal } from './principal.ts';

/** Parameters of a query that carry a credential: no route sees them, and nobody is told of them. */
export const QUERY_KEYS = ['_auth_key', '_api_auth'] as const;

export interface Digest {
  sha256(text: string): Uint8Array;
  /** In a time that does not tell where the two differ. No bytes are like none. */
  equal(a: Uint8Array, b: Uint8Array): boolean;
}

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

export interface MintedToken {
  readonly id: string;
  /** The whole token: shown once, never kept. */
  readonly token: string;
  /** What is kept of it: SHA-256 of id and secret, base64. */
  readonly hash: string;
}

export interface TokenMint {
  /**
   * @param prefix of a token, or `ses` of a cookie session
   * @param id of one that gets a new secret; else a new one
   */
  mint(prefix: TokenPrefix | 'ses', id?: string): MintedToken;
  /** What is kept of a token that was made elsewhere; undefined for what is none. */
  read(text: string): { id: string; prefix: TokenPrefix; hash: string } | undefined;
}

/** Slow hashes of what people choose: passwords and PINs. One at a time: who is known comes before strangers. */
export interface PasswordHasher {
  /**
   * A PHC string of the secret, for who has been let in.
   * @throws HubError `unavailable` with `retryAfterSeconds`, where too many wait already
   */
  hash(secret: string): Promise<string>;
  /**
   * Takes as long where there is no hash to compare with as where there is.
   * @param lane of who asks
   * @throws HubError `unavailable` with `retryAfterSeconds`, where too many wait already
   */
  verify(
    secret: string,
    phc: string | undefined,
    lane: Lane,
  ): Promise<{ matches: boolean; isOutdated: boolean }>;
  /** Gives back what hashing has taken; the next one takes it anew. */
  rest(): void;
}

/** The code of an authenticator app at a step of time (RFC 6238): six digits. */
export type OneTimeCode = (secret: Uint8Array, step: number) => string;

/** What the hub must be able to read again is on the disk under a key that is not in the store. */
export interface SecretBox {
  /** In base64, each time another text. */
  seal(secret: Uint8Array): string;
  /** Undefined for what was sealed with no such key. */
  open(sealed: string): Uint8Array | undefined;
}

/** A key that was made of a passphrase, and how: with the passphrase it can be made anew. */
export interface BoxKey extends PassphraseCost {
  readonly key: Uint8Array;
  /** Tells which key it is, and nothing of it. */
  readonly keyId: string;
}

/** Of scrypt: log2 of N, block size, how often over. */
export interface PassphraseCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Uint8Array;
}

export interface PassphraseKeys {
  /** A new one. @throws HubError `invalid` where it is too short or too long */
  make(passphrase: string): Promise<BoxKey>;
  /** @throws HubError `invalid` where that would take more than a machine has */
  derive(passphrase: string, cost: PassphraseCost): Promise<BoxKey>;
}

/** Seals what is too long for one box. */
export interface ChunkBox {
  /** By so many bytes what is sealed is longer. */
  readonly overhead: number;
  /** @param nonce 24 bytes, and never the same with another chunk under one key */
  seal(chunk: Uint8Array, nonce: Uint8Array): Uint8Array;
  /** Undefined for what was not sealed with this key and this nonce. */
  open(sealed: Uint8Array, nonce: Uint8Array): Uint8Array | undefined;
}

/** What an access token says, checked in form, signature and time. All instants in ms since 1970. */
export interface AccessClaims {
  readonly userId: string;
  readonly sessionId: string;
  readonly expiresAtMs: number;
}

/** Access tokens: JWTs of LIMITS.accessTokenMs (RFC 7519). */
export interface AccessTokens {
  sign(userId: string, sessionId: string): string;
  verify(jwt: string): AccessClaims | 'invalid' | 'expired';
}

/** Refresh tokens: worked out from session and generation, so that none is kept. */
export interface RefreshTokens {
  /** `rt_…` */
  issue(sessionId: string, generation: number): string;
  /** Undefined for what this hub never issued. */
  read(text: string): { readonly sessionId: string; readonly generation: number } | undefined;
}

/** What the guard needs to know of tokens. */
export interface TokenIndex {
  /**
   * The token that has this id and this hash.
   * @param hash SHA-256 of id and secret; compared in a time that does not tell whether there is such an id
   */
  find(id: string, hash: Uint8Array): TokenEntry | undefined;
  /** Rises with every change of a token: what was found out holds as long as it stays. */
  epoch(): number;
}

export interface TokenEntry {
  readonly principal: Principal;
  state(): TokenState;
  /** Whether it may be used from there. */
  admits(address: string): boolean;
}

/** What the guard needs to know of sessions. */
export interface SessionIndex {
  /** Of an access token. */
  byAccessToken(jwt: string): AuthResult;
  /** Of the value of the cookie `aris_session`. */
  byCookie(value: string): AuthResult;
  /** Rises whenever a session ends or its rights change. */
  epoch(): number;
}

/** The secret of `/api/admin/*`. */
export interface AdminSecret {
  /** Whether it is the one; never where none is set. @throws HubError `too_many_requests` after wrong tries */
  isRight(text: string, address: string): boolean;
}

export interface HeaderSource {
  /**
   * @param name in lower case
   * @throws HubError `invalid` where the header stands twice
   */
  single(name: string): string | undefined;
}

/** Who is at the other end of a request. */
export interface Client {
  /** Its own address, past proxies that are trusted; IPv4 in dotted form. */
  readonly address: string;
  /** Whether it is on this very machine and asks for it by a name of loopback, with no proxy in between. */
  readonly isLocal: boolean;
  /** Whether TLS protects the way to it, by the word of a trusted proxy. */
  readonly isSecure: boolean;
  /** Of a session that it has shown to hold, where it was asked for. */
  readonly sessionId?: string | undefined;
}

/** What there is of a request to judge it by. */
export interface AuthRequest {
  readonly surface: Exclude<Surface, 'open'>;
  readonly method: string;
  /** Normalised, and with an alias such as `/v1/zones` resolved. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: HeaderSource;
  readonly client: Client;
}

export type AuthResult =
  | { readonly principal: Principal; readonly isCookie?: true }
  | { readonly refused: 'missing' }
  /** `principal` where the secret is that of a real credential, which keeps the attempt. */
  | { readonly refused: 'invalid'; readonly description: string; readonly principal?: Principal }
  /** The credential is good, but not from there. */
  | { readonly refused: 'address'; readonly principal: Principal };

export interface Guard {
  /** What was found out of the very same headers holds until this changes, or the principal expires. */
  epoch(): number;
  /** @throws HubError `invalid` (repeated, conflicting or misplaced credentials), `too_many_requests` */
  authenticate(authRequest: AuthRequest): AuthResult;
}
