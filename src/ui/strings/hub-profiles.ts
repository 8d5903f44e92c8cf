/**
 * What the profiles of machines say in English: how one is set up, what it does without the hub, and what has to be set for
 * it to be told more. By the English text, so that it is said anew where that is changed; what a profile of somebody's own
 * says is shown as it is.
 */
export type ProfileWords = Readonly<Record<string, string>>;

export const profiles: ProfileWords = {};
