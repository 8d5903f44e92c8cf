/** On what condition something is changed: that it is still as whoever changes it has seen it. */

/** What can be changed of a thing, by member. */
export type EditableMembers = Readonly<Record<string, unknown>>;

/**
 * Called with what stands now, where changes wait for each other and right before one is made.
 * @throws HubError `precondition_failed`
 */
export type Precondition = (current: EditableMembers) => void;

export const UNCONDITIONALLY: Precondition = () => undefined;
