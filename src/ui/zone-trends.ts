/** How warm the rooms were today, for the line on each card: asked for once for all of them, when all else is drawn. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ZoneTrendList } from '../app/history/zone-trends.ts';
import { call } from './api.ts';
import { isFirstPictureDone } from './first-picture.ts';
import { may } from './session.ts';
import { connection } from './stream.ts';

/** As often as the hub makes them anew. */
const AGAIN_MS = 5 * 60_000;

/** By zone: a step each, the oldest first. */
export const zoneTrends = signal<ReadonlyMap<string, readonly (number | null)[]>>(new Map());

async function read(): Promise<void> {
  if (document.visibilityState === 'hidden') return;
  const { zones } = await call<ZoneTrendList>('GET', '/api/zone-trends');
  zoneTrends.value = new Map(zones.map(({ zoneId, tempC }) => [zoneId, tempC]));
}

/** Keeps them read while a component shows them. Where they cannot be read, those before stay. */
export function useZoneTrends(): void {
  const isWanted = isFirstPictureDone.value && connection.value === 'live' && may('history:read');
  useEffect(() => {
    if (!isWanted) return;
    const ask = () => void read().catch(() => undefined);
    ask();
    const timer = setInterval(ask, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isWanted]);
}

/** At least so much is the height of the line: what hardly changes looks so. */
const LEAST_SPAN_C = 2;

/** Of a day: three hours. What is less is a stroke that says nothing. */
const LEAST_KNOWN = 1 / 8;

/**
 * A line through what is known, as the path of a drawing that is `width` wide and `height` high; empty where that is
 * little, or no two values stand side by side.
 */
export function trendPath(
  values: readonly (number | null)[],
  width: number,
  height: number,
): string {
  const known = values.filter((value) => value !== null);
  if (known.length < values.length * LEAST_KNOWN) return '';
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = Math.max(high - low, LEAST_SPAN_C);
  const bottom = (low + high - span) / 2;
  const tenth = (value: number) => Math.round(value * 10) / 10;
  const at = (value: number, index: number) =>
    `${tenth((index / Math.max(values.length - 1, 1)) * width)} ${tenth(height - ((value - bottom) / span) * height)}`;
  const parts = values.map((value, index) => {
    const before = values[index - 1] ?? null;
    if (value === null) return '';
    if (before !== null) return `L${at(value, index)}`;
    // A value that stands alone is no line.
    return (values[index + 1] ?? null) === null ? '' : `M${at(value, index)}`;
  });
  return parts.join('');
}
