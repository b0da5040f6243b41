// Loaded into a process that is measured: tells its parent what it has used so far whenever the parent asks.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('message', () => {
  const cpu = process.cpuUsage();
  // Otherwise the heap shows when the collector last ran, not what is in use.
  collect();
  process.send?.({ cpu, memory: process.memoryUsage() });
});
process.channel?.unref();
