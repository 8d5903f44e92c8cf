/** What there is to press on a panel: what is not for who is signed in is not there at all. */
import { may, mayCommand, self } from '../../session.ts';

export interface PanelControls {
  /** Rooms and hot water. */
  readonly setsRooms: boolean;
  /** Home and Away. */
  readonly setsHouse: boolean;
  /** The way to the whole page: the household PIN is for the panel alone. */
  readonly leaves: boolean;
}

export const panelControls = (): PanelControls => ({
  setsRooms: mayCommand(),
  setsHouse: may('system:full'),
  leaves: self()?.role !== 'panel',
});
