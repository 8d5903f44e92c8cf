/** How far the hub goes with a machine, wherever the page has nothing but its kind and id. */
import type { LevelView } from '../../domain/control/appliance/level-view.ts';
import { Spinner } from '../components/notice.tsx';
import { equipmentOf, isKind, KINDS } from '../kinds.ts';
import { house } from '../live.ts';
import { common } from '../strings/common.ts';
import { Level } from './level.tsx';

interface Machine {
  readonly kind: string;
  readonly id: string;
}

/** Undefined for what the hub goes as far with as it does with its own, or has not decided on yet. */
export function levelOf({ kind, id }: Machine): LevelView | undefined {
  if (house.value === undefined || !isKind(kind)) return undefined;
  const device = equipmentOf(house.value, kind).find((one) => one[KINDS[kind].id] === id);
  return device?.['control'] as LevelView | undefined;
}

/** @param isAwaited whether it is there in a moment: it has just been added */
export function MachineLevel({ kind, id, isAwaited = false }: Machine & { isAwaited?: boolean }) {
  const control = levelOf({ kind, id });
  if (control !== undefined) return <Level kind={kind} id={id} control={control} />;
  return isAwaited ? <Spinner label={common.loading} /> : null;
}
