/** What a shell takes as it stands: the address, else a word for it. */
export const typedEmail = (email: string): string =>
  /^[\w.+-]+@[\w.-]+$/.test(email) ? email : 'EMAIL';
