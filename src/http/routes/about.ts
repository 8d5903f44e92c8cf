/** What a person who looks after the hub wants to know of it: its devices, and what it takes of its machine. */
import type { DeviceView } from '../../app/devices/device-list.ts';
import { jsonReply } from '../reply.ts';
import type { Route } from '../router.ts';

export interface UsageFacts {
  /** Since the process began. */
  readonly uptimeSeconds: number;
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  /** Since the process began; undefined where the kernel does not tell. */
  readonly diskWrittenBytes: number | undefined;
}

export function aboutRoutes({
  devices,
  usage,
}: {
  readonly devices: () => readonly DeviceView[];
  readonly usage: () => UsageFacts;
}): Route[] {
  return [
    {
      method: 'GET',
      path: '/api/equipment',
      access: 'equipment:read',
      summary:
        'All devices of the house, sensors too: which are online, when each last reported, and what of it cannot be',
      handle() {
        const all = devices();
        return jsonReply(200, { equipment: all, metadata: { count: all.length } });
      },
    },
    {
      method: 'GET',
      path: '/api/system/usage',
      access: 'system:read',
      summary:
        'What the hub takes of its machine since its start: memory, and bytes given to the disk',
      handle() {
        const { uptimeSeconds, residentBytes, heapUsedBytes, diskWrittenBytes } = usage();
        return jsonReply(200, {
          uptimeSeconds: Math.floor(uptimeSeconds),
          residentBytes,
          heapUsedBytes,
          diskWrittenBytes,
        });
      },
    },
  ];
}
