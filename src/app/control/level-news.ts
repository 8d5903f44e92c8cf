/** Tells at once where control may go further with a machine than before, or less far: it may be decided otherwise. */
import type { Level } from '../../domain/binding/level.ts';
import { LIMITS } from '../../domain/limits.ts';
import { createListeners, type Listener } from '../base/listeners.ts';
import type { Cancel, Clock } from '../base/ports/clock.ts';
import type { Device } from '../devices/device-registry.ts';

export interface LevelNews {
  /** Of one that comes and goes all the time it is told no oftener than control looks by itself. */
  see(device: Device, level: Level): void;
  readonly onLevel: (listener: Listener<Device>) => Cancel;
}

export function createLevelNews(clock: Clock): LevelNews {
  const listeners = createListeners<Device>();
  /** As it was seen last, and when others were told of it, monotonic. */
  const seen = new WeakMap<Device, { readonly level: Level; readonly toldMs: number }>();
  return {
    see(device, level) {
      const { level: before, toldMs = -Infinity } = seen.get(device) ?? {};
      if (level === before) return;
      const nowMs = clock.monotonicMs();
      const isNews = nowMs - toldMs >= LIMITS.controlPeriodMs;
      seen.set(device, { level, toldMs: isNews ? nowMs : toldMs });
      if (isNews) listeners.tell(device);
    },
    onLevel: listeners.add,
  };
}
