// npm run failover [-- galera group-replication --rounds=20]: two service processes on a cluster of three nodes, behind one address.
// In each round 6 accounts complete 6 registrations each, with a limit of 3 devices, and 4 accounts ask for one token after the
// other; in the middle the node that writes is killed by `kill -9`, and another one takes over. Prints the figures. Exits 0 only if
// no account is over its limit or was given less, nothing that was acknowledged is gone, and clients were answered by nothing but
// successes, typed refusals and the 503 that tells them to send again.
// With --quorum: the two nodes that do not write are killed instead, and a service on the third one must answer 503, /health/ready too,
// until an operator lets that node go on alone.
// Galera needs mariadbd, galera-4 and rsync; group replication a MySQL 8.4 or later that MYSQLD names (docs/clusters.md).
import { bootstrap } from './bootstrap.mjs';
import { run } from './run.mjs';

await bootstrap();

process.exitCode = await run([
  ...['node', '--conditions=@expressplay-binding/source'],
  'services/binding-service/test/proofs/run-failover.ts',
  ...process.argv.slice(2)
]);
