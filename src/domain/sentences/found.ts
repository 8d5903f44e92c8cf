/** What people are told of a house and what is found for it. */

/** Why nothing is known of how warm a room is, by code. */
export const UNMEASURED_SENTENCES = {
  no_thermometer: 'no thermometer stands in it, nor anything else that measures it',
  temperature_unknown: 'no thermometer of it is heard',
} as const;
export type UnmeasuredCode = keyof typeof UNMEASURED_SENTENCES;
