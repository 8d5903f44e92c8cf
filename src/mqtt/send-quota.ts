/** As many messages await their acknowledgement as the broker lets (MQTT 5, Receive Maximum): past that it disconnects. */
interface Waiting {
  readonly isCounted: boolean;
  start(): void;
  fail(error: Error): void;
}

export interface SendQuota {
  /** Sends in the order of the calls. @param isCounted for one that the broker acknowledges */
  send(isCounted: boolean, work: () => Promise<unknown>): Promise<unknown>;
  /** Fails whatever still waits: the connection is gone. */
  close(): void;
}

export function createSendQuota(most: number): SendQuota {
  const waiting: Waiting[] = [];
  let unacknowledged = 0;
  const hasRoom = (isCounted: boolean) => !isCounted || unacknowledged < most;

  function goOn(): void {
    for (let [next] = waiting; next !== undefined && hasRoom(next.isCounted); [next] = waiting) {
      waiting.shift();
      next.start();
    }
  }

  async function start(isCounted: boolean, work: () => Promise<unknown>): Promise<unknown> {
    if (!isCounted) return work();
    unacknowledged++;
    try {
      return await work();
    } finally {
      unacknowledged--;
      goOn();
    }
  }

  return {
    async send(isCounted, work) {
      // What is not counted waits too, where others do: nothing overtakes.
      if (waiting.length === 0 && hasRoom(isCounted)) return start(isCounted, work);
      return new Promise((resolve, reject) => {
        const begin = () => void start(isCounted, work).then(resolve, reject);
        waiting.push({ isCounted, start: begin, fail: reject });
      });
    },
    close() {
      for (const one of waiting.splice(0)) one.fail(new Error('the broker is not connected'));
    },
  };
}
