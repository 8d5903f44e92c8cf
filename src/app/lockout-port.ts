/** What the use cases need of whoever counts wrong guesses (DESIGN.md section 4, "Guessing"). */

export interface Guess {
  /** What is guessed at: an e-mail address in its one spelling, `pin`, `setup`. */
  readonly account: string;
  readonly address: string;
  /** Whether that address has signed in well to that account lately: it has a counter of its own. */
  readonly isKnown: boolean;
  /** Whether there is such an account. */
  readonly isReal: boolean;
}

export interface Lockout {
  /**
   * Counts the guess before it is looked at, so that many at once are not cheaper than one after the other.
   * @throws HubError `too_many_requests` with `retryAfterSeconds`
   */
  attempt(guess: Guess): { succeeded(): void; failed(): void };
}
