// Loaded into a child of the launcher: when the launcher ends for any reason, the child stops as on SIGTERM.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
