// Loaded into a process that is measured: tells its parent what it has used so far whenever the parent asks.
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), memory: process.memoryUsage() }));
process.channel?.unref();
