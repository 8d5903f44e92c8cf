// Loaded before a hub (`node --import`): at SIGUSR2 it collects its garbage, and says what it holds then.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
setFlagsFromString('--no-expose-gc');

process.on('SIGUSR2', () => {
  collect();
  // What was freed by the first one may have held more.
  collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stderr.write(
    `${JSON.stringify({ message: 'collected', heldBytes: heapUsed + external })}\n`,
  );
});
