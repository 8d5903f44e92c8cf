/** Nights on which clocks change, in zones that do so in ways of their own, and a day that most years lack. */
export interface Night {
  readonly name: string;
  readonly timeZone: string;
  /** Of the entry, on the wall clock. */
  readonly day: 'tue' | 'sat' | 'sun';
  readonly at: string;
  /** When it is to run, by the rules of the zone: written down here, so that no code of ours works it out. */
  readonly runsAt: string;
}

/** A time that is skipped runs at the next that there is, one that comes twice at the first. */
export const NIGHTS: readonly Night[] = [
  {
    name: 'Berlin, spring',
    timeZone: 'Europe/Berlin',
    day: 'sun',
    at: '02:30',
    runsAt: '2027-03-28T01:00:00Z',
  },
  {
    name: 'Lord Howe, autumn',
    timeZone: 'Australia/Lord_Howe',
    day: 'sun',
    at: '01:45',
    runsAt: '2027-04-03T14:45:00Z',
  },
  {
    name: 'Berlin, autumn',
    timeZone: 'Europe/Berlin',
    day: 'sun',
    at: '02:30',
    runsAt: '2027-10-31T00:30:00Z',
  },
  {
    name: 'New York, spring',
    timeZone: 'America/New_York',
    day: 'sun',
    at: '02:30',
    runsAt: '2027-03-14T07:00:00Z',
  },
  {
    name: 'New York, autumn',
    timeZone: 'America/New_York',
    day: 'sun',
    at: '01:30',
    runsAt: '2027-11-07T05:30:00Z',
  },
  {
    name: 'Lord Howe, spring',
    timeZone: 'Australia/Lord_Howe',
    day: 'sun',
    at: '02:15',
    runsAt: '2027-10-02T15:30:00Z',
  },
  {
    name: 'Santiago, spring',
    timeZone: 'America/Santiago',
    day: 'sun',
    at: '00:30',
    runsAt: '2027-09-05T04:00:00Z',
  },
  {
    name: 'Santiago, autumn',
    timeZone: 'America/Santiago',
    day: 'sat',
    at: '23:30',
    runsAt: '2027-04-04T02:30:00Z',
  },
  {
    name: 'Berlin, leap day',
    timeZone: 'Europe/Berlin',
    day: 'tue',
    at: '06:30',
    runsAt: '2028-02-29T05:30:00Z',
  },
];
