/** Icons: strokes on a grid of 24, drawn for this page. They say nothing to a screen reader; the words beside them do. */
const PATHS = {
  home: 'M4 11.5 12 4l8 7.5M6 10v9h4.5v-5h3v5H18v-9',
  plant:
    'M4 7h16v10H4zM8.5 12a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0M12 8.5v7M8.5 12h7M7 17v3M17 17v3',
  events: 'M5 6h.01M9 6h10M5 12h.01M9 12h10M5 18h.01M9 18h10',
  settings:
    'M12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6M12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M18.4 5.6l-1.8 1.8M7.4 16.6l-1.8 1.8',
  flame:
    'M12 3c1 3.5 5 5.5 5 10.2A5 5 0 0 1 12 19a5 5 0 0 1-5-5.8C7 10.500 9 9 9.500 6.500 11 7.500 11.500 9 11.500 10',
  snow: 'M12 3v18M4.200 7.500l15.600 9M19.800 7.500l-15.600 9M9.500 4.500 12 7l2.500-2.500M9.500 19.500 12 17l2.500 2.500',
  drop: 'M12 3.500c3.500 4.200 6 7 6 10.300a6 6 0 0 1-12 0c0-3.300 2.500-6.100 6-10.300',
  bolt: 'M13 3 5 13.500h6L10 21l8-10.500h-6z',
  leaf: 'M5 19c0-9 5-14 14-14 0 9-4 14-11 14M5 19c2-4 5-7 9-9',
  warn: 'M12 4 2.500 20h19zM12 10v4.500M12 17.200h.01',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  close: 'M6 6l12 12M18 6 6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  back: 'm14.500 5-7 7 7 7',
  next: 'm9.500 5 7 7-7 7',
  up: 'm5 14.500 7-7 7 7',
  down: 'm5 9.500 7 7 7-7',
  undo: 'M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12H9',
  redo: 'm16 5 4 4-4 4M20 9h-9a6 6 0 0 0 0 12h4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  copy: 'M9 9h10v11H9zM15 9V4H5v11h4',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.500 11v5M13.500 11v5',
  rotate: 'M19 12a7 7 0 1 1-2.200-5.100M19 4v4h-4',
  key: 'M8 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8M11 13l8.500-8.500M16 8l3 3',
  person:
    'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.500 20c.8-3.800 3.800-6 7.500-6s6.700 2.200 7.500 6',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 7v5l3.500 2',
  calendar: 'M4 6h16v14H4zM4 10.500h16M8.500 3.500v4M15.500 3.500v4',
  away: 'M14 4h5v16h-5M14 12H4M7.500 8.500 4 12l3.500 3.500',
  power: 'M12 3.500V12M6.500 6.800a7.500 7.500 0 1 0 11 0',
  fan: 'M12 12a1.500 1.500 0 1 0 0-.01M12 10.500C10 6 12 3.500 15 4s2 4.500-3 6.500M13.300 12.800c4.900.5 6 3.500 4 5.800s-5-.4-4-5.800M10.700 12.800c-2.900 4-6 3.700-7 .8s2.700-4.300 7-.8',
  download: 'M12 4v11M7.500 10.500 12 15l4.500-4.500M5 20h14',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13M15.500 15.500 20 20',
  edit: 'm5 19 .8-3.800L16 5l3 3L8.800 18.200zM14 7l3 3',
  house: 'M4 11.500 12 4l8 7.500M6 10v10h12V10',
  thermometer: 'M10 13.500V5.500a2 2 0 1 1 4 0v8a4 4 0 1 1-4 0M12 9v7',
  shield: 'M12 3.500 5 6v5.500c0 4.500 3 7.500 7 9 4-1.500 7-4.500 7-9V6z',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M12 11v5.500M12 7.700h.01',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.9"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The hub's own mark. */
export function Mark({ size = 36 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <rect width="48" height="48" rx="13" fill="var(--accent)" />
      <path
        d="M11 26 24 13l13 13M17 24v12h14V24"
        fill="none"
        stroke="var(--on-accent)"
        stroke-width="3.4"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <circle cx="24" cy="28" r="3.2" fill="var(--on-accent)" />
    </svg>
  );
}
