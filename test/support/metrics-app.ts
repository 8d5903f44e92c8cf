/** The metrics of the test app: all of its parts, with a request meter of its own. */
import { createMetrics, type Metrics } from '../../src/metrics/collect.ts';
import { meteredBus } from '../../src/metrics/bus-meter.ts';
import { createHttpMeter } from '../../src/metrics/http-meter.ts';
import { createLoopMeter } from '../../src/metrics/loop-meter.ts';
import { createProcessFacts } from '../../src/system/process-facts.ts';
import { createTestApp, type TestApp } from './app.ts';

export function createMetricsApp(
  options: Parameters<typeof createTestApp>[0] = {},
): TestApp & { metrics: Metrics } {
  const httpMeter = createHttpMeter();
  const app = createTestApp({ ...options, meter: httpMeter });
  const { clock } = app;
  const metrics = createMetrics({
    ...{ ...app, ...app.access },
    build: { version: '0.0.0', nodeVersion: 'v20.0.0', isVirtual: false },
    bus: meteredBus(app.bus),
    meters: [httpMeter, createLoopMeter(clock)],
    processFacts: createProcessFacts(clock),
    connectionCount: () => 0,
    streamCount: () => app.streams.count(),
  });
  return { ...app, metrics };
}
