/** Whether there has ever been an owner, which outlives the accounts. */
export interface OwnerMark {
  isSet(): boolean;
  /** Past a power cut, where the disk takes it; for this process in any case. */
  set(): void;
}
